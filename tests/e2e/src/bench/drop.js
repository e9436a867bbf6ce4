// Prepares for a card to be dropped by keyboard: records when the key came down, when the card was
// painted in its new column, when its move was durable, and when the screen confirmed it.
const card = document.querySelector(".board__card a");
const item = card.closest("li");
const name = item.dataset.card;
const column = () => document.querySelector(`[data-card="${name}"]`)?.closest("ul")?.ariaLabel;
const from = column();
const said = () => [...document.querySelectorAll(".toast__action")].at(-1);
const before = said();
const drop = { start: null, painted: null, durable: null, kept: null, from };
window.bench.drop = drop;
addEventListener("keydown", (event) => {
  if (event.key === " " && drop.start === null) drop.start = 0;
  else if (event.key === " ") drop.start = event.timeStamp;
}, true);
const watch = new MutationObserver(() => {
  if (!drop.start) return;
  const now = performance.now();
  if (drop.kept === null && ![undefined, before].includes(said())) {
    drop.durable = window.bench.committed - drop.start;
    drop.kept = now - drop.start;
  }
  if (drop.painted === null && ![undefined, from].includes(column())) {
    drop.painted = 0;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        drop.painted = performance.now() - drop.start;
      };
      channel.port2.postMessage(null);
    });
  }
  if (drop.kept !== null && drop.painted) watch.disconnect();
});
watch.observe(document, { subtree: true, childList: true, attributes: true });
card.focus();
