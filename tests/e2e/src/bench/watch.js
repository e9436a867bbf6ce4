// Presses an element and follows the page's body until what is wanted is there and nothing has
// changed for a while. Arguments: an expression for the pressed element, an expression that is true
// once what is wanted is there. Returns milliseconds from the press until that was painted, until
// the last change was painted, and until the last write was durable; the longest task; the numbers
// of changed nodes and of changed rows of the list, and of all its rows. `null` if it never came.
const [pressed, wanted] = Array.from(arguments, (source) => new Function(`return ${source}`));
const QUIET = 400;
const PATIENCE = 60000;
const ROW = ".virtual-list__row";
const element = pressed();
return new Promise((done) => {
  const found = { shown: null, painted: 0, durable: null, longest: 0, nodes: 0, rows: 0, of: 0 };
  const touched = new Set();
  const nodes = new Set();
  let start = 0;
  let last = 0;
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now() - start);
    channel.port2.postMessage(null);
  });
  const look = () => {
    if (found.shown !== null || !wanted()) return;
    found.shown = 0;
    if (window.bench.committed) found.durable = window.bench.committed - start;
    painted((now) => { found.shown = now; });
  };
  const watch = new MutationObserver((records) => {
    last = performance.now();
    for (const { target, addedNodes, type } of records) {
      const changed = type === "childList" && addedNodes.length ? addedNodes : [target];
      for (const node of changed) nodes.add(node);
      const row = (target.closest ? target : target.parentElement)?.closest(ROW);
      if (row) touched.add(row);
    }
    painted((now) => { found.painted = now; });
    look();
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const wait = async () => {
    const now = performance.now();
    const waits = !found.shown && now < start + PATIENCE;
    if (waits || now < Math.max(last, start) + QUIET) return setTimeout(wait, 25);
    watch.disconnect();
    if (!found.shown) return done(null);
    found.longest = await window.bench.longestSince();
    found.nodes = nodes.size;
    found.rows = touched.size;
    found.of = document.querySelectorAll(`main ${ROW}`).length;
    return done(found);
  };
  window.bench.longest = 0;
  window.bench.committed = 0;
  start = performance.now();
  element.click();
  look();
  wait();
});
