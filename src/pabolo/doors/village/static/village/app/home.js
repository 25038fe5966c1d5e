// The first page: what is saved and what the office has, what is due, what was sent.

import { get } from "./keep.js";
import { ownEntries } from "./entries.js";
import { today as cached } from "./people.js";
import { at, el, icon } from "./screens.js";
import { failing } from "./sync.js";
import { app, day, kilobytes, say, when } from "./words.js";

const SHOWN = 8;

const notice = (words, kind = "warn") => el("p", { class: `note note--${kind}` }, words);

const sync = (entries) => {
  const kept = entries.filter(({ state }) => state === "kept").length;
  const got = entries.filter(({ state }) => state !== "kept" && state !== "lost");
  const last = got.map((one) => one.at).sort().pop();
  const waits = kept && (failing() || !navigator.onLine) ? say("kept_waits") : "";
  at("sync").classList.toggle("sync--hold", kept > 0);
  at("sync-kept").replaceChildren(el("b", {}, kept ? say("kept", { n: kept }) : say("kept_none")), waits);
  const since = last ? say("got_last", { when: when(last) }) : "";
  at("sync-got").replaceChildren(el("b", {}, got.length ? say("got", { n: got.length }) : say("got_none")), since);
};

const entryRow = (one) => {
  const mark = one.state === "kept" ? "device" : one.state === "done" ? "check" : one.state === "lost" ? "warning" : "clock";
  const words = [say(`state_${one.state}`, { when: when(one.at) }), one.sentence].filter(Boolean).join(" ");
  const title = [say(one.kind), one.title].filter(Boolean).join(", ");
  return el("li", { class: "sent" }, icon(mark), el("span", {}, title, el("small", {}, words)));
};

const alarmRow = (one) => {
  const parts = [say("received_on", { day: day(one.received) })];
  if (one.read) parts.push(say("read_on", { day: day(one.read) }));
  if (one.due) parts.push(say(one.late ? "late_since" : "due_on", { day: day(one.due) }));
  if (one.asked) parts.push(say("asked_on", { day: day(one.asked) }));
  const head = [`${say("alarm_of", { day: day(one.received) })}, `, el("b", {}, one.standing)];
  return el("li", { class: "sent" }, icon(one.read ? "check" : "clock"), el("span", {}, ...head, el("small", {}, parts.join(" "))));
};

const dueRow = (one) => {
  const words = one.meet_by ? say("meet_by", { group: one.group, day: day(one.meet_by) }) : say("meet_first", { group: one.group });
  const more = one.decree_soon ? el("small", {}, say("decree_soon")) : "";
  const made = el("button", { type: "button", "data-go": "meeting" }, el("span", {}, words, more), icon("arrow"));
  return el("li", {}, made);
};

const activityRow = (one, mend) => {
  const name = app.labels.kind[one.kind] || one.kind;
  const head = el("p", {}, el("b", {}, name), `, ${app.labels.level[one.level] || one.level}`);
  const facts = [day(one.day), one.where, say("people", { n: one.total })].filter(Boolean).join(" · ");
  const hidden = el("span", { class: "vh" }, `: ${name}, ${day(one.day)}`);
  const button = el("button", { type: "button", class: "act sm" }, say("mend"), hidden);
  button.addEventListener("click", () => mend(one));
  return el("li", {}, head, el("p", { class: "sm mute" }, facts), el("p", {}, button));
};

const watchRow = (one, kinds) => {
  const name = kinds.find(({ code }) => code === one.kind)?.label || one.kind;
  const parts = [say("noted_on", { day: day(one.day) }), app.labels.answer[one.answer], one.told];
  if (one.look) parts.push(say("look_by", { day: day(one.look) }));
  const head = [`${name}, `, el("b", {}, app.labels.watch[one.standing] || one.standing)];
  const small = el("small", {}, parts.filter(Boolean).join(" "));
  return el("li", { class: "sent" }, icon(one.answer ? "check" : "clock"), el("span", {}, ...head, small));
};

const fill = (section, list, rows) => {
  at(list).replaceChildren(...rows);
  at(section).hidden = !rows.length;
};

const notices = async (lease, found) => {
  const rows = [];
  const [distrust, skew, revoked] = await Promise.all(["distrust", "skew", "revoked"].map((key) => get("about", key)));
  if (distrust) rows.push(notice(say("distrust"), "stop"));
  if (revoked) rows.push(notice(say("locked_wiped"), "stop"));
  if (skew) rows.push(notice(say("skew", { n: Math.abs(Math.round(skew / 60000)) })));
  if (!lease) rows.push(notice(say("lease_over")));
  else if (!found) rows.push(notice(say("not_yet"), "info"));
  return rows;
};

const space = async () => {
  const safe = navigator.storage?.persisted ? await navigator.storage.persisted() : false;
  return say(safe ? "kept_well" : "unkept");
};

// Answers what the day's cache held, for the forms that need it.
export const paintHome = async (self, { mend, drafts, go }) => {
  const entries = await ownEntries(self);
  const { lease, today } = await cached(self);
  sync(entries);
  const rows = await notices(lease, today);
  for (const name of Object.keys(drafts)) {
    const button = el("button", { type: "button", class: "btn btn--2 btn--wide" }, `${say("continue")}: ${say(name)}`);
    button.addEventListener("click", () => go(name));
    rows.push(button);
  }
  at("notices").replaceChildren(...rows);
  fill("today", "today-list", (today?.due || []).map(dueRow));
  fill("alarms", "alarm-list", (today?.alarms || []).map(alarmRow));
  fill("acts", "acts-list", (today?.activities || []).filter(({ withdrawn }) => !withdrawn).slice(0, SHOWN).map((one) => activityRow(one, mend)));
  fill("watched", "watched-list", (today?.watch || []).slice(0, SHOWN).map((one) => watchRow(one, today.watch_kinds)));
  at("sent").replaceChildren(...entries.slice(0, SHOWN).map(entryRow));
  at("sent-none").hidden = entries.length > 0;
  const data = await get("about", "data");
  at("data").textContent = say("data", { size: kilobytes(data?.bytes || 0) });
  at("space").textContent = await space();
  at("key-watch").hidden = !today?.watch_kinds?.length;
  return today;
};

// When the page is locked, nothing of the person stays in it.
export const emptyHome = () => {
  for (const id of ["notices", "today-list", "alarm-list", "acts-list", "watched-list", "sent", "sync-kept", "sync-got"]) at(id).replaceChildren();
  at("who").textContent = "";
};
