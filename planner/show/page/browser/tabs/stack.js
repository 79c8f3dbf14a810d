/* Home transit by corridor and year, stacked, with history, targets and published targets. */

const STACK_HEIGHT = 340;
const LEFT = 46;
const BOTTOM = 26;
const RIGHT = 16;
const TOP = 24;
const SUM_HEIGHT = 20; // of a sum and the half of a mark above it

/** Classes of the parts of the stack; the same corridor has the same colour everywhere. */
function seriesClass(corridor) {
  if (corridor === -2 || corridor === "behind") return corridor === -2 ? "series-outside" : "series-behind";
  if (typeof corridor !== "number" || corridor < 0)
    return { home: "series-other", bypass: "series-bypass" }[corridor] ?? "series-other";
  return `series-${data.corridors[corridor].colour}`;
}

/** Past volumes of all home transit before the first plan year: [[year, Mt], ...]. */
function pastTransit(plan) {
  const whole = plan.corridors.find(({ corridor }) => data.corridors[corridor].role === "total");
  return (whole?.history ?? [])
    .filter(([year, mt]) => mt !== null && year < data.years[0])
    .map(([year, mt]) => [year, mt]);
}

function mostTransit() {
  return Math.max(
    ...data.plans.flatMap((plan) => {
      const { parts, target, published } = plan.home_transit;
      const sums = data.years.map((_, year) => total(parts.map(({ values }) => values[year])));
      return [...sums, ...target, ...published, ...pastTransit(plan).map(([, mt]) => mt)].filter(
        (value) => value !== null,
      );
    }),
    1,
  );
}

function drawStack(host, plan) {
  const past = pastTransit(plan);
  const years = [...past.map(([year]) => year), ...data.years];
  const chart = frameOf(widthOf(host), STACK_HEIGHT, years.length, mostTransit());
  const columns = data.years.map((_, year) => stackColumn(chart, plan, year, past.length + year));
  const marks = [
    ...axisOf(chart),
    ...yearNames(chart, years),
    ...past.map(([year, mt], place) => pastColumn(chart, year, mt, place)),
  ];
  const group = draw(
    "g",
    { role: "group", "aria-label": say("Columns; arrow keys go from year to year, enter chooses the year") },
    ...columns,
  );
  const picture = chartPicture(
    chart,
    ...marks,
    group,
    ...targetMarks(chart, plan, past.length),
    ...columnSums(chart, plan, past.length),
  );
  rove(group, () => columns);
  host.replaceChildren(picture, stackLegend(plan, past.length > 0));
}

/** Where things of a chart stand: x of a place, y of an amount, width of a column. */
function frameOf(width, height, places, most, left = LEFT) {
  const steps = roundSteps(most);
  const room = height - TOP - BOTTOM;
  const step = (width - left - RIGHT) / places;
  return {
    width,
    height,
    steps,
    left,
    step,
    x: (place) => left + place * step,
    y: (mt) => TOP + room * (1 - mt / steps.at(-1)),
  };
}

