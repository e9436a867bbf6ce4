// Applies the chosen theme before the first paint. Without a choice the style sheet follows the
// system. Settings write the same key (src/browser/window.rs).
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("satchel-theme");
  } catch {
    // Storage is blocked: use the system's theme.
  }
  if (theme !== "light" && theme !== "dark") return;
  document.documentElement.dataset.theme = theme;
  const color = theme === "dark" ? "#131311" : "#f6f5f1";
  for (const meta of document.querySelectorAll("meta[name=theme-color]")) meta.content = color;
})();
