// Returns the visible panes, the width of each pane's contents, the elements that scroll sideways,
// and the lines of text that are cut in the middle or lie over each other.
const seen = (one) => one.checkVisibility() && one.getBoundingClientRect().width > 0;
const flows = (one) => {
  const { position, display } = getComputedStyle(one);
  return seen(one) && !["absolute", "fixed"].includes(position) && display !== "contents";
};
const panes = [...document.querySelectorAll("main .screen, main .panes__main, main .panes__side")].filter(seen);
const wide = (one) => Math.max(0, ...[...one.children].filter(flows).map((child) => child.getBoundingClientRect().width));
const rail = document.querySelector("nav.shell__rail").getBoundingClientRect().width;
const frame = [
  document.documentElement,
  document.body,
  ...document.querySelectorAll("dialog[open], main, main .screen, main .panes, main .panes > *, main .record-form__fields"),
];

// The part of a rectangle that its ancestors show; `cut` is true if one of them hides the rest for
// good, false if it can be scrolled there.
const shown = (text, { top, bottom, left, right }) => {
  let cut = false;
  for (let one = text.parentElement; one; one = one.parentElement) {
    const { overflowY, position } = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (overflowY !== "visible" && (top < box.top || bottom > box.bottom)) {
      cut ||= !/auto|scroll/.test(overflowY);
      [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    if (overflowY !== "visible") [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
    if (position === "fixed") break;
  }
  return { top, bottom, left, right, cut };
};
// These lie above other texts on purpose.
const isLayer = (style) => /fixed|sticky/.test(style.position);
// Only screen readers see these.
const isHidden = (style) => style.clipPath !== "none";
const within = (text, test) => {
  for (let one = text.parentElement; one; one = one.parentElement) {
    if (test(getComputedStyle(one))) return true;
  }
  return false;
};
const lines = [];
const broken = [];
const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const text = texts.currentNode;
  if (!text.data.trim() || !text.parentElement.checkVisibility({ visibilityProperty: true })) continue;
  if (within(text, isHidden)) continue;
  const range = document.createRange();
  range.selectNodeContents(text);
  for (const rect of range.getClientRects()) {
    const line = { text, height: rect.height, ...shown(text, rect) };
    const [high, wide] = [line.bottom - line.top, line.right - line.left];
    if (high < 3 || wide < 3 || rect.height < 3) continue;
    // Glyphs of some scripts reach out of their line, and a line that is left out may begin in the
    // padding.
    if (line.cut && high > 0.25 * rect.height && high < 0.7 * rect.height) broken.push(`"${text.data.trim().slice(0, 40)}" is cut in the middle`);
    if (!within(text, isLayer)) lines.push(line);
  }
}
for (const [at, one] of lines.entries()) {
  for (const other of lines.slice(at + 1)) {
    if (one.text === other.text) continue;
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    if (wide > 3 && high > 0.45 * Math.min(one.height, other.height)) {
      broken.push(`"${one.text.data.trim().slice(0, 40)}" and "${other.text.data.trim().slice(0, 40)}" overlap`);
    }
  }
}
return {
  broken,
  layout: [rail, ...panes.map((one) => one.className)].join("|"),
  widths: panes.map(wide),
  sideways: frame
    .filter((one) => getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.localName}.${one.className} (${one.scrollWidth} in ${one.clientWidth})`),
};
