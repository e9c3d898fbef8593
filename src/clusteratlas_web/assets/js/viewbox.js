// The arithmetic of a map's viewBox: zoom around a point, move, never beyond the whole.
const MOST = 24; // how many times the whole a map can be enlarged

export const written = ({ x, y, width, height }) => [x, y, width, height].map((n) => +n.toFixed(3)).join(" ");

export const home = (whole) => ({ ...whole });

export const moved = (box, dx, dy) => ({ ...box, x: box.x + dx, y: box.y + dy });

export const around = (box, at, factor) => ({
  x: at.x - (at.x - box.x) / factor,
  y: at.y - (at.y - box.y) / factor,
  width: box.width / factor,
  height: box.height / factor,
});

const between = (value, least, most) => Math.min(Math.max(value, least), most);

export const held = (box, whole) => {
  const width = between(box.width, whole.width / MOST, whole.width);
  const height = (width * whole.height) / whole.width;
  const x = between(box.x + (box.width - width) / 2, whole.x, whole.x + whole.width - width);
  const y = between(box.y + (box.height - height) / 2, whole.y, whole.y + whole.height - height);
  return { x, y, width, height };
};
