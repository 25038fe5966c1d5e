// The watch-list's form: kinds and their few questions come with the day's list.

import { at, el } from "./screens.js";
import { app, say } from "./words.js";

let kinds = [];

const chosen = () => kinds.find(({ code }) => code === at("watch_kind").value);

const row = (type, name, id, [value, label]) => {
  const input = el("input", { type, name, value, id });
  return el("div", { class: "choice" }, input, el("label", { for: id }, label));
};

const picked = (name, label, choices, type = "radio") => {
  const rows = choices.map((choice, place) => row(type, name, `watch_${name}_${place}`, choice));
  return el("div", {}, el("fieldset", { class: "pick" }, el("legend", {}, label), ...rows));
};

const typed = (name, label, attributes) => {
  const id = `watch_${name}`;
  const input = el("input", { type: "text", name, id, autocomplete: "off", maxlength: "200", ...attributes });
  return el("div", { class: "field" }, el("label", { for: id }, label), input);
};

const question = ({ code, type, label, choices }) => {
  const name = `q_${code}`;
  if (type === "yes_no") return picked(name, label, app.yesNo);
  if (type === "one" || type === "many") return picked(name, label, [...choices, app.yesNo[2]]);
  if (type === "number" || type === "scale") return typed(name, label, { inputmode: "numeric", class: "w4" });
  return typed(name, label, {});
};

// What may be violence is asked first; in danger now it becomes an alarm at the office.
const asked = (kind) => [
  ...(kind.becomes === "asks" ? [picked("q_violence", say("watch_violence"), app.yesNo)] : []),
  ...kind.questions.map(question),
];

export const ask = () => {
  const kind = chosen();
  at("watch-about").textContent = [kind?.meaning, kind?.becomes === "always" ? say("watch_always") : ""].filter(Boolean).join(" ");
  at("watch-about").hidden = !kind;
  at("watch-questions").replaceChildren(...(kind ? asked(kind) : []));
  at("watch-questions").hidden = !at("watch-questions").children.length;
  const named = !kind || kind.names || kind.becomes === "always";
  at("watch-child").hidden = !named;
  at("watch-count").hidden = named;
};

// Laid anew only when the kinds changed: a form in hand is not emptied.
export const offer = (given = []) => {
  if (JSON.stringify(given) === JSON.stringify(kinds)) return;
  kinds = given;
  const options = kinds.map(({ code, label }) => el("option", { value: code }, label));
  at("watch_kind").replaceChildren(el("option", { value: "" }, say("choose")), ...options);
  ask();
};

// Split what was read into the entry's fields and the answers to its questions.
export const watchBody = ({ danger, ...read }) => {
  const body = { answers: danger ? { danger: "yes" } : {} };
  for (const [name, value] of Object.entries(read)) {
    if (!name.startsWith("q_")) body[name] = value;
    else if (value) body.answers[name.slice(2)] = value;
  }
  return { ...body, sex: body.sex || "NA", count: Number(body.count) || 1 };
};

export const kindName = () => chosen()?.label || "";
