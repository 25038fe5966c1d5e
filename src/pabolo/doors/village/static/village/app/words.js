// The sentences of the catalogues, and times as people write them.

export const app = JSON.parse(document.getElementById("app").textContent);

export const say = (key, parts = {}) =>
  (app.words[key] || key).replace(/\{(\w+)\}/g, (whole, name) => (name in parts ? parts[name] : whole));

const shown = (options) => new Intl.DateTimeFormat(app.language, options);
const TIMES = shown({ hour: "2-digit", minute: "2-digit", hour12: false });
const DAYS = shown({ day: "numeric", month: "long" });

export const time = (at) => TIMES.format(new Date(at));
export const day = (at) => DAYS.format(new Date(at));

// The day as the phone's calendar has it, for a date field.
export const isoDay = (at = new Date()) => {
  const two = (number) => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
};

// "at 14:05" today, "on 22 November" before.
export const when = (at) =>
  isoDay(new Date(at)) === isoDay() ? say("at_time", { time: time(at) }) : say("on_day", { day: day(at) });

export const kilobytes = (count) =>
  count < 1e6
    ? `${Math.ceil(count / 1000)} kB`
    : `${(count / 1e6).toLocaleString(app.language, { maximumFractionDigits: 1 })} MB`;
