// Returns the texts of the page that stand in no brackets and are no data: words in Latin letters
// beside those of the sample, which are among the words of the argument, and codes of currencies. Days and amounts
// are written in Chinese.
const [known] = arguments;
const words = new Set(known);
const plain = (text) => {
  let rest = text.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "");
  for (let before = ""; before !== rest; ) {
    before = rest;
    rest = rest.replace(/\[[^[\]]*\]/g, " ");
  }
  return rest.replace(/\S+@\S*|https?:\S+|\S+\.\p{L}{2,}\S*|\p{Lu}{0,3}[$¥€£]/gu, " ");
};
const unknown = (text) => (plain(text).match(/\p{Script=Latin}{2,}/gu) ?? []).filter((word) => !words.has(word) && !/^[A-Z]{3}$/.test(word));
// Part of a text may stand in an element of its own.
const stands = (node) => {
  for (let one = node.parentElement, up = 0; one && up < 3; one = one.parentElement, up += 1) {
    if (unknown(one.textContent).length === 0) return true;
  }
  return false;
};
const found = new Set();
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const node = texts.currentNode;
  const one = node.parentElement;
  // The first letters of a name.
  if (one.closest(".avatar")) continue;
  if (/^(SCRIPT|STYLE|TEMPLATE|NOSCRIPT|TITLE)$/i.test(one.tagName) || !(one.checkVisibility() || one.tagName === "OPTION")) continue;
  if (unknown(node.data).length > 0 && !stands(node)) found.add(node.data.trim().slice(0, 80));
}
for (const one of document.querySelectorAll("[aria-label], [placeholder], [title], [alt], [aria-description], [aria-roledescription]")) {
  for (const name of ["aria-label", "placeholder", "title", "alt", "aria-description", "aria-roledescription"]) {
    const text = one.getAttribute(name);
    if (text && unknown(text).length > 0) found.add(`${name}: ${text.slice(0, 80)}`);
  }
}
return [...found];
