// Presses an element and returns the milliseconds until `shown` is true and painted. Arguments: an
// expression for the pressed element, an expression that is true once its target is there.
const [pressed, shown] = Array.from(arguments, (source) => new Function(`return ${source}`));
// Found before the time begins: it may have to be added to the page.
const element = pressed();
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
  element.click();
  look();
});
