/* What width and colour on the map mean: groups of a title and a list. */

function bandLegend() {
  const bands = bandNames().map((name, band) => legendLine(`line band-${band}`, name));
  const title = isFiltered() ? say("Colour: utilisation, all cargo") : say("Colour: utilisation");
  const list = make(
    "ul",
    {},
    ...bands,
    legendLine("line band-none", say("closed")),
    legendLine("line unused", say("unused")),
  );
  return [[make("h3", {}, title), list], placeLegend("band-1", say("terminal in use, coloured by its utilisation"))];
}

function differenceLegend() {
  const list = make(
    "ul",
    {},
    legendLine("line more", say("more")),
    legendLine("line less", say("less, dashed")),
    legendLine("line unused", say("no change")),
  );
  return [[make("h3", {}, say("Colour: change")), list], placeLegend("more", say("terminal with a change"))];
}

function legendLine(kind, words) {
  const width = kind.includes("unused") ? 1 : 5;
  const parts = [draw("path", { d: "M3 7H31", class: kind, "stroke-width": width })];
  if (width > 1) parts.unshift(draw("path", { d: "M3 7H31", class: "casing", "stroke-width": width + 2 }));
  return make("li", {}, draw("svg", { width: 34, height: 14, "aria-hidden": "true" }, ...parts), words);
}

/** Samples of width: round volumes up to the largest drawn. */
function widthLegend(most, widthOf) {
  const samples = roundSteps(most, 3)
    .filter((mt) => mt > 0 && mt <= most * 1.001)
    .slice(-3);
  const lines = (samples.length ? samples : [most]).map((mt) => {
    const line = draw("path", { d: "M3 9H31", class: "line sample", "stroke-width": widthOf(mt) });
    return make("li", {}, draw("svg", { width: 34, height: 18, "aria-hidden": "true" }, line), megatonnes(mt));
  });
  return [make("h3", {}, say("Width: Mt a year")), make("ul", {}, ...lines)];
}

function placeLegend(style, words) {
  const dot = draw("circle", { cx: 8, cy: 8, r: 3.5, class: "dot" });
  const square = draw("rect", { x: 3, y: 3, width: 10, height: 10, class: `terminal ${style}` });
  return [
    make("h3", {}, say("Places")),
    make(
      "ul",
      {},
      make("li", {}, draw("svg", { width: 16, height: 16, "aria-hidden": "true" }, dot), say("place")),
      make("li", {}, draw("svg", { width: 16, height: 16, "aria-hidden": "true" }, square), words),
      ...homeLegend(),
    ),
  ];
}

function homeLegend() {
  if (!homeShade()) return [];
  const patch = draw("rect", { x: 1, y: 1, width: 14, height: 14, class: "home" });
  const words = say("{country}: land nearer to its places than to others; no border", { country: data.home.name });
  return [make("li", {}, draw("svg", { width: 16, height: 16, "aria-hidden": "true" }, patch), words)];
}
