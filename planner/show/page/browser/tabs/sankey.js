/* From origins by corridors to destinations in the chosen year. */

function drawJourneys(host, plan) {
  const journeys = journeysOf(plan);
  const picture = make("div", { class: "sankey" });
  const caption = say("From origins by corridors to destinations, {year}: {mt}", {
    year: data.years[state.year],
    mt: megatonnes(total(journeys.map(({ mt }) => mt))),
  });
  const table = journeysTable(plan, journeys);
  const title = journeys.length ? captioned(caption, `journeys ${plan.label}`, () => table.cells()) : caption;
  host.replaceChildren(make("figure", {}, make("figcaption", {}, title), picture), table.element);
  if (journeys.length) drawSankey(picture, journeys);
  else picture.append(make("p", {}, say("Nothing flows here in this year.")));
}

function drawSankey(host, journeys) {
  const width = widthOf(host);
  const margin = Math.min(120, width * 0.16);
  const height = 430;
  const { boxes, bands } = sankeyShape(journeys, width, height, margin);
  const paths = bands.map(bandPath);
  const group = draw(
    "g",
    { role: "group", "aria-label": say("Flows by volume; arrow keys go from one to the next") },
    ...paths,
  );
  const names = sankeyNames(boxes, width, margin);
  host.replaceChildren(
    draw(
      "svg",
      { class: "chart", viewBox: `0 -6 ${width} ${height + 12}`, height: height + 12 },
      group,
      ...boxes.map(boxRect),
      ...names,
    ),
  );
  const order = bands.map((_, place) => place).sort((one, other) => bands[other].mt - bands[one].mt);
  rove(group, () => order.map((place) => paths[place]));
}

/** The corridor gives a band its colour, before and after it. */
function bandPath(band) {
  const { first, second, y0, y1, height, mt, column } = band;
  const [x0, x1] = [first.x + BOX_WIDTH, second.x];
  const middle = (x0 + x1) / 2;
  const there = `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
  const back = `v${height}C${middle} ${y1 + height} ${middle} ${y0 + height} ${x0} ${y0 + height}z`;
  const words = `${boxName(column, band.from)} → ${boxName(column + 1, band.to)}`;
  const path = draw("path", {
    d: there + back,
    class: `band ${seriesClass(column ? band.from : band.to)}`,
    role: "img",
    "aria-label": `${words}: ${megatonnes(mt)}`,
  });
  tipFor(path, () => tipContent(words, [[say("Cargo"), megatonnes(mt)]]));
  return path;
}

function boxRect({ column, key, x, y, height }) {
  return draw("rect", {
    x,
    y,
    width: BOX_WIDTH,
    height,
    class: column === 1 ? `box ${seriesClass(key)}` : "box end-box",
  });
}

function boxName(column, key) {
  if (key === REST) return column === 1 ? say("Other corridors") : say("Other places");
  return column === 1 ? middleName(key) : placeName(key);
}

/** Names beside the boxes, moved apart where boxes are lower than letters; the outer ones in the margins. */
function sankeyNames(boxes, width, margin) {
  const places = [
    (box) => [box.x - 6, "end"],
    (box) => [box.x + BOX_WIDTH + 6, "start"],
    (box) => [box.x + BOX_WIDTH + 6, "start"],
  ];
  const room = [margin - 8, (width - 2 * margin) / 2 - 30, margin - 8];
  return [0, 1, 2].flatMap((column) => {
    let free = -Infinity;
    return boxes
      .filter((box) => box.column === column)
      .map((box) => {
        const y = Math.max(box.y + box.height / 2 + 4, free);
        free = y + 14;
        const [x, anchor] = places[column](box);
        return draw(
          "text",
          { x, y, class: `sankey-name ${anchor}` },
          fitted(
            `${boxName(column, box.key)} ${number(box.mt, digitsFor(box.mt))}`,
            boxName(column, box.key),
            room[column],
          ),
        );
      });
  });
}

/** The long text, or the short one, or as much of it as has room. */
function fitted(long, short, room) {
  if (textWidth(long) <= room) return long;
  let words = short;
  while (words.length > 3 && textWidth(`${words}…`) > room) words = words.slice(0, -1);
  return words === short ? short : `${words.trimEnd()}…`;
}

function journeysTable(plan, journeys) {
  const columns = [
    { name: "from", label: say("From"), kind: "text", get: (row) => placeName(journeys[row].from) },
    { name: "middle", label: say("By"), kind: "text", get: (row) => middleName(journeys[row].middle) },
    { name: "to", label: say("To"), kind: "text", get: (row) => placeName(journeys[row].to) },
    { name: "cargo", label: say("Cargo"), kind: "text", get: (row) => cargoName(journeys[row].cargo) },
    {
      name: "mt",
      label: say("Volume"),
      unit: say("Mt"),
      kind: "number",
      digits: 3,
      bar: true,
      get: (row) => journeys[row].mt,
    },
  ];
  const note = say(
    "Every tonne once, by the first planning corridor that it uses; the filter of corridors goes by that one.",
  );
  return new DataTable({
    caption: say("Journeys, {year}", { year: data.years[state.year] }),
    columns,
    rows: journeys.length,
    note,
    sort: [4, true],
    perPage: 25,
    keep: `journeys ${plan.label}`,
  });
}
