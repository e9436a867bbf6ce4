// Runs in a page of Satchel's origin without Satchel: plain JavaScript reads or writes the same
// bytes. Arguments: operation, number of rounds. Returns the milliseconds of each round.
const [what, times] = arguments;

const done = (request) => new Promise((good, bad) => {
  request.onsuccess = () => good(request.result);
  request.onerror = () => bad(request.error);
});
const ended = (transaction) => new Promise((good, bad) => {
  transaction.oncomplete = good;
  transaction.onabort = () => bad(transaction.error);
});

async function read() {
  const database = await done(indexedDB.open("satchel"));
  const pages = database.transaction("pages").objectStore("pages");
  const [keys, values] = await Promise.all([done(pages.getAllKeys()), done(pages.getAll())]);
  database.close();
  return { keys, values };
}

async function make() {
  await done(indexedDB.deleteDatabase("raw"));
  const request = indexedDB.open("raw");
  request.onupgradeneeded = () => {
    for (const store of ["pages", "meta", "history"]) request.result.createObjectStore(store);
  };
  return done(request);
}

// Writes all pages in one transaction.
async function write({ keys, values }, database) {
  const transaction = database.transaction("pages", "readwrite", { durability: "relaxed" });
  const pages = transaction.objectStore("pages");
  keys.forEach((key, at) => pages.put(values[at], key));
  await ended(transaction);
}

// Writes what one user action writes: a page, the clock, a history entry; durably.
async function edit({ keys, values }, database, round) {
  const at = Math.floor((keys.length * (round + 0.5)) / times);
  const transaction = database.transaction(["pages", "meta", "history"], "readwrite", { durability: "strict" });
  const pages = transaction.objectStore("pages");
  await done(pages.get(keys[at]));
  pages.put(values[at], keys[at]);
  transaction.objectStore("meta").put(new Uint8Array(26), "head");
  transaction.objectStore("history").put(values[at].slice(0, 200), round);
  await ended(transaction);
}

return (async () => {
  const all = what === "read" ? null : await read();
  let database = what === "edit" ? await make() : null;
  if (what === "edit") await write(all, database);
  const found = [];
  for (let round = 0; round < times; round += 1) {
    if (what === "write") database = await make();
    const began = performance.now();
    if (what === "read") await read();
    if (what === "write") await write(all, database);
    if (what === "edit") await edit(all, database, round);
    found.push(performance.now() - began);
    if (what === "write") database.close();
  }
  database?.close();
  await done(indexedDB.deleteDatabase("raw"));
  return found;
})();
