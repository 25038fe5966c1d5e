// The worker keeps the shell and nothing else. Pages about people are never kept: they pass
// through, and where there is no network, the shell answers in their place.

const NAME = `catatan-${KEEP.version}`;
const KEPT = new Set([KEEP.shell, KEEP.manifest, ...KEEP.files]);

self.addEventListener("install", (event) => {
  const fetched = [...KEPT].map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(fetched)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  // Another language has a worker and a store of its own.
  const ours = `catatan-${KEEP.version.split("-")[0]}-`;
  const old = (name) => name.startsWith(ours) && name !== NAME;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

const fromStore = async (path, request) => {
  const kept = await (await caches.open(NAME)).match(path);
  return kept || fetch(request);
};

const orShell = (request) => fetch(request).catch(() => fromStore(KEEP.shell, request));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (KEPT.has(pathname)) event.respondWith(fromStore(pathname, request));
  else if (request.mode === "navigate" && pathname.startsWith(KEEP.scope)) event.respondWith(orShell(request));
});
