// Presses an element and returns the milliseconds until `shown` is true and painted. Arguments: an
// expression for the pressed element, an expression that is true once its target is there. It is
// looked for after each frame: before, looking would make the browser lay the page out once more.
const [pressed, shown] = Array.from(arguments, (source) => new Function(`return ${source}`));
// Found before the time begins: it may have to be added to the page.
const element = pressed();
return new Promise((done) => {
  const channel = new MessageChannel();
  const start = performance.now();
  const wait = () => requestAnimationFrame(() => channel.port2.postMessage(null));
  channel.port1.onmessage = () => {
    if (shown()) done(performance.now() - start);
    else wait();
  };
  element.click();
  wait();
});
