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

/** Resolves after this time. */
export function pause(millis) {
  return new Promise((done) => setTimeout(done, millis));
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

// Makes a file of a description: "room.jpg 2600x1300" is a photo with what a camera wrote, "a.txt 5"
// has so many bytes, and "a.mov 2147483648" says that it has, but holds one.
async function made(frame, description) {
  const { document, File } = frame.contentWindow;
  const [, name, what] = /^(.*) (\S+)$/.exec(description);
  const [width, height] = what.split("x").map(Number);
  if (!height) {
    const file = new File(["x".repeat(Math.min(width, 1e6))], name);
    if (width > 1e6) Object.defineProperty(file, "size", { value: width });
    return file;
  }
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  const noise = context.createImageData(width, height);
  const all = new Uint32Array(noise.data.buffer);
  for (let at = 0; at < all.length; at += 1) all[at] = 0xff000000 | (Math.random() * 0xffffff);
  context.putImageData(noise, 0, 0);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  const comment = new TextEncoder().encode("GPS 21.0278N");
  const head = new Uint8Array([0xff, 0xfe, 0, comment.length + 2]);
  return new File([blob.slice(0, 2), head, comment, blob.slice(2)], name, { type: "image/jpeg" });
}

async function carried(frame, descriptions) {
  const carried = new frame.contentWindow.DataTransfer();
  for (const description of descriptions) carried.items.add(await made(frame, description));
  return carried;
}

/** Chooses described files in a file field. */
export async function pick(frame, field, descriptions) {
  const { Event, FileList } = frame.contentWindow;
  // A real list of files would forget the sizes that are only said.
  const files = Object.create(FileList.prototype);
  const all = await Promise.all(descriptions.map((description) => made(frame, description)));
  all.forEach((file, at) => Object.defineProperty(files, at, { value: file }));
  Object.defineProperty(files, "length", { value: all.length });
  Object.defineProperty(files, "item", { value: (at) => all[at] ?? null });
  Object.defineProperty(field, "files", { value: files, configurable: true });
  field.dispatchEvent(new Event("change", { bubbles: true }));
  delete field.files;
}

/** Drops described files on an element. */
export async function drop(frame, element, descriptions) {
  const { DragEvent } = frame.contentWindow;
  const dataTransfer = await carried(frame, descriptions);
  const init = { bubbles: true, cancelable: true, dataTransfer };
  for (const kind of ["dragover", "drop"]) element.dispatchEvent(new DragEvent(kind, init));
}

/** Pastes described files. */
export async function paste(frame, descriptions) {
  const { ClipboardEvent, document } = frame.contentWindow;
  const clipboardData = await carried(frame, descriptions);
  const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
  // Firefox leaves out what the constructor is given.
  Object.defineProperty(event, "clipboardData", { value: clipboardData });
  (document.activeElement ?? document.body).dispatchEvent(event);
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

/** Follows a link to an address of the application. */
export function follow(frame, address) {
  const { document } = frame.contentWindow;
  const link = Object.assign(document.createElement("a"), { href: address });
  document.body.append(link);
  link.click();
  link.remove();
}
