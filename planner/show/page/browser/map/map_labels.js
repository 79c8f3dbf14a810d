/* Names of the places that matter most, where they cover neither each other nor the lines more than they must. */

const LABEL_HEIGHT = 15;
const ROOM_PER_LABEL = 11000; // square pixels of picture for a name
const MOST_LABELS = 60;
const MOST_OBSTACLES = 400;

let measuring = null;

function textWidth(text, font = "12px system-ui, sans-serif") {
  measuring ??= document.createElement("canvas").getContext("2d");
  measuring.font = font;
  return measuring.measureText(text).width;
}

/**
 * Labels for dots: dots [{x, y, radius, weight, name}] in pixels; lines: points [x, y] that names should not cover.
 * Returns [{x, y, name}], the start of each text on its base line.
 */
function placeLabels(dots, lines, width, height) {
  const wanted = dots.filter((dot) => dot.weight > 0 && dot.x > 0 && dot.x < width && dot.y > 0 && dot.y < height);
  wanted.sort((one, other) => other.weight - one.weight);
  const most = Math.min(MOST_LABELS, Math.max(4, Math.round((width * height) / ROOM_PER_LABEL)));
  const taken = [];
  const obstacles = wanted.slice(0, MOST_OBSTACLES).map(dotBox);
  for (const dot of wanted.slice(0, 4 * most)) {
    if (taken.length >= most) break;
    const box = bestBox(dot, taken, obstacles, lines, width, height);
    if (box) taken.push({ ...box, name: dot.name });
  }
  return taken.map((box) => ({ x: box.left, y: box.top + LABEL_HEIGHT - 4, name: box.name }));
}

function dotBox({ x, y, radius }) {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
}

function bestBox(dot, taken, obstacles, lines, width, height) {
  let best = null;
  for (const box of boxesAround(dot)) {
    if (box.left < 2 || box.right > width - 2 || box.top < 2 || box.bottom > height - 2) continue;
    if (taken.some((other) => overlap(box, other))) continue;
    const cost = obstacles.filter((other) => overlap(box, other)).length * 3 + covered(box, lines);
    if (!best || cost < best.cost) best = { ...box, cost };
    if (cost === 0) break;
  }
  return best && best.cost <= 8 ? best : null;
}

/** Right, left, above, below and the corners of a dot, in order of preference. */
function boxesAround({ x, y, radius, name }) {
  const wide = textWidth(name) + 4;
  const away = radius + 3;
  const [right, left, middle] = [x + away, x - away - wide, x - wide / 2];
  const [above, below, beside] = [y - away - LABEL_HEIGHT, y + away, y - LABEL_HEIGHT / 2];
  const corners = [
    [right, beside],
    [left, beside],
    [right, above],
    [right, below],
    [left, above],
    [left, below],
    [middle, above],
    [middle, below],
  ];
  return corners.map(([start, top]) => ({ left: start, right: start + wide, top, bottom: top + LABEL_HEIGHT }));
}

function overlap(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function covered(box, lines) {
  let points = 0;
  for (const [x, y] of lines) if (x > box.left && x < box.right && y > box.top && y < box.bottom) points += 1;
  return points;
}
