// The people of this phone. Each has a vault under the own PIN; nobody sees another's.
// In the clear stands a letter for the lock screen, a salt and the count of wrong PINs.

import { all, change, drop, get, put } from "./keep.js";
import { keysOf, opened, shut } from "./pin.js";
import { random } from "./bytes.js";

export const MOST_WRONG = 10;

export const kept = () => all("people");

// Keep a person. Errors: whatever the store says; nothing is half kept, the vault comes last.
export const keepPerson = async ({ person, token, half, until, letter, pin }) => {
  await wipe(person.id); // what an older PIN had shut cannot be opened again
  const salt = random(16);
  const keys = await keysOf(pin, salt);
  await keepHalf(person.id, keys, half, until);
  const vault = await shut(keys.own, { person, token });
  await put("people", person.id, { id: person.id, letter, salt, vault, wrong: 0 });
};

const keepHalf = async (id, keys, half, until) => {
  await put("cache", `half:${id}`, { until, shut: await shut(keys.own, half) });
};

// Try a PIN. Counted before it is tried, so that pulling the plug wins nothing.
// Answers {state: "open", self} | {state: "wrong", left} | {state: "wiped"}.
export const unlocked = async (id, pin) => {
  const found = await change("people", id, (one) => one && { ...one, wrong: one.wrong + 1 });
  if (!found) return { state: "wiped" };
  const keys = await keysOf(pin, found.salt);
  try {
    const vault = await opened(keys.own, found.vault);
    await put("people", id, { ...found, wrong: 0 });
    return { state: "open", self: { id, keys, ...vault } };
  } catch {
    if (found.wrong < MOST_WRONG) return { state: "wrong", left: MOST_WRONG - found.wrong };
    await wipe(id);
    return { state: "wiped" };
  }
};

// What a person could read on this phone goes. The outbox stays: it is the office's already.
export const wipe = async (id) => {
  for (const store of ["people", "drafts", "journal"]) await drop(store, id);
  for (const part of ["half", "today"]) await drop("cache", `${part}:${id}`);
};

export const wipeAll = async () => {
  for (const one of await kept()) await wipe(one.id);
};

// The half of a lease that is over goes, and with it what it could open. `now`: a clock that was
// set back does not lengthen a lease.
export const endLeases = async (now) => {
  for (const { id } of await kept()) {
    const half = await get("cache", `half:${id}`);
    if (half && Date.parse(half.until) <= now) {
      await drop("cache", `half:${id}`);
      await drop("cache", `today:${id}`);
    }
  }
};

// What the office last sent for the day; nothing once the lease is over.
export const today = async (self) => {
  const half = await get("cache", `half:${self.id}`);
  const cached = await get("cache", `today:${self.id}`);
  if (!half) return { lease: null, today: null };
  if (!cached) return { lease: half.until, today: null };
  const key = await self.keys.today(utf8Half(await opened(self.keys.own, half.shut)));
  return { lease: half.until, today: await opened(key, cached) };
};

const utf8Half = (half) => new TextEncoder().encode(half);

export const renew = async (self, { half, lease_until: until, today: fresh }) => {
  await keepHalf(self.id, self.keys, half, until);
  await put("cache", `today:${self.id}`, await shut(await self.keys.today(utf8Half(half)), fresh));
};

// One sealed note of a person: "journal" (what was made, never its content) or "drafts".
export const ownNote = async (self, store, otherwise) => {
  const written = await get(store, self.id);
  return written ? opened(self.keys.own, written) : otherwise;
};

export const writeNote = async (self, store, value) =>
  put(store, self.id, await shut(self.keys.own, value));