function chartPicture({ width, height }, ...parts) {
  return draw("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, height }, ...parts);
}

function axisOf({ steps, width, left, y }) {
  const digits = stepDigits(steps);
  return steps.flatMap((mt) => [
    draw("path", { d: `M${left} ${y(mt).toFixed(1)}H${width}`, class: "grid" }),
    draw("text", { x: left - 6, y: y(mt) + 4, class: "tick end" }, number(mt, digits)),
  ]);
}

/** Years below the columns, as many as have room. */
function yearNames({ height, step, x }, years) {
  const every = Math.ceil(36 / step);
  return years.map(
    (year, place) =>
      (years.length - 1 - place) % every === 0 &&
      draw(
        "text",
        {
          x: x(place) + step / 2,
          y: height - 8,
          class: data.years.indexOf(year) === state.year ? "tick middle now" : "tick middle",
        },
        String(year),
      ),
  );
}

function pastColumn({ x, y, step }, year, mt, place) {
  const column = draw("rect", {
    x: x(place) + step * 0.12,
    width: step * 0.76,
    y: y(mt),
    height: y(0) - y(mt),
    class: "past",
  });
  tipFor(column, () => tipContent(String(year), [[say("Carried in the past"), megatonnes(mt)]]));
  return column;
}

function stackColumn(chart, plan, year, place) {
  const { x, y, step } = chart;
  let below = 0;
  const rects = plan.home_transit.parts
    .filter(({ values }) => values[year])
    .map(({ corridor, values }) => {
      below += values[year];
      const shape = {
        x: x(place) + step * 0.12,
        width: step * 0.76,
        y: y(below),
        height: Math.max(0, y(below - values[year]) - y(below)),
      };
      return draw("rect", { ...shape, class: seriesClass(corridor) });
    });
  const whole = draw("rect", { x: x(place), width: step, y: TOP, height: y(0) - TOP, class: "reach" });
  const column = draw(
    "g",
    { class: year === state.year ? "column now" : "column", role: "img", "aria-label": columnWords(plan, year) },
    whole,
    ...rects,
  );
  column.dataset.focus = `${plan.label} ${year}`; // found again when the year that it chooses is drawn
  column.addEventListener("click", () => choose({ year }));
  column.addEventListener("keydown", (event) => event.key === "Enter" && choose({ year }));
  tipFor(column, () => stackTip(plan, year));
  return column;
}

/** Sums stand at the head of their columns, inside them: above are the marks of targets. */
function columnSums({ x, y, step }, plan, offset) {
  if (step <= 30) return [];
  return data.years.map((_, year) => {
    const sum = total(plan.home_transit.parts.map(({ values }) => values[year]));
    const high = y(0) - y(sum) > SUM_HEIGHT;
    const at = { x: x(offset + year) + step / 2, y: high ? y(sum) + SUM_HEIGHT : y(sum) - 4 };
    return sum > 0 && draw("text", { ...at, class: "sum middle" }, number(sum, step > 44 ? 1 : 0));
  });
}

function columnWords(plan, year) {
  const sum = total(plan.home_transit.parts.map(({ values }) => values[year]));
  return `${data.years[year]}: ${megatonnes(sum)}`;
}

function stackTip(plan, year) {
  const { parts, target, published } = plan.home_transit;
  const facts = parts
    .filter(({ values }) => values[year] > NOTHING)
    .reverse()
    .map(({ label, values }) => [label, megatonnes(values[year])]);
  facts.push([say("Together"), megatonnes(total(parts.map(({ values }) => values[year])))]);
  if (target[year] !== null) facts.push([say("Target"), megatonnes(target[year])]);
  if (published[year] !== null) facts.push([say("Published target"), megatonnes(published[year])]);
  return tipContent(String(data.years[year]), facts);
}

function targetMarks({ x, y, step }, plan, offset) {
  const { target, published } = plan.home_transit;
  const middle = (year) => x(offset + year) + step / 2;
  const known = target.map((mt, year) => [mt, year]).filter(([mt]) => mt !== null);
  const line = known
    .map(([mt, year], place) => `${place ? "L" : "M"}${middle(year).toFixed(1)} ${y(mt).toFixed(1)}`)
    .join("");
  const points = published.map(
    (mt, year) => mt !== null && draw("path", { d: diamond(middle(year), y(mt)), class: "published" }),
  );
  return [draw("path", { d: line, class: "target" }), ...points.filter(Boolean)];
}

function diamond(x, y, size = 6) {
  return `M${x} ${y - size}l${size} ${size}l${-size} ${size}l${-size} ${-size}z`;
}

function stackLegend(plan, hasPast) {
  const shown = plan.home_transit.parts.filter(({ values }) => values.some(Boolean)).reverse();
  const entry = (sign, words) =>
    make("li", {}, draw("svg", { width: 18, height: 14, "aria-hidden": "true" }, sign), words);
  const swatch = (kind) => draw("rect", { x: 1, y: 1, width: 14, height: 12, class: kind });
  return make(
    "ul",
    { class: "legend-row" },
    ...shown.map(({ corridor, label }) => entry(swatch(seriesClass(corridor)), label)),
    hasPast && entry(swatch("past"), say("Carried in the past")),
    entry(draw("path", { d: "M0 7H18", class: "target" }), say("Target")),
    entry(draw("path", { d: diamond(8, 7), class: "published" }), say("Published target")),
  );
}
