// Which screen is shown, and small pieces of page. One address for all of them: the browser's
// history says no more than that the notebook was open.

import { app } from "./words.js";

export const at = (id) => document.getElementById(id);

export const el = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
};

export const icon = (name) => at("icons").content.querySelector(`[data-icon=${name}] svg`).cloneNode(true);

let shown = "";
export const current = () => shown;

const paint = (name) => {
  for (const screen of document.querySelectorAll(".screen")) screen.hidden = screen.id !== `s-${name}`;
  shown = name;
  scrollTo(0, 0);
  (at(`s-${name}`).querySelector("h1[tabindex]") || at("isi")).focus({ preventScroll: true });
};

// "Back" of the phone leads home, then out.
export const show = (name) => {
  const deep = !["none", "lock", "home"].includes(name);
  if (deep && !history.state) history.pushState({ deep }, "", app.shell);
  paint(name);
};

export const onBack = (act) => addEventListener("popstate", () => act());

// Blank at once, then a dull page in place of this one.
export const leave = (href) => {
  document.documentElement.hidden = true;
  document.title = "";
  location.replace(href);
};
