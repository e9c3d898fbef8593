// The keyboard of the search box: arrows choose a suggestion, Enter opens it, Escape closes the list.
const parts = (element) => {
  const form = element.closest?.("[data-search]");
  return form && { input: form.querySelector("input[type=search]"), list: form.querySelector("[role=listbox]") };
};

const options = (list) => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];
const chosen = (list) => list.querySelector("[aria-selected='true']");

const close = ({ input, list }) => {
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
};

const choose = ({ input, list }, option) => {
  chosen(list)?.setAttribute("aria-selected", "false");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
};

const step = (box, by) => {
  const all = options(box.list);
  if (!all.length) return;
  const at = all.indexOf(chosen(box.list));
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
  choose(box, all[next]);
};

const KEYS = {
  ArrowDown: (box) => step(box, 1),
  ArrowUp: (box) => step(box, -1),
  Escape: close,
};

addEventListener("keydown", (event) => {
  if (!event.target.matches?.("[data-search] input[type=search]") || event.isComposing) return;
  const box = parts(event.target);
  const open = box.list.childElementCount > 0;
  if (event.key === "Enter" && open && chosen(box.list)) {
    event.preventDefault();
    chosen(box.list).click();
  } else if (KEYS[event.key] && open) {
    event.preventDefault();
    KEYS[event.key](box);
  }
});

addEventListener("focusout", (event) => {
  const form = event.target.closest?.("[data-search]");
  if (form && !form.contains(event.relatedTarget)) close(parts(event.target));
});

// Suggestions that come back after the box was left or emptied have nowhere to stand.
addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  if (!target.matches("[data-search] [role=listbox]")) return;
  const { input } = parts(target);
  if (document.activeElement !== input || !input.value.trim()) event.detail.serverResponse = "";
});

addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  if (!target.matches("[data-search] [role=listbox]")) return;
  const { input } = parts(target);
  options(target).forEach((option, i) => {
    option.id = `${target.id}-${i + 1}`;
  });
  input.setAttribute("aria-expanded", String(options(target).length > 0));
  input.removeAttribute("aria-activedescendant");
});
