// The last resort: when the application has stopped for good, shows a plain screen instead of
// leaving taps without effect. It depends on nothing of the application and has its own words,
// because a stopped application cannot provide them.
//
// These count as stopped: a panic (src/browser/stopped.rs calls `satchelStopped` with the message),
// an uncaught error or rejection (such as a Wasm trap), and a failed start: a script that did not
// load, a module that could not be instantiated. A *part* of the application that cannot be fetched
// or instantiated is reported in its own place, where it can be retried.
(() => {
  const WORDS = {
    en: {
      title: "Satchel stopped",
      text: "Something went wrong. Your saved data is safe. Reload to continue.",
      reload: "Reload",
      message: "Error message",
      copy: "Copy message",
      copied: "Copied",
    },
    vi: {
      title: "Satchel đã dừng",
      text: "Đã xảy ra lỗi. Những gì bạn đã lưu vẫn an toàn. Hãy tải lại để tiếp tục.",
      reload: "Tải lại",
      message: "Thông báo lỗi",
      copy: "Sao chép thông báo",
      copied: "Đã sao chép",
    },
    hu: {
      title: "A Satchel leállt",
      text: "Hiba történt. A mentett adataid biztonságban vannak. A folytatáshoz töltsd újra az oldalt.",
      reload: "Újratöltés",
      message: "Hibaüzenet",
      copy: "Üzenet másolása",
      copied: "Másolva",
    },
    th: {
      title: "Satchel หยุดทำงาน",
      text: "เกิดข้อผิดพลาด ข้อมูลที่บันทึกไว้ยังอยู่ครบ โหลดใหม่เพื่อใช้งานต่อ",
      reload: "โหลดใหม่",
      message: "ข้อความแสดงข้อผิดพลาด",
      copy: "คัดลอกข้อความ",
      copied: "คัดลอกแล้ว",
    },
    zh: {
      title: "Satchel 已停止运行",
      text: "出了点问题。已保存的数据是安全的。请重新加载后继续。",
      reload: "重新加载",
      message: "错误信息",
      copy: "复制错误信息",
      copied: "已复制",
    },
  };

  const root = document.documentElement;
  let started = false;
  let leaving = false;
  let drawn = false;

  addEventListener("satchel-started", () => (started = true));
  // A page that is being left fails at its pending requests, and nobody is there to see it.
  addEventListener("pagehide", () => (leaving = true));
  addEventListener("pageshow", () => (leaving = false));

  // Harmless errors:
  // - a ResizeObserver loop: the browser deferred some notifications to the next frame;
  // - an abort: we canceled our own request, a fetch or a lock;
  // - code of a browser extension;
  // - "Script error." without a location: foreign code, which the policy keeps out of Satchel.
  const isHarmless = (message, error, source) =>
    /^ResizeObserver loop/.test(message) ||
    error?.name === "AbortError" ||
    /^[a-z-]+-extension:/.test(source) ||
    /\b[a-z-]+-extension:\/\//.test(error?.stack ?? "") ||
    (/^Script error\.?$/.test(message) && !source);

  const said = (error) => {
    const name = String(error?.message ? `${error.name ?? "Error"}: ${error.message}` : error);
    const stack = typeof error?.stack === "string" ? error.stack : "";
    return stack.includes(name) || !stack ? stack || name : `${name}\n${stack}`;
  };

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  const button = (kind, text, press) => {
    const made = element("button", "button", text);
    made.type = "button";
    made.dataset.kind = kind;
    made.dataset.wide = "";
    made.addEventListener("click", press);
    return made;
  };

  const copy = async (place, made, words) => {
    try {
      await navigator.clipboard.writeText(place.textContent);
      made.textContent = words.copied;
    } catch {
      // Copying is not allowed here: select the text, so that the person can copy it.
      getSelection().selectAllChildren(place);
    }
  };

  const draw = (message) => {
    // Until the application has set its language, use the browser's.
    const tag = started ? root.lang : navigator.language;
    const language = tag.slice(0, 2) in WORDS ? tag.slice(0, 2) : "en";
    const words = WORDS[language];
    const screen = element("div", "stopped");
    screen.id = "stopped";
    screen.lang = language;
    const card = element("main", "stopped__card");
    const told = element("div", "stopped__told");
    told.setAttribute("role", "alert");
    told.append(element("h1", "stopped__title", words.title), element("p", "stopped__text", words.text));
    const reload = button("primary", words.reload, () => location.reload());
    const about = element("p", "stopped__about", words.message);
    const place = element("pre", "stopped__message", `${message}\n${location.pathname}\n${navigator.userAgent}`);
    place.tabIndex = 0;
    place.setAttribute("aria-label", words.message);
    const copies = button("soft", words.copy, () => copy(place, copies, words));
    card.append(told, reload, about, place, copies);
    screen.append(card);
    // The application gets no more taps and keys: nothing it could write would be sound.
    for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
    try {
      // Toasts and menus would cover the screen.
      for (const open of document.querySelectorAll(":popover-open")) open.hidePopover();
    } catch {
      // An engine without popovers has no open ones.
    }
    for (const other of document.body.children) other.inert = true;
    for (const name of ["keydown", "keyup"]) {
      addEventListener(name, (event) => event.stopImmediatePropagation(), true);
    }
    document.body.append(screen);
    reload.focus();
  };

  const stop = (message) => {
    if (drawn || leaving) return;
    drawn = true;
    if (document.body) draw(message);
    else addEventListener("DOMContentLoaded", () => draw(message));
  };

  globalThis.satchelStopped = stop;

  addEventListener("error", (event) => {
    const { target } = event;
    // The start needs no other scripts.
    if (target instanceof HTMLScriptElement && target.type === "module") {
      stop(`Could not load a script: ${target.src}`);
    }
    if (target !== globalThis) return;
    const message = event.message ?? "";
    if (isHarmless(message, event.error, event.filename ?? "")) return;
    const place = event.filename ? `\n${event.filename}:${event.lineno}:${event.colno}` : "";
    stop(event.error ? said(event.error) : `${message}${place}`);
  }, true);

  addEventListener("unhandledrejection", ({ reason }) => {
    if (!isHarmless(String(reason?.message ?? reason), reason, "")) stop(said(reason));
  });
})();
