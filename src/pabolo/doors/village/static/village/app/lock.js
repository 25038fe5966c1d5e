// Who has the phone in hand: unlocking, locking, and the clock that locks by itself.

import { at } from "./screens.js";

const IDLE = 2 * 60000;
const CALL = 60000;

let self = null;
let idle = 0;
let away = 0;
let calling = 0;
let shut = () => {};

export const who = () => self;

export const hold = (person) => {
  self = person;
  stir();
};

// Nothing readable stays: the keys go first, then the page is emptied by `shut`.
export const lock = (why = "") => {
  const was = self;
  self = null;
  clearTimeout(idle);
  clearTimeout(away);
  if (was) shut(was, why);
};

const stir = () => {
  clearTimeout(idle);
  if (self) idle = setTimeout(lock, IDLE);
};

// A call to a help number hides the page too: then there is a minute before it locks.
const hidden = () => {
  clearTimeout(away);
  if (!document.hidden || !self) return;
  const wait = Date.now() - calling < 5000 ? CALL : 0;
  if (wait) away = setTimeout(lock, wait);
  else lock();
};

export const guard = (onLock) => {
  shut = onLock;
  for (const kind of ["pointerdown", "keydown", "input"]) addEventListener(kind, stir);
  document.addEventListener("visibilitychange", hidden);
  addEventListener("pagehide", () => lock());
  addEventListener("click", (event) => event.target.closest?.("a[href^='tel:']") && (calling = Date.now()));
  at("lock").addEventListener("click", () => lock());
};
