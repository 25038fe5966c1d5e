// The way to the office. Sealed entries go out in small batches, without a session: the phone's
// own token opens the door. An entry leaves the outbox when the office has it, not before.

import { all, change, drop, get, keys, put } from "./keep.js";
import { wipe, wipeAll } from "./people.js";
import { follows } from "./tree.js";
import { app } from "./words.js";

const MOST = 50;
const MOST_ASKED = 500;
const MOST_BYTES = 900000;
const FIRST_WAIT = 5000;
const LONGEST_WAIT = 15 * 60000;
const SKEW = 5 * 60000;
const ENDED = new Set(["done", "refused"]);

let tell = () => {};
let orderLock = () => {};
let running = null;
let timer = 0;
let failures = 0;

export const listen = (told, locked) => ([tell, orderLock] = [told, locked]);

const month = () => new Date().toISOString().slice(0, 7);

// The data counter: bytes out and in, this month.
const count = (bytes) =>
  change("about", "data", (was) => ({ month: month(), bytes: (was?.month === month() ? was.bytes : 0) + bytes }));

export const post = async (path, body, headers = {}) => {
  const written = JSON.stringify({ v: 1, ...body });
  const device = await get("about", "device");
  if (device && !headers["X-CSRFToken"]) headers.Authorization = `Bearer ${device.id}.${device.token}`;
  const answer = await fetch(app.api + path, {
    method: "POST", body: written, cache: "no-store", credentials: headers["X-CSRFToken"] ? "same-origin" : "omit",
    headers: { "Content-Type": "application/json", ...headers },
  });
  const raw = await answer.text();
  await count(written.length + raw.length);
  let said = null;
  try { said = JSON.parse(raw); } catch { said = null; }
  return { status: answer.status, said };
};

// An order comes before anything else is done with a reply. None of them touches the outbox.
export const obey = async (orders = []) => {
  for (const { order, person } of orders) {
    if (order === "wipe" && person) await wipe(person);
    if (order === "wipe" && !person) {
      await wipeAll();
      await put("about", "revoked", Date.now());
    }
    if (order === "wipe" || order === "lock") orderLock(person || null, order);
  }
};

// A server that cannot show that its log goes on from where it was gets nothing more from us.
const trusted = async ({ checkpoint = "", proof = [] }) => {
  const kept = (await get("about", "checkpoint")) || "";
  if (await follows(kept, checkpoint, proof)) {
    if (checkpoint) await put("about", "checkpoint", checkpoint);
    return true;
  }
  await put("about", "distrust", { at: Date.now() });
  return false;
};

const noteClock = async (now) => {
  const off = Date.now() - Date.parse(now);
  await put("about", "skew", Math.abs(off) > SKEW ? off : 0);
};

const batch = async () => {
  const chosen = [];
  let size = 0;
  for (const one of (await all("outbox")).sort((a, b) => a.kept - b.kept)) {
    size += one.sealed.length;
    if (chosen.length === MOST || (size > MOST_BYTES && chosen.length)) break;
    chosen.push({ id: one.id, made: one.made, sealed: one.sealed, device: one.device });
  }
  return chosen;
};

const waiting = async () => {
  const found = await all("answers");
  return found.filter(({ state }) => !ENDED.has(state)).map(({ id }) => id).slice(-MOST_ASKED);
};

// The answer is kept first, then the entry leaves: killed between the two, it is sent once more
// and meets itself at the office.
const take = async (answer) => {
  await put("answers", answer.id, answer);
  await drop("outbox", answer.id);
};

const once = async () => {
  const envelopes = await batch();
  const open = await waiting();
  const checkpoint = (await get("about", "checkpoint")) || "";
  const { status, said } = await post("kirim/", { clock: new Date().toISOString(), checkpoint, envelopes, waiting: open });
  if (!said) throw new Error(`status ${status}`);
  await obey(said.orders);
  if (status !== 200) throw new Error(`status ${status}`);
  if (!(await trusted(said))) return false;
  await noteClock(said.now);
  if (said.field_key) await put("about", "field_key", said.field_key);
  for (const answer of said.answers || []) await take(answer);
  await put("about", "last", Date.now());
  return (said.answers || []).length > 0 && (await keys("outbox")).length > 0;
};

const round = async () => {
  if (!(await get("about", "device")) || (await get("about", "distrust"))) return;
  const before = (await keys("outbox")).length;
  try {
    while (await once()) tell(false);
    failures = 0;
  } catch {
    failures += 1;
  }
  tell((await keys("outbox")).length < before);
};

// One round at a time, in this tab and, where the browser can, in all of them.
export const send = () => {
  running ??= (navigator.locks ? navigator.locks.request("catatan", round) : round()).finally(() => {
    running = null;
    later();
  });
  return running;
};

// Waiting doubles with each failure; chance keeps 98 villages from calling at one moment.
const later = async () => {
  clearTimeout(timer);
  const idle = !failures && !(await keys("outbox")).length;
  const most = idle ? LONGEST_WAIT : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
  timer = setTimeout(send, most * (0.5 + Math.random() / 2));
};

export const failing = () => failures > 0;

export const start = () => {
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => document.hidden || send());
  return send();
};
