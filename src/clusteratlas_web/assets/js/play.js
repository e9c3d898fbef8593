// Plays the years of a map: the regions stay and change their colour, all else is taken from the page of the next year.
// Whoever wishes for less motion steps one year with each press. Without this module there are links to every year.
import htmx from "htmx.org";

const PAUSE = 1300; // from one year to the next
const still = matchMedia("(prefers-reduced-motion: reduce)");
const pages = new Map(); // address -> the promise of its page
let timer = 0;

const button = () => document.querySelector("[data-play]");
const links = (page) => [...page.querySelectorAll(".map-years li a")];

const fetched = (address) => {
  if (!pages.has(address)) {
    const page = fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    page.catch(() => pages.delete(address));
    pages.set(address, page);
  }
  return pages.get(address);
};

const next = (page) => {
  const all = links(page);
  const at = all.findIndex((link) => link.hasAttribute("aria-current"));
  return all[at + 1]?.getAttribute("href");
};

const attributes = (from, to, names) => {
  for (const name of names) to.setAttribute(name, from.getAttribute(name) ?? "");
};

// A region keeps its place in the drawing, so that what the reader has enlarged and points at stays where it is.
const recolour = (map, other) => {
  const drawn = new Map([...map.querySelectorAll("a[data-region]")].map((one) => [one.dataset.region, one]));
  for (const region of other.querySelectorAll("a[data-region]")) {
    const own = drawn.get(region.dataset.region);
    if (!own) continue;
    attributes(region, own, ["href", "aria-label", "data-tip"]);
    const [area, ...over] = region.children;
    attributes(area, own.children[0], ["class"]);
    for (const old of [...own.children].slice(1)) old.remove();
    own.append(...over.map((one) => document.importNode(one, true)));
  }
  for (const part of ["[data-bubbles]", "svg > .ring", "svg > .dot"]) {
    const [old, fresh] = [map.querySelector(part), other.querySelector(part)];
    if (old && fresh) old.replaceWith(document.importNode(fresh, true));
    else old?.remove();
  }
  attributes(other.querySelector("svg"), map.querySelector("svg"), ["aria-label"]);
};

const show = (page, address) => {
  const maps = page.querySelectorAll("[data-map]");
  document.querySelectorAll("[data-map]").forEach((map, at) => maps[at] && recolour(map, maps[at]));
  for (const old of document.querySelectorAll("[data-anew]")) {
    const fresh = page.querySelector(`[data-anew="${old.dataset.anew}"]`);
    if (!fresh) continue;
    const made = document.importNode(fresh, true);
    old.replaceWith(made);
    htmx.process(made);
  }
  const [year, other] = [document.querySelector("select[name='year']"), page.querySelector("select[name='year']")];
  if (year && other) year.value = other.value;
  document.querySelector("#languages")?.replaceWith(document.importNode(page.querySelector("#languages"), true));
  document.title = page.title;
  history.replaceState(history.state, "", address);
};

const stop = () => {
  clearTimeout(timer);
  timer = 0;
  document.querySelector("[data-view]")?.removeAttribute("data-playing");
  const play = button();
  if (!play) return;
  play.setAttribute("aria-pressed", "false");
  play.querySelector("span").textContent = play.dataset.wordPlay;
};

const step = async () => {
  const address = next(document) ?? links(document)[0]?.getAttribute("href");
  if (!address) return stop();
  try {
    const page = await fetched(address);
    if (!button() || button().getAttribute("aria-pressed") !== "true") return;
    show(page, address);
    const following = next(page);
    if (still.matches || !following) return stop();
    fetched(following);
    timer = setTimeout(step, PAUSE);
  } catch {
    stop();
    location.assign(address);
  }
};

addEventListener("click", (event) => {
  const play = event.target.closest?.("[data-play]");
  if (!play) {
    if (timer && event.target.closest?.(".map-years a")) stop();
    return;
  }
  if (play.getAttribute("aria-pressed") === "true") return stop();
  play.setAttribute("aria-pressed", "true");
  play.querySelector("span").textContent = play.dataset.wordStop;
  document.querySelector("[data-view]")?.setAttribute("data-playing", "");
  step();
});
addEventListener("change", stop);
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && timer) stop();
});
