/* Where the boxes and bands of the picture from origins by corridors to destinations stand. */

const MOST_BOXES = 12; // of a column; what is smaller goes together
const GAP = 10;
const BOX_WIDTH = 14;
const REST = "rest";

/** Journeys with their small ends gathered: [{keys: [from, middle, to], mt}], one per combination. */
function gathered(journeys) {
  const columns = ["from", "middle", "to"].map((end) => largestKeys(journeys, end));
  const sums = new Map();
  for (const journey of journeys) {
    const keys = ["from", "middle", "to"].map((end, column) =>
      columns[column].has(journey[end]) ? journey[end] : REST,
    );
    const name = keys.join("|");
    if (!sums.has(name)) sums.set(name, { keys, mt: 0 });
    sums.get(name).mt += journey.mt;
  }
  return [...sums.values()];
}

function largestKeys(journeys, end) {
  const sums = sumsBy(journeys, (journey) => journey[end]);
  const order = [...sums.keys()].sort((one, other) => sums.get(other) - sums.get(one));
  return new Set(order.length > MOST_BOXES ? order.slice(0, MOST_BOXES - 1) : order);
}

function sumsBy(rows, keyOf) {
  const sums = new Map();
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.mt);
  return sums;
}

/** {boxes: [{column, key, mt, x, y, height}], bands: [{first, second, from, to, keys, mt, y0, y1, height}]}. */
function sankeyShape(journeys, width, height, margin) {
  const ways = gathered(journeys);
  const columns = [0, 1, 2].map((column) => columnBoxes(ways, column));
  const most = Math.max(...columns.map((boxes) => boxes.length));
  const scale = Math.max(0, height - GAP * (most - 1)) / (total(ways.map(({ mt }) => mt)) || 1);
  columns.forEach((boxes, column) =>
    stackBoxes(boxes, scale, height, margin + (column * (width - 2 * margin - BOX_WIDTH)) / 2),
  );
  return {
    boxes: columns.flat(),
    bands: [...bandsBetween(ways, columns, 0, scale), ...bandsBetween(ways, columns, 1, scale)],
  };
}

/** The boxes of a column, the largest on top; what stays behind at the bottom. */
function columnBoxes(ways, column) {
  const sums = sumsBy(ways, ({ keys }) => keys[column]);
  const rank = (key) => (key === "behind" ? 2 : key === REST ? 1 : 0);
  const keys = [...sums.keys()].sort((one, other) => rank(one) - rank(other) || sums.get(other) - sums.get(one));
  return keys.map((key) => ({ column, key, mt: sums.get(key), out: 0, into: 0 }));
}

function stackBoxes(boxes, scale, height, x) {
  const used = total(boxes.map(({ mt }) => mt * scale)) + GAP * (boxes.length - 1);
  let y = Math.max(0, (height - used) / 2);
  for (const box of boxes) {
    Object.assign(box, { x, y, height: Math.max(1, box.mt * scale) });
    y += box.mt * scale + GAP;
  }
}

/** Bands from a column to the next; inside a box they lie in the order of the boxes at their other ends. */
function bandsBetween(ways, columns, column, scale) {
  const sums = new Map();
  for (const { keys, mt } of ways) {
    const name = `${keys[column]}|${keys[column + 1]}`;
    if (!sums.has(name)) sums.set(name, { from: keys[column], to: keys[column + 1], mt: 0 });
    sums.get(name).mt += mt;
  }
  const boxOf = (place, key) => columns[place].find((box) => box.key === key);
  const bands = [...sums.values()].map((band) => ({
    ...band,
    column,
    first: boxOf(column, band.from),
    second: boxOf(column + 1, band.to),
    height: band.mt * scale,
  }));
  for (const band of bands.sort((one, other) => one.second.y - other.second.y)) {
    band.y0 = band.first.y + band.first.out;
    band.first.out += band.height;
  }
  for (const band of bands.sort((one, other) => one.first.y - other.first.y)) {
    band.y1 = band.second.y + band.second.into;
    band.second.into += band.height;
  }
  return bands;
}
