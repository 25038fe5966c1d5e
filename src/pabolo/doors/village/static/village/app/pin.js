// The PIN and the keys behind it. Slow to guess (PBKDF2), and useless without this very browser:
// a key that cannot be read out of it is mixed in.

import { b64, joined, random, text, unb64, utf8 } from "./bytes.js";
import { get, put } from "./keep.js";

const ROUNDS = 600000;
const SHAPE = /^[0-9]{6}$/;
const RUNS = "01234567890123 98765432109876";

// A birthday is the first thing that a household tries: day, month, year in any order.
const isDate = (pin) => {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number);
  const fits = (day, month) => day >= 1 && day <= 31 && month >= 1 && month <= 12;
  const year = Number(pin.slice(2)), front = Number(pin.slice(0, 4));
  const lived = (y) => y >= 1930 && y <= 2035;
  return fits(a, b) || fits(b, a) || fits(c, b) || lived(year) || lived(front);
};

// Why a PIN is refused: "shape", "weak", or nothing.
export const refused = (pin) => {
  if (!SHAPE.test(pin)) return "shape";
  const few = new Set(pin).size < 3;
  const again = pin.slice(0, 3) === pin.slice(3) || /^(..)\1\1$/.test(pin);
  return few || again || RUNS.includes(pin) || isDate(pin) ? "weak" : "";
};

// The key of this browser: WebCrypto keeps it, no script can read it.
const ofBrowser = async () => {
  const kept = await get("about", "key");
  if (kept) return kept;
  const made = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  await put("about", "key", made);
  return made;
};

const derived = (base, info, salt) =>
  crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info: utf8(info) },
    base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"],
  );

// The keys of one person: `own` opens with the PIN alone, `today(half)` needs the office's half.
export const keysOf = async (pin, salt) => {
  const typed = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  const slow = await crypto.subtle.deriveBits(how, typed, 256);
  const mixed = await crypto.subtle.sign("HMAC", await ofBrowser(), slow);
  const base = await crypto.subtle.importKey("raw", mixed, "HKDF", false, ["deriveKey"]);
  return {
    own: await derived(base, "catatan-own", salt),
    today: (half) => derived(base, "catatan-today", joined(salt, half)),
  };
};

export const shut = async (key, value) => {
  const iv = random(12);
  const body = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, utf8(JSON.stringify(value)));
  return b64(joined(iv, new Uint8Array(body)));
};

// Errors: what another key shut, or what was changed, throws.
export const opened = async (key, written) => {
  const bytes = unb64(written);
  const how = { name: "AES-GCM", iv: bytes.slice(0, 12) };
  return JSON.parse(text(await crypto.subtle.decrypt(how, key, bytes.slice(12))));
};
