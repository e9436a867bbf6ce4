// Scrolls the list from its first row to its last within the given milliseconds; returns the
// percentage of frames that came more than 17 ms after the previous one, and the longest gap.
const [duration] = arguments;
const row = document.querySelector("main a[href*='/contacts/']:not([href$='/new'])");
let scroller = row;
while (scroller && !(scroller.scrollHeight > scroller.clientHeight + 1
  && /auto|scroll/.test(getComputedStyle(scroller).overflowY))) scroller = scroller.parentElement;
scroller ??= document.scrollingElement;
const way = scroller.scrollHeight - scroller.clientHeight;
return new Promise((done) => {
  const gaps = [];
  let first = null;
  let last = null;
  const step = (now) => {
    if (last !== null) gaps.push(now - last);
    first ??= now;
    last = now;
    const share = Math.min(1, (now - first) / duration);
    scroller.scrollTop = way * share;
    if (share < 1) {
      requestAnimationFrame(step);
      return;
    }
    // The frame clock has its own granularity.
    const late = gaps.filter((gap) => gap > 17.5).length;
    done([late * 100 / gaps.length, Math.max(...gaps), scroller.scrollTop, way]);
  };
  requestAnimationFrame(step);
});
