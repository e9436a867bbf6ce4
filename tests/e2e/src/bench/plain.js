// Makes an empty page a list in plain JavaScript with rows of the application's look. Arguments: what
// `look.js` read from the application, and the number of rows. With a box to search: each key fills
// the visible rows with other texts, which are constants. Without: a virtual list, with the modules of
// TanStack Virtual if they are given (its name and text each, the last one imports the others), which
// decide the rows as its documentation shows: a new row is a new element.
const [look, count, isSearched, modules] = arguments;
const ROW = 60;
const VISIBLE = 15;
const SPARE = 6;
for (const [name, value] of look.root) document.documentElement.setAttribute(name, value);
document.head.append(Object.assign(document.createElement("style"), { textContent: look.rules }));
const make = (name, className, parent) => {
  const element = document.createElement(name);
  element.className = className;
  parent.append(element);
  return element;
};
const main = make("main", "", document.body);
main.style.cssText = "block-size: 100vh; display: flex; flex-direction: column";
const list = make("div", "virtual-list", main);
const space = make("div", "virtual-list__space", list);
const rows = make("ul", "virtual-list__window", space);
space.style.setProperty("--list-height", `${count * ROW}px`);
space.style.setProperty("--list-row", `${ROW}px`);

const item = () => {
  const made = make("li", "virtual-list__row", rows);
  made.innerHTML = look.row;
  return made;
};
// The text nodes of a new row.
const row = (made = item()) => {
  const walker = document.createTreeWalker(made, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) texts.push(walker.currentNode);
  return texts;
};
const fill = (texts, index) => {
  const of = look.texts[index % look.texts.length];
  texts.forEach((text, place) => {
    const next = of[place] ?? "";
    if (text.data !== next) text.data = next;
  });
};

async function virtualize() {
  // What its bundlers define.
  globalThis.process = { env: { NODE_ENV: "production" } };
  const addresses = [];
  for (const [, text] of modules) {
    const joined = addresses.reduce((text, [name, address]) => text.replaceAll(name, address), text);
    const address = URL.createObjectURL(new Blob([joined], { type: "text/javascript" }));
    addresses.push([`./${modules[addresses.length][0]}`, address]);
  }
  const tanstack = await import(addresses.at(-1)[1]);
  const drawn = new Map();
  const draw = () => {
    const visible = new Map(virtualizer.getVirtualItems().map((it) => [it.index, it.start]));
    for (const [index, made] of drawn) {
      if (visible.has(index)) continue;
      made.remove();
      drawn.delete(index);
    }
    for (const [index, start] of visible) {
      if (drawn.has(index)) continue;
      const made = item();
      made.style.cssText = `position: absolute; inset: 0 0 auto; transform: translateY(${start}px)`;
      fill(row(made), index);
      drawn.set(index, made);
    }
  };
  const virtualizer = new tanstack.Virtualizer({
    count,
    getScrollElement: () => list,
    estimateSize: () => ROW,
    overscan: SPARE,
    scrollToFn: tanstack.elementScroll,
    observeElementRect: tanstack.observeElementRect,
    observeElementOffset: tanstack.observeElementOffset,
    onChange: draw,
  });
  virtualizer._didMount();
  virtualizer._willUpdate();
  await new Promise(requestAnimationFrame);
  draw();
}

if (isSearched) {
  const box = document.createElement("input");
  box.type = "search";
  box.ariaLabel = "Search contacts";
  main.prepend(box);
  const filled = Array.from({ length: VISIBLE }, () => row());
  let keys = 0;
  box.addEventListener("input", () => {
    keys += 1;
    filled.forEach((texts, index) => fill(texts, index + keys * 7));
  });
} else if (modules) {
  return virtualize();
} else {
  const filled = Array.from({ length: VISIBLE + 2 * SPARE }, () => row());
  let shown = -1;
  const show = () => {
    const first = Math.max(0, Math.floor(list.scrollTop / ROW) - SPARE);
    if (first === shown) return;
    shown = first;
    rows.style.setProperty("--list-shift", `${first * ROW}px`);
    filled.forEach((texts, index) => fill(texts, first + index));
  };
  show();
  list.addEventListener("scroll", show);
}
