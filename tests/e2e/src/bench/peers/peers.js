// Measures the peers over the same records. The bench calls `startPeer`; `peer` holds the result.
import Dexie from "./dexie/dexie.min.mjs";
import MiniSearch from "./minisearch/index.js";
import { TEXTS, asked, folded, slices } from "./records.js";

const timed = async (work) => {
  const start = performance.now();
  const result = await work();
  return [performance.now() - start, result];
};

const contacts = () => {
  const store = new Dexie("peer");
  store.version(1).stores({ contacts: "id, family, company, email" });
  return store;
};

const PEERS = {
  // Three indexes, as an application needs that lists, groups and detects duplicates.
  async dexie({ count }) {
    await Dexie.delete("peer");
    let store = contacts();
    await store.open();
    let write = 0;
    for await (const records of slices(count)) {
      const [time] = await timed(() => store.contacts.bulkPut(records));
      write += time;
    }
    store.close();
    store = contacts();
    await store.open();
    const [read, all] = await timed(() => store.contacts.toArray());
    if (all.length !== count) throw new Error(`${all.length} came back`);
    store.close();
    await Dexie.delete("peer");
    return { write, read };
  },

  async minisearch({ count, queries }) {
    const processTerm = (term) => folded(term) || null;
    const index = new MiniSearch({ fields: TEXTS, processTerm });
    let time = 0;
    for await (const records of slices(count)) {
      const [one] = await timed(() => index.addAll(records));
      time += one;
    }
    const options = { prefix: true, combineWith: "AND" };
    return { index: time, ask: asked(queries, (query) => index.search(query, options).length) };
  },

  // OPFS has synchronous access only in a worker.
  sqlite: (task) => new Promise((done, failed) => {
    const worker = new Worker("./sqlite.js", { type: "module" });
    worker.onerror = (event) => failed(new Error(event.message));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.error) failed(new Error(data.error));
      else done(data);
    };
    worker.postMessage(task);
  }),
};

window.startPeer = (name, task) => {
  window.peer = null;
  PEERS[name](task).then(
    (result) => { window.peer = { result }; },
    (error) => { window.peer = { error: `${error.name}: ${error.message}` }; },
  );
};
