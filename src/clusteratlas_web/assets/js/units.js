// Picking units of a custom region: a click on the map or a tick in the list takes effect at once; the address and the
// running totals follow. Without this, each region is a link and the list is a form.
const WAIT = 120; // milliseconds after the last pick
let waiting;
let asked = 0;

const formOf = () => document.querySelector("form[data-units]");
const boxes = (form) => [...form.querySelectorAll("input[name='unit']")];

const address = (form, page) => {
  const picked = boxes(form).filter((box) => box.checked).map((box) => box.value).sort();
  const query = new URLSearchParams();
  const set = (name, value) => value && query.set(name, value);
  if (picked.length) query.set("units", `${form.dataset.level}-${picked.join(".")}`);
  else query.set("level", form.dataset.level);
  set("name", form.elements.name.value.trim());
  const ranked = form.elements.ranked?.value;
  if (ranked !== form.dataset.level) set("ranked", ranked);
  set("year", form.elements.year?.value);
  set("rules", form.elements.rules?.value);
  return `${page}?${query}`;
};

const show = async (form) => {
  const mine = (asked += 1);
  history.replaceState(history.state, "", address(form, form.dataset.pick));
  const answer = await fetch(address(form, form.dataset.totals)).catch(() => null);
  if (answer?.ok && mine === asked) form.querySelector("[data-totals-here]").innerHTML = await answer.text();
};

const soon = (form) => {
  clearTimeout(waiting);
  waiting = setTimeout(show, WAIT, form);
};

const mark = (form, unit, picked) => {
  const shape = form.querySelector(`a[data-unit="${unit}"]`);
  shape?.querySelector("use").classList.toggle("on", picked);
  const words = shape?.dataset.tip.split("|");
  if (!words) return;
  const [yes, no] = [form.dataset.picked, form.dataset.unpicked];
  words[words.length - 1] = picked ? yes : no;
  shape.dataset.tip = words.join("|");
  shape.setAttribute("aria-label", words.filter(Boolean).join("; "));
};

addEventListener("click", (event) => {
  const shape = event.target.closest?.("form[data-units] a[data-unit]");
  if (!shape || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const form = formOf();
  const box = form.querySelector(`#unit-${CSS.escape(shape.dataset.unit)}`);
  if (!box) return;
  event.preventDefault();
  box.checked = !box.checked;
  mark(form, box.value, box.checked);
  soon(form);
});

addEventListener("change", ({ target }) => {
  const form = target.closest?.("form[data-units]");
  if (!form || !target.matches("input, select")) return;
  if (target.name === "unit") mark(form, target.value, target.checked);
  soon(form);
});
