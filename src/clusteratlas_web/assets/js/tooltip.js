// One tooltip for every mark of a map or chart, on hover and on keyboard focus. Nothing stands only in it.
//
// A mark says `data-tip="Wichita, KS|20.44|27,911"`, and something around it `data-tip-labels="Location quotient|Jobs"`.
// A mark drawn by Vega has an aria-label instead: "Wichita, KS; Location quotient: 20.44".
const MARKS = "[data-tip], .chart [aria-label][role='graphics-symbol']";
const GAP = 14;

const tip = document.createElement("div");
tip.className = "tip";
tip.hidden = true;
tip.setAttribute("role", "tooltip");

const rowsFromData = (mark) => {
  const [title, ...values] = mark.dataset.tip.split("|");
  const labels = mark.closest("[data-tip-labels]")?.dataset.tipLabels.split("|") ?? [];
  return { title, rows: values.map((value, i) => [labels[i] ?? "", value]).filter(([, value]) => value) };
};

const rowsFromLabel = (mark) => {
  const parts = mark.getAttribute("aria-label").split("; ");
  const rows = parts.slice(1).map((part) => part.split(/[:：]\s*/, 2));
  return { title: parts[0], rows: rows.filter((row) => row.length === 2) };
};

const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });

const fill = (mark) => {
  const { title, rows } = mark.dataset.tip ? rowsFromData(mark) : rowsFromLabel(mark);
  const list = document.createElement("dl");
  list.append(...rows.flatMap(([label, value]) => [element("dt", label), element("dd", value)]));
  tip.replaceChildren(element("b", title), list);
};

const place = (x, y) => {
  const { width, height } = tip.getBoundingClientRect();
  const right = x + GAP + width < innerWidth ? x + GAP : x - GAP - width;
  const below = y + GAP + height < innerHeight ? y + GAP : y - GAP - height;
  tip.style.left = `${Math.max(8, right)}px`;
  tip.style.top = `${Math.max(8, below)}px`;
};

const hide = () => {
  tip.hidden = true;
};

const show = (mark, x, y) => {
  if (!tip.isConnected) document.body.append(tip);
  fill(mark);
  tip.hidden = false;
  place(x, y);
};

const markOf = (event) => event.target.closest?.(MARKS);

// When a drawing moves under a resting pointer, as the arrow keys make it, the browser sends pointerover as well.
let rest = {};
const rested = ({ clientX, clientY }) => clientX === rest.clientX && clientY === rest.clientY;

addEventListener("pointerover", (event) => {
  if (rested(event)) return;
  const mark = markOf(event);
  if (mark && event.pointerType !== "touch") show(mark, event.clientX, event.clientY);
  else hide();
});
addEventListener("pointermove", (event) => {
  rest = { clientX: event.clientX, clientY: event.clientY };
  if (!tip.hidden && markOf(event)) place(event.clientX, event.clientY);
});
addEventListener("focusin", (event) => {
  const mark = markOf(event);
  if (!mark?.matches(":focus-visible")) return;
  const box = mark.getBoundingClientRect();
  show(mark, box.right, box.top + box.height / 2);
});
addEventListener("focusout", hide);
addEventListener("pointerdown", hide);
addEventListener("scroll", hide, { passive: true, capture: true });
addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
