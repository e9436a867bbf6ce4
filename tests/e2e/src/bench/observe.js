// Runs in each new page before its own scripts: records when the list can be used, how long tasks
// take, when a key's results have been painted, the progress of an import, and the module's memory.
(() => {
  const bench = { shown: null, usable: null, longest: 0, keys: [], module: null, marks: {}, committed: 0 };
  window.bench = bench;

  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) bench.longest = Math.max(bench.longest, task.duration);
  }).observe({ type: "longtask", buffered: true });

  addEventListener("satchel-started", (event) => {
    bench.module = event.detail.memory;
  });

  // A write is durable once its transaction over pages has completed.
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = begin.call(this, stores, mode, options);
    if (mode === "readwrite" && [stores].flat().includes("pages")) {
      transaction.addEventListener("complete", () => { bench.committed = performance.now(); });
    }
    return transaction;
  };

  // Calls `then` after the next frame.
  const painted = (then) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(performance.now());
    channel.port2.postMessage(null);
  });

  const ROW = "main a[href*='/contacts/']:not([href$='/new'])";
  const isShown = (element) => element?.getClientRects().length > 0;
  const isUsable = () => {
    if (location.pathname.endsWith("/today")) {
      return isShown(document.querySelector("main .day input[type=checkbox]"));
    }
    const row = document.querySelector(ROW);
    const search = document.querySelector("main input[type=search], main [role=searchbox]");
    return search && !search.disabled && isShown(row);
  };

  let key = null;
  let looking = false;
  // The mark waited for: its name, and the condition that it is reached.
  let awaited = null;
  // Looks after a frame: before, it would make the browser lay the page out once more.
  const look = (now) => {
    looking = false;
    // A new user's first screen: there is something to press in it.
    if (bench.shown === null && isShown(document.querySelector("main button"))) bench.shown = now;
    if (bench.usable === null && isUsable()) bench.usable = now;
    if (awaited?.isThere()) {
      bench.marks[awaited.name] = now;
      awaited = null;
    }
  };
  const changed = () => {
    if (!looking) {
      looking = true;
      painted(look);
    }
    if (key && !key.waits) {
      const mine = key;
      mine.waits = true;
      painted((now) => {
        mine.end = now;
        mine.waits = false;
      });
    }
  };
  new MutationObserver(changed)
    .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  // --- An import: from the choice of a file until Import is enabled, and from there until it is
  // in.

  const starter = () => [...document.querySelectorAll("main button")]
    .find((button) => button.innerText.trim() === "Import" && isShown(button) && !button.disabled);
  addEventListener("change", (event) => {
    if (event.target.type !== "file") return;
    bench.marks.chosen = performance.now();
    awaited = { name: "ready", isThere: starter };
  }, true);
  bench.startImport = (said) => {
    const status = () => [...document.querySelectorAll("output, [role=status]")]
      .some((element) => element.innerText.includes(said) && isShown(element));
    awaited = { name: "done", isThere: status };
    bench.marks.started = performance.now();
    starter().click();
  };

  // --- Keys: from the key to the frame with its last change.

  addEventListener("keydown", (event) => {
    key = { start: event.timeStamp, end: null };
  }, true);
  // Waits until a key has caused no change for a while, so that its changes are not attributed to
  // the next.
  const QUIET = 250;
  bench.settled = () => new Promise((done) => {
    const ask = () => {
      const last = key?.end ?? key?.start ?? 0;
      if (performance.now() - last < QUIET) return setTimeout(ask, 25);
      if (key?.end) bench.keys.push(key.end - key.start);
      key = null;
      return done();
    };
    ask();
  });

  // Returns 1 if the list shows anybody, otherwise 0.
  bench.someone = () => Number(isShown(document.querySelector(ROW)));

  // True once the list of this name can be searched and its rows reach the lower edge of the window,
  // or all of them are there.
  bench.filled = (label) => {
    const list = [...document.querySelectorAll("main ul[role=list]")]
      .find((list) => list.ariaLabel === label);
    const search = document.querySelector("main input[type=search]");
    const rows = list?.querySelectorAll(":scope > li") ?? [];
    const last = rows[rows.length - 1];
    if (!last || !search || search.disabled) return false;
    const edge = Math.min(innerHeight, list.closest(".virtual-list").getBoundingClientRect().bottom);
    const isLast = last.getAttribute("aria-posinset") === last.getAttribute("aria-setsize");
    return isLast || last.getBoundingClientRect().bottom >= edge;
  };

  // Gives the browser time to report the last long task.
  bench.longestSince = () => new Promise((done) => {
    setTimeout(() => done(bench.longest), 150);
  });
})();
