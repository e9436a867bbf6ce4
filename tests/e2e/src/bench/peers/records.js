// The records for all peers, as served by the host: this many per file.
const IN_FILE = 10_000;
// Hands over this many at a time, so that a million need not be in memory twice.
const AT_ONCE = 100_000;

export async function* slices(count) {
  let slice = [];
  for (let file = 0; file * IN_FILE < count; file += 1) {
    const answer = await fetch(`./records-${file}.json`);
    slice.push(...(await answer.json()).slice(0, count - file * IN_FILE));
    if (slice.length >= AT_ONCE) {
      yield slice;
      slice = [];
    }
  }
  if (slice.length) yield slice;
}

// Removes case and accents, as in a search typed on a phone's keyboard.
export const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, (mark) =>
  // Thai vowel and tone marks are not accents.
  (/\p{Script=Thai}/u.test(mark) ? mark : ""));

export const TEXTS = ["given", "family", "company", "title", "email", "phone", "city", "country", "notes"];

// Returns the time of each query and the number of queries with hits. `ask` returns the number of
// hits.
export function asked(queries, ask) {
  const times = [];
  let answered = 0;
  for (const query of queries) {
    const start = performance.now();
    const hits = ask(folded(query));
    times.push(performance.now() - start);
    if (hits > 0) answered += 1;
  }
  return { times, answered };
}
