// SQLite in Wasm on OPFS, with its fastest virtual file system there: one connection.
import sqlite3InitModule from "./sqlite/index.mjs";
import { TEXTS, asked, folded, slices } from "./records.js";

const COLUMNS = ["id", ...TEXTS, "labels"];
// Rows that a list needs for one screen.
const SCREEN = 50;

const timed = (work) => {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
};

async function write(db, count) {
  db.exec(`create table contacts (${COLUMNS.map((name) => `${name} text`)}, primary key (id));
    create index by_family on contacts (family);
    create index by_company on contacts (company);
    create index by_email on contacts (email);`);
  const statement = db.prepare(`insert into contacts values (${COLUMNS.map(() => "?")})`);
  let time = 0;
  for await (const records of slices(count)) {
    const [one] = timed(() => db.transaction(() => {
      for (const record of records) {
        statement.bind(COLUMNS.map((name) => record[name])).stepReset();
      }
    }));
    time += one;
  }
  statement.finalize();
  return time;
}

// Stores the folded texts for LIKE, and indexes their trigrams.
function index(db) {
  db.createFunction("folded", (_context, text) => folded(text), { deterministic: true });
  const texts = TEXTS.join(" || ' ' || ");
  db.exec(`create table plain (text text);
    insert into plain (rowid, text) select rowid, folded(${texts}) from contacts;`);
  return timed(() => db.exec(`
    create virtual table words using fts5(text, tokenize = 'trigram', content = '', columnsize = 0);
    insert into words (rowid, text) select rowid, text from plain;`))[0];
}

// A list's screen shows the total and the first rows.
const found = (db, where) => (query) => {
  const [hits] = db.selectValues(`select count(*) ${where}`, [query]);
  db.exec({
    sql: `select * from contacts where rowid in (select rowid ${where} limit ${SCREEN})`,
    bind: [query], rowMode: "object", returnValue: "resultRows",
  });
  return hits;
};

async function run({ count, queries }) {
  const sqlite3 = await sqlite3InitModule();
  const pool = await sqlite3.installOpfsSAHPoolVfs({ clearOnInit: true });
  let db = new pool.OpfsSAHPoolDb("/peer.db");
  const written = await write(db, count);
  db.close();
  db = new pool.OpfsSAHPoolDb("/peer.db");
  const all = { sql: "select * from contacts", rowMode: "object", returnValue: "resultRows" };
  const [read, rows] = timed(() => db.exec(all));
  if (rows.length !== count) throw new Error(`${rows.length} came back`);
  rows.length = 0;
  const indexed = index(db);
  const match = found(db, "from words where words match ?");
  const ask = asked(queries, (query) => match(`"${query.replaceAll('"', '""')}"`));
  const like = asked(queries, found(db, `from plain where text like '%' || ? || '%'`));
  db.close();
  return { write: written, read, index: indexed, ask, like };
}

onmessage = ({ data }) => {
  run(data).then(postMessage, (error) => postMessage({ error: `${error.name}: ${error.message}` }));
};
