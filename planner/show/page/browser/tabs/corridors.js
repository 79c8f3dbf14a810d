/* Every corridor by itself: what it carried, what it will carry, its targets. */

const SMALL_HEIGHT = 130;

function drawCorridors(host, plan) {
  const stack = make("div", { class: "stack" });
  const small = make("ul", { class: "multiples" });
  host.replaceChildren(
    make(
      "figure",
      {},
      make(
        "figcaption",
        {},
        captioned(say("Home transit by corridor, Mt; every tonne once"), `home-transit ${plan.label}`, () =>
          sheetRows(plan, "home_transit_by_corridor"),
        ),
      ),
      stack,
    ),
    make(
      "figure",
      {},
      make("figcaption", {}, say("Each corridor, Mt; a tonne on two corridors counts in both")),
      small,
    ),
  );
  drawStack(stack, plan);
  const counted = plan.corridors.filter(({ volume, history }) => volume?.some((mt) => mt > NOTHING) || history.length);
  small.replaceChildren(...counted.map((one) => corridorChart(plan, one)));
}

/** Volume with what is outside the model, as history and targets count it. */
function wholeVolume({ corridor, volume }) {
  return data.years.map((_, year) =>
    volume?.[year] == null ? null : volume[year] + data.corridors[corridor].outside_mt,
  );
}

function corridorChart(plan, one) {
  const values = wholeVolume(one);
  const past = one.history.filter(([year, mt]) => mt !== null && year < data.years[0]).slice(-6);
  const years = [...past.map(([year]) => year), ...data.years];
  const most = Math.max(...values, ...past.map(([, mt]) => mt), ...one.target, 0.1);
  const chart = { ...frameOf(260, SMALL_HEIGHT, years.length, most, 34) };
  const columns = past.map(([year, mt], place) => pastColumn(chart, year, mt, place));
  const { id, name } = data.corridors[one.corridor];
  const box = make(
    "li",
    {},
    make(
      "h3",
      {},
      captioned(data.corridors[one.corridor].label, `corridor ${id} ${plan.label}`, () =>
        sheetRows(plan, "corridors", (get) => get("corridor") === id),
      ),
    ),
    draw(
      "svg",
      {
        class: "chart small-chart",
        viewBox: `0 0 260 ${SMALL_HEIGHT}`,
        role: "img",
        "aria-label": corridorWords(name, values),
      },
      ...smallAxis(chart),
      ...smallYears(chart, years),
      ...columns,
      ...values.map((mt, year) => volumeColumn(chart, one, mt, year, past.length)),
      ...smallTargets(chart, one, past.length),
    ),
  );
  box.dataset.corridor = data.corridors[one.corridor].id;
  return box;
}

function corridorWords(name, values) {
  const told = values
    .map((mt, year) => mt !== null && `${data.years[year]}: ${number(mt, digitsFor(mt))}`)
    .filter(Boolean);
  return `${name}, Mt. ${told.join("; ")}`;
}

function smallAxis({ steps, left, width, y }) {
  const shown = [0, steps.at(-1)];
  return shown.flatMap((mt) => [
    draw("path", { d: `M${left} ${y(mt)}H${width}`, class: "grid" }),
    draw("text", { x: left - 4, y: y(mt) + 4, class: "tick end" }, number(mt, stepDigits(steps))),
  ]);
}

function smallYears({ height, step, x }, years) {
  const places = new Set([0, years.indexOf(data.years[state.year]), years.length - 1]);
  const chosen = years.indexOf(data.years[state.year]);
  return [...places]
    .filter((place) => place === chosen || Math.abs(place - chosen) * step > 36)
    .map((place) =>
      draw(
        "text",
        {
          x: x(place) + step / 2,
          y: height - 8,
          class: place === chosen ? "tick middle now" : "tick middle",
        },
        String(years[place]),
      ),
    );
}

function volumeColumn({ x, y, step }, one, mt, year, offset) {
  if (mt === null) return null;
  const shape = { x: x(offset + year) + step * 0.14, width: step * 0.72, y: y(mt), height: Math.max(0, y(0) - y(mt)) };
  const column = draw("rect", { ...shape, class: `${seriesClass(one.corridor)}${year === state.year ? " now" : ""}` });
  tipFor(column, () =>
    tipContent(`${data.corridors[one.corridor].label}, ${data.years[year]}`, [
      [say("Volume"), megatonnes(mt)],
      one.target[year] !== null && [say("Target"), megatonnes(one.target[year])],
    ]),
  );
  return column;
}

function smallTargets({ x, y, step }, one, offset) {
  return one.target.map(
    (mt, year) => mt !== null && draw("path", { d: `M${x(offset + year)} ${y(mt)}h${step}`, class: "target" }),
  );
}
