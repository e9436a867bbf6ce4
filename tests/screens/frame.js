// A page for one test: a frame with the whole application, which is an instance of the test module
// over its own store. The frame has the size of the screen, so layouts follow it; its address,
// history, workers and listeners go away with it. The functions below do in it what a person does.

// Runs inside the frame, so that modules and objects belong to it.
const START = `return (async () => {
  const glue = await import("/wasm-bindgen-test.js");
  await glue.default({ module_or_path: module });
  return glue;
})()`;

/** Creates the frame, goes to a path, and starts the application over `stored`; without that, over
 * the storage of a browser that allows none. */
export async function open_frame(module, path, width, height, stored) {
  for (const old of document.querySelectorAll("iframe")) old.remove();
  const frame = document.createElement("iframe");
  Object.assign(frame.style, { position: "fixed", inset: "0 auto auto 0", border: "0" });
  Object.assign(frame, { width, height, src: "/frame.html" });
  const loaded = new Promise((done) => { frame.onload = done; });
  document.body.append(frame);
  await loaded;
  const inner = frame.contentWindow;
  frame.complaints = [];
  for (const kind of ["error", "warn"]) {
    const tell = inner.console[kind].bind(inner.console);
    inner.console[kind] = (...all) => { frame.complaints.push(all.join(" ")); tell(...all); };
  }
  inner.addEventListener("error", (event) => frame.complaints.push(event.message));
  inner.addEventListener("unhandledrejection", (event) => frame.complaints.push(`${event.reason}`));
  if (!stored) Object.defineProperty(inner, "indexedDB", { value: undefined });
  // Passes the compiled module on to the worker.
  inner.Worker = class extends inner.Worker {
    constructor(...all) { super(...all); this.postMessage(module); }
  };
  inner.history.replaceState(null, "", path);
  frame.glue = await inner.Function("module", START)(module);
  await frame.glue.begin(stored);
  inner.focus();
  return frame;
}

/** Returns the application's current data. */
export function stored_in(frame) {
  return frame.glue.stored();
}

/** Changes the first task, as another tab does. */
export function edit_task_elsewhere(frame, text) {
  return frame.glue.edit_task_elsewhere(text);
}

/** How often views of contacts have read. */
export function reads_of_contacts(frame) {
  return frame.glue.reads_of_contacts();
}

export function complaints(frame) {
  return frame.complaints;
}

/** Makes it a page behind another tab, in which long times pass quickly. */
export function hide(frame) {
  const inner = frame.contentWindow;
  const timer = inner.setTimeout.bind(inner);
  frame.passed = 0;
  inner.setTimeout = (call, millis, ...all) => {
    if (!(millis >= 8000)) return timer(call, millis, ...all);
    return timer(() => { frame.passed += 1; call(...all); }, 50);
  };
  Object.defineProperty(inner.document, "visibilityState", { value: "hidden", configurable: true });
}

/** How many long times have passed. */
export function passed(frame) {
  return frame.passed;
}

/** Brings it to the front again. */
export function show(frame) {
  delete frame.contentDocument.visibilityState;
  frame.contentDocument.dispatchEvent(new Event("visibilitychange"));
}

/** Resolves at the next change of the page or at its next frame, whichever comes first. */
export function next_change(frame) {
  return new Promise((done) => {
    const observer = new frame.contentWindow.MutationObserver(() => end());
    const end = () => { observer.disconnect(); done(); };
    const everything = { subtree: true, childList: true, attributes: true, characterData: true };
    observer.observe(frame.contentDocument, everything);
    frame.contentWindow.requestAnimationFrame(end);
  });
}

// The finding and waiting scripts of the journeys, evaluated inside the frame.
function eyes(frame, script) {
  return frame.eyes ??= frame.contentWindow.Function(`${script}; return { find, idle };`)();
}

/** Returns the elements of a role and name. */
export function look(frame, script, role, name, how) {
  return eyes(frame, script).find(role, name, how);
}

/** Waits until the application is idle and nothing moves. */
export function idle(frame, script) {
  return eyes(frame, script).idle(null);
}

export function text_of(element) {
  return (element.innerText ?? element.textContent).replace(/\s+/g, " ").trim();
}

export function text_of_page(frame) {
  return frame.contentDocument.body.innerText;
}

export function address(frame) {
  const { pathname, search } = frame.contentWindow.location;
  return pathname + search;
}

export function press(element) {
  element.scrollIntoView({ block: "nearest" });
  element.focus();
  element.click();
}

/** Replaces the text of a field, with the events that typing fires. */
export function fill(element, text) {
  const { HTMLInputElement, HTMLTextAreaElement, InputEvent, Event } = element.ownerDocument.defaultView;
  const kind = element.localName === "textarea" ? HTMLTextAreaElement : HTMLInputElement;
  element.focus();
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(element, text);
  element.dispatchEvent(new InputEvent("input", { bubbles: true, data: text }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Chooses an option by its text; returns `false` if there is no such option. */
export function choose(select, text) {
  const option = [...select.options].find((option) => option.text.trim() === text);
  if (!option) return false;
  const { Event } = select.ownerDocument.defaultView;
  select.value = option.value;
  for (const name of ["input", "change"]) select.dispatchEvent(new Event(name, { bubbles: true }));
  return true;
}

export function value_of(field) {
  return field.value;
}

/** Puts a file into a file field. */
export function attach(field, name, text) {
  const { DataTransfer, File, Event } = field.ownerDocument.defaultView;
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  field.files = files.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Sends a key to the focused element. */
export function key(frame, name) {
  const { document, KeyboardEvent } = frame.contentWindow;
  const target = document.activeElement ?? document.body;
  for (const kind of ["keydown", "keyup"]) {
    target.dispatchEvent(new KeyboardEvent(kind, { key: name, bubbles: true, cancelable: true }));
  }
}

export function focus(element) {
  element.focus();
}
