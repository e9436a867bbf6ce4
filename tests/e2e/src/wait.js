// Runs in the page beside find.js: waits for what the application reports and shows, never for a
// fixed time. Every wait has a deadline, in milliseconds of performance.now().

const PAINTED = 250;

const past = (end) => new Promise((done) => setTimeout(done, Math.max(0, end - performance.now())));

// Resolves at the next frame, or after PAINTED ms: a hidden page has no frames.
const frame = () => new Promise((done) => {
  setTimeout(done, PAINTED);
  requestAnimationFrame(done);
});

const busy = () => document.documentElement?.hasAttribute("data-busy");

// Running transitions and animations that come to an end, of `element` and its ancestors, or of the
// whole page. One that waits for its first frame moves nothing yet, but counts.
const moves = (element) => document.getAnimations().filter(({ effect, playState }) =>
  playState === "running"
    && effect?.getComputedTiming().iterations !== Infinity
    && (!element || effect.target?.contains(element)));

// Resolves when the application is idle, nothing moves, and one frame has passed so. Gives up after
// `patience`, so long work (an import) is not waited for to its end.
async function idle(element, patience = 2000) {
  const end = performance.now() + patience;
  const place = () => element && Object.values(element.getBoundingClientRect().toJSON()).join();
  for (let before = null, still = 0; still < 2 && performance.now() < end;) {
    if (busy()) {
      const told = new Promise((done) =>
        document.documentElement.addEventListener("satchel-idle", done, { once: true }));
      await Promise.race([told, past(end)]);
      still = 0;
      continue;
    }
    const moving = moves(element);
    if (moving.length) {
      await Promise.race([Promise.allSettled(moving.map((one) => one.finished)), past(end)]);
      still = 0;
      continue;
    }
    const now = place();
    still = now === before || !element ? still + 1 : 0;
    before = now;
    await frame();
  }
}

// Events that may change an answer without a change of the document.
const NEWS = ["satchel-idle", "transitionend", "animationend", "load", "popstate", "focusin", "input",
  "change", "scroll", "resize", "visibilitychange"];

// Resolves with the first truthy answer of `ask`, or with null after `patience`. Asks again when
// the document or the application reports a change; `ask` may be asynchronous.
function until(ask, patience) {
  const end = performance.now() + patience;
  return new Promise((resolve) => {
    let asked = false;
    const done = (answer) => {
      seen.disconnect();
      clearInterval(pulse);
      for (const news of NEWS) removeEventListener(news, again, true);
      resolve(answer);
    };
    const look = async () => {
      let answer = null;
      try {
        answer = await ask();
      } catch {
        // Not readable yet.
      }
      asked = false;
      if (answer) done(answer);
      else if (performance.now() > end) done(null);
    };
    const again = () => {
      if (asked) return;
      asked = true;
      frame().then(look);
    };
    const seen = new MutationObserver(again);
    seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    for (const news of NEWS) addEventListener(news, again, true);
    // For changes without an event: a script's value, the page's controller.
    const pulse = setInterval(again, 100);
    asked = true;
    look();
  });
}
