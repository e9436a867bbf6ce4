// Reads what a list of the application looks like: the attributes of its root, its style sheets, the
// inside of a row, and the texts of all rows that are drawn.
const rows = [...document.querySelectorAll("main .virtual-list__row")];
const texts = (row) => {
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) found.push(walker.currentNode.data);
  return found;
};
const { attributes } = document.documentElement;
const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
const rules = sheets.map(async (sheet) => (await fetch(sheet.href)).text());
return Promise.all(rules).then((rules) => ({
  root: [...attributes].map(({ name, value }) => [name, value]),
  rules: rules.join("\n"),
  row: rows[0].innerHTML,
  texts: rows.map(texts),
}));
