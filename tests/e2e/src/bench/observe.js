// Runs in each new page before its own scripts: notes when the list can be used, how long tasks
// take, when a key's results have been painted, and the memory of the module.
(() => {
  const bench = { usable: null, longest: 0, keys: [], module: null, saved: null };
  window.bench = bench;

  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.longest = Math.max(bench.longest, task.duration);
  }).observe({ type: "longtask", buffered: true });

  addEventListener("satchel-started", (event) => {
    bench.module = event.detail.memory;
  });

  // After the frame in which it was drawn.
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(null);
  });

  const isUsable = () => {
    if (location.pathname.endsWith("/today")) {
      return document.querySelector("main .day input[type=checkbox]")?.getClientRects().length > 0;
    }
    const row = document.querySelector("main a[href*='/contacts/']:not([href$='/new'])");
    const search = document.querySelector("main input[type=search], main [role=searchbox]");
    return row && search && !search.disabled && row.getClientRects().length > 0;
  };

  let key = null;
  let waiting = false;
  new MutationObserver(() => {
    if (bench.usable === null && !waiting && isUsable()) {
      waiting = true;
      painted((now) => { bench.usable = now; });
    }
    if (key) {
      const mine = key;
      painted((now) => { mine.end = now; });
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  // From the key to the frame with the last change that it made.
  addEventListener("keydown", (event) => {
    const mine = { start: event.timeStamp, end: null };
    key = mine;
    setTimeout(() => {
      if (key === mine) key = null;
      if (mine.end !== null) bench.keys.push(mine.end - mine.start);
    }, 400);
  }, true);
})();
