/* The home country: a tint on land that lies nearer to its places than to those of other countries. No border. */

const MOST_DISTANCES = 12_000_000; // between cells of the tint and places
const HOME_FONT = "600 15px system-ui, sans-serif";
const SPOTS = 8; // parts of a row of the tint between which its name may stand
const FINEST_CELL = 2; // units of the map

let homeTint = null;

/** {d, spots}: the tint as path data, and points in it where its name may stand; null without a place at home. */
function homeShade() {
  homeTint ??= { found: findHomeShade() };
  return homeTint.found;
}

function findHomeShade() {
  const placed = data.nodes.filter((_, node) => isPlaced(node));
  const home = placed.filter(({ country }) => country === data.home.country);
  if (!home.length) return null;
  const abroad = placed.filter(({ country }) => country !== data.home.country);
  const reach = reachOf(home);
  const box = boundsOf(home, reach);
  const area = (box.right - box.left) * (box.bottom - box.top);
  const cell = Math.max(FINEST_CELL, Math.sqrt((area * placed.length) / MOST_DISTANCES));
  const hull = hullOf(home);
  let d = "";
  const spots = [];
  for (let y = box.top; y < box.bottom; y += cell)
    for (const [start, end] of homeRuns(y + cell / 2, box, cell, { home, abroad, hull, reach })) {
      d += `M${start.toFixed(1)} ${y.toFixed(1)}H${end.toFixed(1)}v${(cell * 1.05).toFixed(2)}H${start.toFixed(1)}z`;
      for (let part = 1; part < SPOTS; part += 1) spots.push({ x: start + ((end - start) * part) / SPOTS, y, start, end });
    }
  return { d, spots };
}

/** Where the name of the home country covers least: in the tint, off names {left, right, top, bottom} and lines. */
function placeHomeName(onScreen, names, lines) {
  const wide = textWidth(data.home.name, HOME_FONT) * 1.4;
  let best = null;
  for (const spot of homeShade().spots) {
    const [[x, y], [start], [end]] = [spot.x, spot.start, spot.end].map((along) => onScreen([along, spot.y]));
    const box = { left: x - wide / 2, right: x + wide / 2, top: y - 14, bottom: y + 5 };
    const beyond = Math.max(0, start - box.left) + Math.max(0, box.right - end);
    const cost = beyond + 4 * names.filter((other) => overlap(box, other)).length + covered(box, lines);
    if (!best || cost < best.cost) best = { x, y, cost };
    if (!cost) break;
  }
  return best;
}

/** Stretches of a row of cells that are at home: [[x from, x to], ...]. */
function homeRuns(y, box, cell, places) {
  const runs = [];
  let start = null;
  for (let x = box.left; x <= box.right + cell; x += cell) {
    const inside = x <= box.right && isHome({ x: x + cell / 2, y }, places);
    if (inside && start === null) start = x;
    if (!inside && start !== null) {
      runs.push([start, x]);
      start = null;
    }
  }
  return runs;
}

function isHome(point, { home, abroad, hull, reach }) {
  const near = nearest(point, home);
  return (near <= reach || isWithin(point, hull)) && near < nearest(point, abroad);
}

function nearest(point, nodes) {
  let least = Infinity;
  for (const node of nodes) least = Math.min(least, (node.x - point.x) ** 2 + (node.y - point.y) ** 2);
  return Math.sqrt(least);
}

/** How far beyond its places the tint goes: as far as they are from each other on average. */
function reachOf(home) {
  const apart = home.map((node) => nearest(node, home.filter((other) => other !== node))).filter(Number.isFinite);
  return apart.length ? total(apart) / apart.length : 10;
}

function boundsOf(nodes, around) {
  const [x, y] = ["x", "y"].map((axis) => nodes.map((node) => node[axis]));
  return {
    left: Math.min(...x) - around,
    right: Math.max(...x) + around,
    top: Math.min(...y) - around,
    bottom: Math.max(...y) + around,
  };
}

/** Corners of the convex hull, one way round. */
function hullOf(nodes) {
  const sorted = [...nodes].sort((one, other) => one.x - other.x || one.y - other.y);
  const half = (order) => {
    const corners = [];
    for (const node of order) {
      while (corners.length > 1 && turn(corners.at(-2), corners.at(-1), node) <= 0) corners.pop();
      corners.push(node);
    }
    return corners.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function turn(a, b, c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

function isWithin(point, hull) {
  return hull.length > 2 && hull.every((corner, place) => turn(corner, hull[(place + 1) % hull.length], point) >= 0);
}
