// Making an entry: sealed at once, saved, told. Its content is gone from the phone after that.

import { get, keys, put, all } from "./keep.js";
import { hex, random } from "./bytes.js";
import { ownNote, writeNote } from "./people.js";
import { sealed } from "./seal.js";

const RULES = "1";
const MOST_LINES = 200;

// Seal and save. `self` is null for an alarm without a PIN. Answers the id; throws when the phone
// cannot save.
export const saveEntry = async (self, kind, body, title = "") => {
  const [device, fieldKey] = [await get("about", "device"), await get("about", "field_key")];
  const id = hex(random(16));
  const made = new Date().toISOString();
  const whose = self ? { person: self.person.id, proof: self.token } : {};
  const content = { v: 1, kind, ...whose, rules: RULES, made, body };
  const shut = await sealed(fieldKey, id, device.id, content);
  // The line first: an entry without a line would be sent unseen, a line without an entry is told.
  if (self) await addLine(self, { id, kind, title, made });
  await put("outbox", id, { id, made, device: device.id, kept: Date.now(), sealed: shut });
  return id;
};

const addLine = async (self, line) => {
  const lines = await ownNote(self, "journal", []);
  await writeNote(self, "journal", [line, ...lines].slice(0, MOST_LINES));
};

// The own entries with where each stands. "lost": neither here nor answered; the browser cleared it.
export const ownEntries = async (self) => {
  const lines = await ownNote(self, "journal", []);
  const here = new Set(await keys("outbox"));
  const answers = new Map((await all("answers")).map((one) => [one.id, one]));
  return lines.map((line) => {
    const answer = answers.get(line.id);
    const state = answer ? answer.state : here.has(line.id) ? "kept" : "lost";
    return { ...line, state, at: answer?.at || line.made, sentence: answer?.sentence || "" };
  });
};
