// What the phone keeps: IndexedDB behind promises, one operation a transaction.
// Writes are `strict`: an entry that is said to be saved lies on the disk, not in a buffer.

const NAME = "catatan";
const STORES = ["about", "people", "outbox", "answers", "drafts", "cache", "journal"];
let opened = null;

const promised = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const open = () => {
  if (opened) return opened;
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    for (const store of STORES) request.result.createObjectStore(store);
  };
  opened = promised(request);
  // A base that the browser closed (eviction, disk full) is opened anew the next time.
  opened.then((base) => (base.onclose = () => (opened = null)), () => (opened = null));
  return opened;
};

const written = async (store, act) => {
  const base = await open();
  const turn = base.transaction(store, "readwrite", { durability: "strict" });
  act(turn.objectStore(store));
  return new Promise((resolve, reject) => {
    turn.oncomplete = () => resolve();
    turn.onabort = turn.onerror = () => reject(turn.error);
  });
};

const read = async (store, ask) => {
  const base = await open();
  return promised(ask(base.transaction(store).objectStore(store)));
};

export const put = (store, key, value) => written(store, (at) => at.put(value, key));
export const drop = (store, key) => written(store, (at) => at.delete(key));
export const get = (store, key) => read(store, (at) => at.get(key));
export const all = (store) => read(store, (at) => at.getAll());
export const keys = (store) => read(store, (at) => at.getAllKeys());

// Read, change and write in one transaction: two tabs must not count a wrong PIN once.
export const change = async (store, key, next) => {
  let after;
  await written(store, (at) => {
    const request = at.get(key);
    request.onsuccess = () => {
      after = next(request.result);
      at.put(after, key);
    };
  });
  return after;
};
