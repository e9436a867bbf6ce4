// Presses the button of a form; once the form is gone, returns the milliseconds until its data was
// durable, and the longest task meanwhile. Argument: the button.
const [button] = arguments;
return new Promise((done) => {
  if (window.bench) window.bench.longest = 0;
  const start = performance.now();
  const watch = new MutationObserver(() => {
    if (button.isConnected && button.getClientRects().length) return;
    watch.disconnect();
    const time = (window.bench?.committed || performance.now()) - start;
    if (!window.bench?.longestSince) done([time, 0]);
    else window.bench.longestSince().then((longest) => done([time, longest]));
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true });
  button.click();
});
