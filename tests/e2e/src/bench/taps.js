// Presses something and tells after how many milliseconds what `shown` asks for is painted.
// Arguments: an expression for what is pressed, an expression that is true once it is there.
const [pressed, shown] = Array.from(arguments, (source) => new Function(`return ${source}`));
return new Promise((done) => {
  const channel = new MessageChannel();
  let start = 0;
  channel.port1.onmessage = () => done(performance.now() - start);
  const look = () => {
    if (!shown()) return false;
    watch.disconnect();
    requestAnimationFrame(() => channel.port2.postMessage(null));
    return true;
  };
  const watch = new MutationObserver(look);
  watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  start = performance.now();
  pressed().click();
  look();
});
