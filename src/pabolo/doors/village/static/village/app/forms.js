// Forms of the shell: the same fields as on the pages, read and checked on the phone.

import { at, el, icon } from "./screens.js";
import { app, isoDay, say } from "./words.js";

const COUNT = /^[PL]_/;

export const fillPlaces = (form, villages) => {
  const box = form.querySelector(".places");
  if (!box) return;
  const pick = box.querySelector("fieldset");
  for (const old of pick.querySelectorAll(".choice")) old.remove();
  villages.forEach(({ code, name }, index) => {
    const id = `${form.id}_place_${index}`;
    const input = el("input", { type: "radio", name: "place", value: code, id });
    input.checked = villages.length === 1;
    pick.append(el("div", { class: "choice" }, input, el("label", { for: id }, name)));
  });
  // Who has one village only is not asked which.
  box.hidden = villages.length < 2;
};

export const today = (form) => {
  for (const field of form.querySelectorAll("input[type=date]")) {
    field.max = isoDay();
    field.value ||= isoDay();
  }
};

// What is in a form, as the office reads it.
export const read = (form) => {
  const body = {}, counts = {};
  for (const field of form.elements) {
    if (!field.name) continue;
    if (COUNT.test(field.name)) {
      if (field.value.trim()) counts[field.name] = Number(field.value);
    } else if (field.type === "checkbox" && field.name === "worries") {
      body.worries ??= [];
      if (field.checked) body.worries.push(field.value);
    } else if (field.type === "checkbox") body[field.name] = field.checked;
    else if (field.type === "radio") {
      body[field.name] ??= "";
      if (field.checked) body[field.name] = field.value;
    } else body[field.name] = field.value.trim();
  }
  if (form.querySelector(".numbers")) body.counts = counts;
  // "I don't know" beside a known answer says nothing.
  if (body.worries?.length > 1) body.worries = body.worries.filter((code) => code !== "unknown");
  return body;
};

// What a form holds and how to lay it back: the draft.
export const draft = (form) => {
  const held = {};
  for (const field of form.elements) {
    if (!field.name) continue;
    const chosen = ["checkbox", "radio"].includes(field.type);
    if (chosen ? field.checked : field.value.trim()) (held[field.name] ??= []).push(field.value);
  }
  return held;
};

export const lay = (form, held) => {
  for (const field of form.elements) {
    if (!(field.name in held)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = held[field.name].includes(field.value);
    else field.value = held[field.name][0];
  }
};

export const clear = (form) => {
  form.reset();
  unmark(form);
};

const unmark = (form) => {
  form.closest(".screen").querySelector(".faults").replaceChildren();
  for (const old of form.querySelectorAll(".errmsg")) old.remove();
  for (const bad of form.querySelectorAll(".bad")) bad.classList.remove("bad");
};

const boxOf = (field) => {
  const pick = field.closest("fieldset");
  return pick ? (pick.classList.contains("heads") ? pick : pick.parentElement) : field.closest(".field");
};

const mark = (form, name, words) => {
  const field = form.querySelector(`[name="${name}"]`);
  const box = boxOf(field);
  box.classList.add("bad");
  const line = el("p", { class: "errmsg", id: `${field.id}_error` }, icon("warning"), el("span", {}, words));
  const before = box.querySelector(".hint") || box.querySelector("legend, label");
  before.after(line);
  const described = [field.getAttribute("aria-describedby"), line.id].filter(Boolean);
  field.setAttribute("aria-describedby", [...new Set(described)].join(" "));
  return el("li", {}, el("a", { href: `#${field.id}` }, words));
};

const faults = (form, body) => {
  const found = [];
  const asked = app.required[form.id.slice(2)] || {};
  for (const [name, words] of Object.entries(asked)) {
    if (!(name in body)) continue;
    if (!body[name].length) found.push([name, words === say("required") ? say("required") : words]);
  }
  const numbers = [...form.elements].filter((one) => COUNT.test(one.name) || one.name === "attendance");
  const wrong = numbers.find((one) => one.value.trim() && !/^[0-9]{1,4}$/.test(one.value.trim()));
  if (wrong) found.push([wrong.name, say("number")]);
  if (body.day && body.day > isoDay()) found.push(["day", say("future")]);
  return found;
};

// Whether the form may be sealed. If not, it is said at the top and beside each field.
export const fine = (form, body) => {
  unmark(form);
  const found = faults(form, body);
  if (!found.length) return true;
  const lines = found.map(([name, words]) => mark(form, name, words));
  summary(form, lines);
  return false;
};

export const fault = (form, words) => summary(form, [el("li", {}, words)]);

const summary = (form, lines) => {
  const title = el("h2", {}, at("f-pin").dataset.look);
  const box = el("div", { class: "errors", role: "alert", tabindex: "-1" }, title, el("ul", {}, ...lines));
  form.closest(".screen").querySelector(".faults").replaceChildren(box);
  box.focus();
};
