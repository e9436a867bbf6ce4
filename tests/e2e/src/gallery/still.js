// Runs in the gallery: shows a plate, presses what its specimens ask for, and brings it to rest, so
// that a photograph of it is the same every time.

const frame = () => new Promise((done) => requestAnimationFrame(done));

// Resolves when nothing has been drawn for some frames: long lists draw their rows in batches.
async function rest() {
  await document.fonts.ready;
  for (let still = 0, before = ""; still < 5; await frame()) {
    const now = document.body.innerHTML;
    still = now === before ? still + 1 : 0;
    before = now;
  }
}

// Ends what ends, and holds everything else at the same moment.
function hold() {
  for (const one of document.getAnimations()) {
    const { iterations, delay } = one.effect.getComputedTiming();
    if (iterations !== Infinity) {
      one.finish();
    } else {
      one.pause();
      one.currentTime = delay + 400;
    }
  }
}

function index() {
  const number = (link, key) => Number(link.dataset[key]);
  return [...document.querySelectorAll("nav [data-plate]")].map((link) => (
    { name: link.dataset.plate, width: number(link, "width"), height: number(link, "height") }));
}

// Stops the time of toasts: a picture may be taken much later on a busy machine.
function hold_long_timers() {
  if (window.timer) return;
  window.timer = window.setTimeout.bind(window);
  window.setTimeout = (call, millis, ...all) => (millis >= 8000 ? 0 : window.timer(call, millis, ...all));
}

// Draws a plate anew and returns its height.
async function show(name) {
  hold_long_timers();
  location.hash = "";
  await rest();
  location.hash = name;
  await rest();
  const plate = document.querySelector(`[data-shown="${name}"]`);
  return plate && Math.ceil(plate.getBoundingClientRect().height);
}

async function rest_after_pressing() {
  await rest();
  for (const asking of document.querySelectorAll("[data-press]")) {
    const control = asking.querySelector("a, button, input");
    const key = asking.dataset.press;
    control.focus({ focusVisible: true });
    if (key === "click") control.click();
    else control.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }
  await rest();
  hold();
  await frame();
}

// Measures, because a missing font has the width of the one that replaces it.
function has_font(name) {
  const brush = document.createElement("canvas").getContext("2d");
  const width = (font) => {
    brush.font = `64px ${font}`;
    return brush.measureText("million").width;
  };
  return width(`"${name}", monospace`) !== width("monospace");
}
