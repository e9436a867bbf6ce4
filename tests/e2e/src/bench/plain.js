// Makes an empty page a list in plain JavaScript with rows of the application's look. Arguments: what
// `look.js` read from the application, and the number of rows. With a box to search: each key fills
// the visible rows with other texts, which are constants. Without: a virtual list.
const [look, count, isSearched] = arguments;
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

// The text nodes of a new row.
const row = () => {
  const item = make("li", "virtual-list__row", rows);
  item.innerHTML = look.row;
  const walker = document.createTreeWalker(item, NodeFilter.SHOW_TEXT);
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

if (isSearched) {
  const box = document.createElement("input");
  box.type = "search";
  box.ariaLabel = "Search contacts";
  main.prepend(box);
  const filled = Array.from({ length: VISIBLE }, row);
  let keys = 0;
  box.addEventListener("input", () => {
    keys += 1;
    filled.forEach((texts, index) => fill(texts, index + keys * 7));
  });
} else {
  const filled = Array.from({ length: VISIBLE + 2 * SPARE }, row);
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
