// Begins to read the database while the application is still fetched and compiled, which takes as
// long as a third of the reading. The store takes over the connection and what was asked for
// (src/browser/idb/ahead.rs); without this file it asks by itself, later.
(() => {
  // Keys with their values in one request: without it there is less to gain, and WebKit was seen once
  // to keep such an early start waiting, for reasons that are not known.
  if (!globalThis.IDBObjectStore?.prototype.getAllRecords) return;

  const NAME = "satchel";
  // The keys of pages that are in memory begin so (src/browser/idb/names.rs); what follows is
  // random, so equal parts of all keys hold about as many pages each.
  const HOT = "000000";
  const PARTS = 64;

  // Nobody waits yet, so a failure is no rejection: the store reads again and meets it itself.
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

  const read = (database) => {
    const transaction = database.transaction(["meta", "bulk", "pages"], "readonly");
    const [meta, bulk, pages] = ["meta", "bulk", "pages"].map((name) => transaction.objectStore(name));
    return {
      database,
      head: asked(meta.get("head")),
      bulk: asked(bulk.getAll()),
      parts: Array.from({ length: PARTS }, (_, index) => asked(pages.getAllRecords({ query: part(index) }))),
    };
  };

  const begin = (resolve) => {
    const request = indexedDB.open(NAME);
    // There is none yet: making one is the store's work.
    request.onupgradeneeded = () => request.transaction.abort();
    request.onerror = (event) => {
      event.preventDefault();
      resolve(null);
    };
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => database.close();
      try {
        resolve(read(database));
      } catch {
        database.close();
        resolve(null);
      }
    };
  };

  globalThis.satchelAhead = new Promise((resolve) => {
    try {
      begin(resolve);
    } catch {
      // Storage is blocked; the store says so.
      resolve(null);
    }
  });
})();
