// Keeps every file of one build in one cache and answers from it, so that Satchel opens without
// network. A page never gets files of two builds: a new build installs beside the old one, each
// file checked against its hash, and takes over on the page's request.

// Filled in by .ci/pack: { version, files: [[path, integrity], …] }, paths relative to this file.
const BUILD = { version: "none", files: [] };

const PREFIX = "satchel-build-";
const HERE = new URL("./", self.location.href);
// Two installations on one host (at / and at /satchel/) share the host's caches: the path is part
// of the name, so that neither deletes the other's.
const OWN = `${PREFIX}${HERE.pathname} `;
const CACHE = OWN + BUILD.version;
const FILES = new Map(BUILD.files.map(([path, integrity]) => [new URL(path, HERE).href, integrity]));
const SHELL = new URL("index.html", HERE).href;

self.addEventListener("install", (event) => {
  event.waitUntil(install());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(activate());
});

self.addEventListener("message", (event) => {
  if (event.data === "skipWaiting") event.waitUntil(self.skipWaiting());
  // From a page that was loading when this worker took over, and was missed.
  if (event.data === "claim") event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const url = new URL(request.url);
  if (url.origin !== HERE.origin || !url.pathname.startsWith(HERE.pathname)) return;
  if (request.mode === "navigate") {
    event.respondWith(fromCache(SHELL, request));
    return;
  }
  const file = url.origin + url.pathname;
  if (FILES.has(file)) event.respondWith(fromCache(file, request));
});

async function install() {
  const cache = await caches.open(CACHE);
  const known = new Set((await cache.keys()).map((request) => request.url));
  const missing = [...FILES].filter(([url]) => !known.has(url));
  await Promise.all(missing.map(([url, integrity]) => store(cache, url, integrity)));
}

// The browser rejects a response whose bytes have another hash. So a host in mid-update or a stale
// cache on the way makes the installation fail and be retried, instead of mixing builds.
async function store(cache, url, integrity) {
  const answer = await fetched(new Request(url, { cache: "no-cache", integrity, credentials: "same-origin" }));
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  await cache.put(url, await unredirected(answer));
}

// Retries once a file that a busy machine or a weak network dropped: otherwise the whole
// installation would be retried only at the next start.
async function fetched(request) {
  try {
    return await fetch(request.clone());
  } catch {
    return fetch(request);
  }
}

// Some hosts redirect index.html to its folder. A redirected response must not answer a navigation,
// so it is copied.
async function unredirected(answer) {
  if (!answer.redirected) return answer;
  return new Response(await answer.blob(), { status: 200, headers: answer.headers });
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith(OWN) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function fromCache(url, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(url, { ignoreVary: true })) ?? fetch(request);
}
