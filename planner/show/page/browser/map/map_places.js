/* Dots, terminals and names on the map; they keep their size when the map is zoomed. */

const MOST_LINES_AVOIDED = 300;

function drawPlaces(map) {
  const weights = nodeWeights(map.peaks);
  const used = nodeWeights(map.values);
  const terminals = usedTerminals(map);
  const dots = [];
  const marks = [];
  data.nodes.forEach((node, position) => {
    if (!isPlaced(position) || !weights[position]) return;
    const [x, y] = map.onScreen([node.x, node.y]);
    const busy = terminals.get(position);
    dots.push({ x, y, radius: busy ? 5 : 3.5, weight: weights[position], name: node.name });
    marks.push(
      busy
        ? terminalMark(map, position, busy, x, y)
        : placeMark(map, position, used[position] > 0, x, y),
    );
  });
  renewMarks(map.places, marks);
  map.names.replaceChildren(...nameTexts(map, dots));
}

/** The marks anew; the focus stays at the terminal where it was. */
function renewMarks(group, marks) {
  const held = group.contains(document.activeElement) ? document.activeElement.dataset.node : null;
  group.replaceChildren(...marks);
  const things = () => marks.filter((mark) => mark.getAttribute("role") === "img");
  settleStop(things);
  const again = held && things().find((mark) => mark.dataset.node === held);
  if (again) {
    moveStop(things(), again);
    again.focus();
  }
}

/** Mt through each node, both ends of every link counted. */
function nodeWeights(values) {
  const weights = new Float64Array(data.nodes.length);
  values.forEach((mt, asset) => {
    if (!(Math.abs(mt) > NOTHING)) return;
    weights[data.assets[asset].from] += Math.abs(mt);
    weights[data.assets[asset].to] += Math.abs(mt);
  });
  return weights;
}

/** By node: the terminals there that carry something in the chosen year. */
function usedTerminals(map) {
  const found = new Map();
  for (const [node, terminals] of terminalsByNode()) {
    const busy = terminals.filter((asset) => Math.abs(map.values[asset]) > NOTHING);
    if (busy.length) found.set(node, busy);
  }
  return found;
}

/** A dot with room around it for a finger. */
function placeMark(map, position, isUsed, x, y) {
  const mark = draw(
    "g",
    { class: "place", role: "img", "aria-label": data.nodes[position].name },
    draw("circle", { cx: x, cy: y, r: 9, class: "reach" }),
    draw("circle", { cx: x, cy: y, r: 2.6, class: isUsed ? "dot" : "dot idle" }),
  );
  tipFor(mark, () => map.model.placeTip(position));
  return choosing(mark, position);
}

/** A click or the enter key shows what comes into the place and goes out. */
function choosing(mark, position) {
  mark.dataset.node = data.nodes[position].id;
  mark.addEventListener("click", () => choose({ place: position }));
  mark.addEventListener("keydown", (event) => event.key === "Enter" && choose({ place: position }));
  return mark;
}

function terminalMark(map, position, busy, x, y) {
  const styles = busy.map((asset) => map.model.style(asset, map.values[asset])).sort();
  const words = busy.map((asset) => map.model.words(asset, map.values[asset])).join("; ");
  const mark = draw("rect", {
    x: x - 4.5,
    y: y - 4.5,
    width: 9,
    height: 9,
    class: `terminal ${styles.at(-1)}`,
    role: "img",
    "aria-label": words,
  });
  tipFor(mark, () => make("div", {}, map.model.placeTip(position), ...busy.map((asset) => map.model.tip(asset))));
  return choosing(mark, position);
}

function nameTexts(map, dots) {
  const busiest = [...map.links.keys()]
    .filter((asset) => map.peaks[asset] > map.most * 0.05)
    .slice(0, MOST_LINES_AVOIDED);
  const lines = busiest.flatMap((asset) => shapes()[asset].points.map(map.onScreen));
  const names = placeLabels(dots, lines, map.width, map.height);
  if (homeShade()) nameHome(map, names, dots, lines);
  return names.map(({ x, y, name }) => draw("text", { x, y }, name));
}

function nameHome(map, names, dots, lines) {
  const boxes = names.map(({ x, y, name }) => ({ left: x, right: x + textWidth(name), top: y - 12, bottom: y + 4 }));
  const place = placeHomeName(map.onScreen, [...boxes, ...dots.map(dotBox)], lines);
  furnish(map.homeName, { x: place.x, y: place.y }, []);
}
