// The picker of regions and clusters: its list is filled while somebody types, and the last line makes the next.
const WAIT = 150; // milliseconds after the last key
let waiting;

const fill = async (input) => {
  const asked = input.value.trim();
  if (!asked) return;
  const way = `${input.closest("[data-places]").dataset.places}?q=${encodeURIComponent(asked)}`;
  const answer = await fetch(way).catch(() => null); // whoever goes on to another page needs no list any more
  if (answer?.ok && input.value.trim() === asked) input.list.innerHTML = await answer.text();
};

const makeNext = (input) => {
  if (input.nextElementSibling !== input.list || !input.hasAttribute("aria-label") || !input.value) return;
  const next = input.cloneNode();
  const number = Number(input.getAttribute("aria-label"));
  next.value = "";
  next.removeAttribute("value");
  next.setAttribute("aria-label", number + 1);
  next.id = input.id.replace(/\d+$/, number);
  input.after(next);
};

addEventListener("input", ({ target }) => {
  if (!target.matches?.("[data-places] input")) return;
  makeNext(target);
  clearTimeout(waiting);
  waiting = setTimeout(fill, WAIT, target);
});
