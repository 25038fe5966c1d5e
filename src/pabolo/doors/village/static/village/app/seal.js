// Sealing to the office: what is sent cannot be read back on the phone.
// Ephemeral P-256, HKDF-SHA256, AES-256-GCM; the id and the phone are bound in.

import { b64, joined, random, unb64, utf8 } from "./bytes.js";

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = "pabolo-field-1";
const BLOCK = 512;

// Spaces up to the next block: the length tells little.
const padded = (json) => {
  const bytes = utf8(json);
  const room = new Uint8Array(Math.ceil(bytes.length / BLOCK) * BLOCK).fill(32);
  room.set(bytes);
  return room;
};

export const sealed = async (fieldKey, id, device, content) => {
  const office = unb64(fieldKey.public);
  const theirs = await crypto.subtle.importKey("raw", office, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const open = new Uint8Array(await crypto.subtle.exportKey("raw", ours.publicKey));
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: joined(open, office), info: utf8(INFO) };
  const kind = { name: "AES-GCM", length: 256 };
  const key = await crypto.subtle.deriveKey(how, base, kind, false, ["encrypt"]);
  const iv = random(12);
  const aad = utf8(`${INFO}|${id}|${device}`);
  const lock = { name: "AES-GCM", iv, additionalData: aad };
  const shut = await crypto.subtle.encrypt(lock, key, padded(JSON.stringify(content)));
  return b64(joined(open, iv, new Uint8Array(shut)));
};
