// Returns the visible panes, the width of each pane's contents, and the elements that scroll
// sideways.
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
  ...document.querySelectorAll("main, main .screen, main .panes, main .panes > *, main .record-form__fields"),
];
return {
  layout: [rail, ...panes.map((one) => one.className)].join("|"),
  widths: panes.map(wide),
  sideways: frame
    .filter((one) => getComputedStyle(one).overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.localName}.${one.className} (${one.scrollWidth} in ${one.clientWidth})`),
};
