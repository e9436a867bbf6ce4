// Runs in the page: finds visible elements by role and accessible name, as a screen reader user
// does.

const IMPLIED = {
  link: "a[href]",
  button: "button, summary, input[type=button], input[type=submit]",
  textbox: "textarea, input:not([type]), input[type=text], input[type=email], input[type=tel], input[type=url]",
  searchbox: "input[type=search]",
  spinbutton: "input[type=number]",
  combobox: "select:not([multiple])",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  option: "option",
  heading: "h1, h2, h3, h4, h5, h6",
  dialog: "dialog",
  navigation: "nav",
  main: "main",
  list: "ul, ol",
  listitem: "li",
  img: "img",
  status: "output",
  field: "input:not([type=hidden], [type=radio]), textarea, select, [role=textbox], [role=searchbox], [role=combobox], [role=switch], [role=checkbox], [role=spinbutton]",
};

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.getAttribute("aria-hidden") === "true" || node.hidden) return "";
  if (node.getAttribute("aria-label")) return ` ${node.getAttribute("aria-label")} `;
  if (node.localName === "img") return ` ${node.alt} `;
  const inner = [...node.childNodes].map(textOf).join("");
  return getComputedStyle(node).display.startsWith("inline") ? inner : ` ${inner} `;
}

function nameOf(element) {
  const referred = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const texts = referred.map((id) => document.getElementById(id)).filter(Boolean).map(textOf);
  if (texts.length) return tidy(texts.join(" "));
  if (element.getAttribute("aria-label")) return tidy(element.getAttribute("aria-label"));
  if (element.labels?.length) return tidy([...element.labels].map(labelText).join(" "));
  if (element.matches("input[type=button], input[type=submit]")) return tidy(element.value);
  const named = element.matches("input, select, textarea, dialog, [role=dialog], nav, main");
  const own = named ? "" : tidy(textOf(element));
  return own || tidy(element.title) || tidy(element.getAttribute("placeholder"));
}

// A label that wraps its field: only the rest of its text names the field.
function labelText(label) {
  const copy = [...label.childNodes].filter((node) => !(node.control || node.matches?.("input, select, textarea")));
  return copy.map(textOf).join("");
}

function isVisible(element) {
  if (element.closest("[inert], [aria-hidden=true], [hidden]")) return false;
  // A file field is often hidden behind its label.
  if (element.matches("input[type=file]")) return true;
  if (element.checkVisibility && !element.checkVisibility({ visibilityProperty: true })) return false;
  return element.getClientRects().length > 0;
}

// Returns the elements of a role ("field" is any form field) and name, in document order; how:
// "is", "contains", "any".
function find(role, name, how) {
  const candidates = new Set(document.querySelectorAll(`[role="${role}"]`));
  for (const element of document.querySelectorAll(IMPLIED[role] ?? "none")) {
    if (role === "field" || !element.hasAttribute("role")) candidates.add(element);
  }
  const wanted = tidy(name);
  const fits = (element) => {
    if (how === "any") return true;
    const found = nameOf(element);
    return how === "is" ? found === wanted : found.includes(wanted);
  };
  const byPlace = (a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  return [...candidates].filter((element) => isVisible(element) && fits(element)).sort(byPlace);
}
