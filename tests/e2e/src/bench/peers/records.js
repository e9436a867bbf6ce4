// The records that all peers get, as they lie on the host: so many to a file.
const IN_FILE = 10_000;
// So many are handed over at once, so that a million does not have to be in memory twice.
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

// Without case and accents, as somebody searches who has a phone's keyboard.
export const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, (mark) =>
  // What Thai writes above and below is no accent.
  (/\p{Script=Thai}/u.test(mark) ? mark : ""));

export const TEXTS = ["given", "family", "company", "title", "email", "phone", "city", "country", "notes"];

// What each query took, and how many of them found something. `ask` gives the number of hits.
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
