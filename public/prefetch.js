// Starts reading the database while the application is still being fetched and compiled, which
// takes a third as long as the reading. The store takes over the requests with their connection
// (src/browser/idb/prefetch.rs); without this file it reads by itself, later.
(() => {
  // `getAllRecords` returns keys with their values in one request: without it there is less to
  // gain.
  if (!globalThis.IDBObjectStore?.prototype.getAllRecords) return;

  const NAME = "satchel";
  // The key prefix of the pages held in memory (src/browser/idb/names.rs); the rest of a key is
  // random, so equal slices of the key space hold about as many pages each.
  const HOT = "000000";
  const PARTS = 64;

  // Nobody awaits it yet, so a failure must not reject: the store reads again and meets it itself.
  const asked = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
  });

  const digits = (number) => number.toString(16).padStart(2, "0");
  const part = (index) => {
    const width = 256 / PARTS;
    const first = HOT + digits(index * width);
    return IDBKeyRange.bound(first, `${HOT}${digits((index + 1) * width - 1)}\uffff`);
  };

  const read = (request) => {
    const database = request.result;
    const transaction = database.transaction(["meta", "bulk", "pages"], "readonly");
    // As src/browser/idb/unload.rs does for all later ones; aborting a finished one throws.
    addEventListener("pagehide", () => { try { transaction.abort(); } catch {} });
    const [meta, bulk, pages] = ["meta", "bulk", "pages"].map((name) => transaction.objectStore(name));
    return {
      request,
      head: asked(meta.get("head")),
      bulk: asked(bulk.getAll()),
      parts: Array.from({ length: PARTS }, (_, index) => asked(pages.getAllRecords({ query: part(index) }))),
    };
  };

  const begin = (resolve) => {
    const request = indexedDB.open(NAME);
    // There is no database yet: the store creates it.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      try {
        resolve(read(request));
      } catch {
        database.close();
        resolve(null);
      }
    };
  };

  globalThis.satchelPrefetch = new Promise((resolve) => {
    try {
      begin(resolve);
    } catch {
      // Storage is blocked; the store reports it.
      resolve(null);
    }
  });
})();
