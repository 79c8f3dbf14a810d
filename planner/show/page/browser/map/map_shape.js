/* Where links run on the map. */

const BEND = 0.16; // how far parallel links bend away from each other, as a share of their length
const MOST_BEND = 12; // units of the map

let linkShapes = null;

/** By asset: {d, points} of its line in units of the map, null for terminals and links without places. */
function shapes() {
  linkShapes ??= findShapes();
  return linkShapes;
}

function findShapes() {
  const found = data.assets.map(() => null);
  for (const links of parallelLinks().values()) {
    links.forEach((asset, rank) => (found[asset] = shape(asset, rank - (links.length - 1) / 2)));
  }
  return found;
}

/** Links by the pair of nodes that they join. */
function parallelLinks() {
  const pairs = new Map();
  data.assets.forEach((asset, position) => {
    if (asset.kind !== "link" || !isPlaced(asset.from) || !isPlaced(asset.to)) return;
    const pair = [asset.from, asset.to].sort((one, other) => one - other).join("-");
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(position);
  });
  return pairs;
}

function isPlaced(node) {
  return data.nodes[node].x !== null;
}

/** A line from node to node that bends to one side; the side goes by the numbers of the nodes, not by from and to. */
function shape(asset, rank) {
  const [first, second] = [data.assets[asset].from, data.assets[asset].to].sort((one, other) => one - other);
  const a = data.nodes[first];
  const b = data.nodes[second];
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const bend = (rank * Math.min(length * BEND, MOST_BEND)) / length;
  const middle = { x: (a.x + b.x) / 2 - (b.y - a.y) * bend, y: (a.y + b.y) / 2 + (b.x - a.x) * bend };
  const control = { x: 2 * middle.x - (a.x + b.x) / 2, y: 2 * middle.y - (a.y + b.y) / 2 };
  const d = `M${dot(a)}Q${dot(control)} ${dot(b)}`;
  return { d, middle, points: alongCurve(a, control, b) };
}

function dot({ x, y }) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function alongCurve(a, control, b, many = 12) {
  return Array.from({ length: many + 1 }, (_, step) => {
    const t = step / many;
    const mix = (axis) => (1 - t) ** 2 * a[axis] + 2 * t * (1 - t) * control[axis] + t ** 2 * b[axis];
    return [mix("x"), mix("y")];
  });
}

/** Terminals at each node. */
function terminalsByNode() {
  const found = new Map();
  data.assets.forEach((asset, position) => {
    if (asset.kind === "terminal") found.set(asset.from, [...(found.get(asset.from) ?? []), position]);
  });
  return found;
}
