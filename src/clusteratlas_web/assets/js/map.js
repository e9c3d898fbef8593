// Moving about a map: buttons, wheel, pinch and drag change the viewBox; arrow keys step from region to region.
import { around, held, home, moved, written } from "./viewbox.js";

const STEP = 1.5;
const STILL = 4; // pixels a pointer may move and still click
const whole = new WeakMap(); // map -> the viewBox it was drawn with
const now = new WeakMap(); // map -> the viewBox it shows

const mapOf = (event) => event.target.closest?.("[data-map]");
const drawing = (map) => map.querySelector("svg");

const shown = (map) => {
  if (!whole.has(map)) {
    const { x, y, width, height } = drawing(map).viewBox.baseVal;
    whole.set(map, { x, y, width, height });
    now.set(map, { x, y, width, height });
  }
  return now.get(map);
};

// Maps side by side move as one.
const linked = (map) => map.closest("[data-linked]")?.querySelectorAll("[data-map]") ?? [map];

const show = (map, box) => {
  for (const one of linked(map)) {
    shown(one);
    place(one, box);
  }
};

const place = (map, box) => {
  const next = held(box, whole.get(map));
  now.set(map, next);
  drawing(map).setAttribute("viewBox", written(next));
  const zoomed = next.width < whole.get(map).width;
  map.classList.toggle("is-zoomed", zoomed);
  for (const button of map.querySelectorAll("[data-zoom='out'], [data-zoom='home']")) button.disabled = !zoomed;
};

const point = (map, x, y) => new DOMPoint(x, y).matrixTransform(drawing(map).getScreenCTM().inverse());
const centre = ({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 });
const zoom = (map, factor, at = centre(shown(map))) => show(map, around(shown(map), at, factor));
const pan = (map, dx, dy) => show(map, moved(shown(map), dx, dy));

const ZOOMS = {
  in: (map) => zoom(map, STEP),
  out: (map) => zoom(map, 1 / STEP),
  home: (map) => show(map, home(whole.get(map))),
};

addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-zoom]");
  if (!button) return;
  const map = mapOf(event);
  shown(map);
  ZOOMS[button.dataset.zoom](map);
});

// A wheel alone scrolls the page; with Ctrl or ⌘ (as a pinch on a touchpad sends it) it zooms.
addEventListener(
  "wheel",
  (event) => {
    const map = mapOf(event);
    if (!map || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    shown(map);
    zoom(map, 2 ** (-event.deltaY / 200), point(map, event.clientX, event.clientY));
  },
  { passive: false },
);

// Pointers: one drags (when zoomed), two pinch.
const fingers = new Map();
let travelled = 0;

addEventListener("pointerdown", (event) => {
  const map = mapOf(event);
  if (!map || event.button !== 0 || event.target.closest("[data-zoom]")) return;
  shown(map);
  if (fingers.size === 0) travelled = 0;
  fingers.set(event.pointerId, { map, x: event.clientX, y: event.clientY });
});

const spread = () => {
  const [one, two] = fingers.values();
  return Math.hypot(one.x - two.x, one.y - two.y);
};

const drag = (finger, event) => {
  const { map } = finger;
  const from = point(map, finger.x, finger.y);
  const to = point(map, event.clientX, event.clientY);
  travelled += Math.hypot(event.clientX - finger.x, event.clientY - finger.y);
  if (travelled > STILL) map.classList.add("is-dragging");
  Object.assign(finger, { x: event.clientX, y: event.clientY });
  if (map.classList.contains("is-zoomed")) pan(map, from.x - to.x, from.y - to.y);
};

const pinch = (finger, event) => {
  const before = spread();
  Object.assign(finger, { x: event.clientX, y: event.clientY });
  travelled += STILL + 1;
  const [one, two] = fingers.values();
  zoom(finger.map, spread() / before, point(finger.map, (one.x + two.x) / 2, (one.y + two.y) / 2));
};

addEventListener("pointermove", (event) => {
  const finger = fingers.get(event.pointerId);
  if (!finger) return;
  if (fingers.size === 1) drag(finger, event);
  else pinch(finger, event);
});

const lift = (event) => {
  fingers.get(event.pointerId)?.map.classList.remove("is-dragging");
  fingers.delete(event.pointerId);
};
addEventListener("pointerup", lift);
addEventListener("pointercancel", lift);
addEventListener("dragstart", (event) => {
  if (mapOf(event)) event.preventDefault(); // a region is a link, and links are dragged away
});
addEventListener(
  "click",
  (event) => {
    if (travelled > STILL && event.detail && mapOf(event) && !event.target.closest("[data-zoom]")) event.preventDefault();
  },
  { capture: true },
);

// Keys: one stop of the tab key enters the map; arrows go to the next region that way, with Shift they move the map.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const KEYS = { "+": ZOOMS.in, "=": ZOOMS.in, "-": ZOOMS.out, "0": ZOOMS.home };

const middle = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

const nearest = (map, from, [dx, dy]) => {
  const start = middle(from);
  let best = null;
  let least = Infinity;
  for (const region of map.querySelectorAll("a[data-region]")) {
    const { x, y } = middle(region);
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    const cost = ahead + 2 * aside;
    if (region !== from && ahead > aside / 2 && cost < least) [best, least] = [region, cost];
  }
  return best;
};

const enter = (map, region) => {
  for (const other of map.querySelectorAll("a[data-region][tabindex='0']")) other.setAttribute("tabindex", "-1");
  region.setAttribute("tabindex", "0");
  region.focus({ preventScroll: true });
  const box = shown(map);
  const at = middle(region);
  const inside = point(map, at.x, at.y);
  const seen = inside.x > box.x && inside.x < box.x + box.width && inside.y > box.y && inside.y < box.y + box.height;
  if (!seen) pan(map, inside.x - centre(box).x, inside.y - centre(box).y);
};

const walk = (map, event, arrow) => {
  const box = shown(map);
  if (event.shiftKey) return pan(map, (arrow[0] * box.width) / 8, (arrow[1] * box.height) / 8);
  const from = event.target.closest("a[data-region]");
  const next = from && nearest(map, from, arrow);
  if (next) enter(map, next);
};

addEventListener("keydown", (event) => {
  const map = mapOf(event);
  if (!map || event.ctrlKey || event.metaKey || event.altKey) return;
  shown(map);
  if (ARROWS[event.key]) walk(map, event, ARROWS[event.key]);
  else if (KEYS[event.key]) KEYS[event.key](map);
  else return;
  event.preventDefault();
});
