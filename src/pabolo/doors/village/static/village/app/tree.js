// Does the office's log still hold what it held when this phone last looked? (RFC 6962, 2.1.4)

import { joined, same, unb64, utf8 } from "./bytes.js";

const NODE = Uint8Array.of(1);

const parent = async (left, right) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", joined(NODE, left, right)));

// A checkpoint: name of the log, size, root (C2SP tlog-checkpoint).
export const note = (written) => {
  const [name, size, root] = written.split("\n");
  if (!name || !/^[0-9]+$/.test(size || "") || !root) throw new Error("not a checkpoint");
  return { name, size: Number(size), root: unb64(root) };
};

const odd = (number) => number % 2 === 1;
const half = (number) => Math.floor(number / 2);

// Whether the tree of `size` and `root` begins with the tree of `old` and `oldRoot`.
export const extended = async (old, oldRoot, size, root, proof) => {
  if (old > size) return false;
  if (old === 0) return proof.length === 0;
  if (old === size) return proof.length === 0 && same(oldRoot, root);
  let [from, to] = [old - 1, size - 1];
  while (odd(from)) [from, to] = [half(from), half(to)];
  // A full old tree is its own first hash and is left out of the proof.
  const path = from === 0 ? [oldRoot, ...proof] : [...proof];
  if (!path.length) return false;
  let before = path[0], after = path[0];
  for (const hash of path.slice(1)) {
    if (to === 0) return false;
    if (odd(from) || from === to) {
      before = await parent(hash, before);
      after = await parent(hash, after);
      while (!odd(from) && from !== 0) [from, to] = [half(from), half(to)];
    } else {
      after = await parent(after, hash);
    }
    [from, to] = [half(from), half(to)];
  }
  return to === 0 && same(before, oldRoot) && same(after, root);
};

// Whether a new checkpoint may take the place of the kept one. No kept one: the first is trusted.
export const follows = async (kept, fresh, proof) => {
  if (!kept) return true;
  if (!fresh) return false;
  try {
    const [before, after] = [note(kept), note(fresh)];
    if (before.name !== after.name) return false;
    return await extended(before.size, before.root, after.size, after.root, proof.map(unb64));
  } catch {
    return false;
  }
};
