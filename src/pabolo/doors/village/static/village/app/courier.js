// Where no signal comes for weeks, the sealed entries leave as a file: another phone or a stick
// carries them. Who carries them can read nothing. They stay here until the office has answered.

import { all, put } from "./keep.js";
import { isoDay } from "./words.js";

const KIND = "catatan-courier";
const ID = /^[0-9a-f]{32}$/;
const MOST = 5000;

export const packed = async () => {
  const envelopes = (await all("outbox")).map(({ id, made, sealed, device }) => ({ id, made, sealed, device }));
  return { v: 1, kind: KIND, envelopes };
};

export const handOut = async () => {
  const file = new Blob([JSON.stringify(await packed())], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `catatan-${isoDay()}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};

const fits = ({ id, made, sealed, device }) =>
  ID.test(id) && ID.test(device) && !Number.isNaN(Date.parse(made)) && /^[A-Za-z0-9_-]+$/.test(sealed);

// Take another phone's file along; how many. Throws when it is no such file.
export const takeAlong = async (text) => {
  const { kind, envelopes } = JSON.parse(text);
  if (kind !== KIND || !Array.isArray(envelopes) || envelopes.length > MOST) throw new Error("no courier file");
  if (!envelopes.every(fits)) throw new Error("a broken courier file");
  for (const { id, made, sealed, device } of envelopes) {
    await put("outbox", id, { id, made, sealed, device, kept: Date.now() });
  }
  return envelopes.length;
};
