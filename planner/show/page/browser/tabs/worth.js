/* What projects are worth: costs to the left of nothing, gains to the right, and the figures in a table. */

const WORTH_ROW = 24;
const WORTH_NAMES = 0.34; // share of the width, at most WIDEST_NAME
const WIDEST_NAME = 330;
const WORTH_VALUE = 74; // room of the net present value at the right
const STREAM_CLASS = { capital: 0, upkeep: 4, transport: 2, time: 1, carbon: 6, moved: 3, residual: 9 };

function drawWorth(host, plan) {
  if (!plan.appraisal)
    return host.replaceChildren(make("p", {}, say("This result has no appraisal; planner solve --appraise makes one.")));
  const { rate, base_year: year, rows } = plan.appraisal;
  const bars = make("div", { class: "worth" });
  const title = say("Costs and gains of projects, MUSD of {year} at {rate}", { year, rate: percent(rate, 1) });
  const figure = make(
    "figure",
    {},
    make("figcaption", {}, captioned(title, `worth ${plan.label}`, () => sheetRows(plan, "stream_keys"))),
    bars,
  );
  host.replaceChildren(programmeWords(plan), figure, appraisalTable(plan, rows));
  drawWorthBars(bars, plan);
}

function programmeWords(plan) {
  const { rate, base_year: year, rows } = plan.appraisal;
  const [programme] = rows;
  if (programme.npv === null) return "";
  const words = say(
    "The programme: net present value {npv} MUSD of {year} at {rate}, benefits by costs {bcr}, rate of return {returns}.",
    {
      npv: number(programme.npv, 1),
      year,
      rate: percent(rate, 1),
      bcr: number(programme.bcr, 2),
      returns: programme.returns,
    },
  );
  return make("p", { class: "worth-words" }, words);
}

function appraisalTable(plan, rows) {
  const money = (name, label, digits = 1, unit = say("MUSD")) => ({
    name, label, unit, kind: "number", digits, get: (row) => rows[row][name],
  });
  const columns = [
    { name: "name", label: say("Project"), kind: "text", get: (row) => rows[row].name },
    { name: "planned", label: say("In the plan"), kind: "text", get: (row) => rows[row].planned },
    { name: "opens", label: say("Opens"), kind: "year", get: (row) => rows[row].opens },
    { ...money("npv", say("Net present value")), bar: true },
    money("bcr", say("Benefits by costs"), 2, ""),
    { name: "returns", label: say("Rate of return"), kind: "text", get: (row) => rows[row].returns },
    money("first_year", say("First-year return"), 1, "share"),
    { name: "payback", label: say("Paid back by"), kind: "year", get: (row) => rows[row].payback },
    { name: "why", label: say("Why there is no figure"), kind: "text", get: (row) => rows[row].why },
  ];
  const shown = rows.some(({ why }) => why) ? columns : columns.slice(0, -1);
  const sort = [3, true];
  const caption = say("What each is worth in the plan");
  const note = say("With less without it, other projects as planned; the values do not add up to that of the programme.");
  return new DataTable({ caption, columns: shown, rows: rows.length, sort, note, keep: `worth ${plan.label}` }).element;
}

/** Projects with a figure, the most net present value first. */
function valuedRows(plan) {
  return plan.appraisal.rows.slice(1).filter(({ npv }) => npv !== null);
}

function drawWorthBars(host, plan) {
  const rows = valuedRows(plan);
  const width = widthOf(host);
  const left = Math.min(WIDEST_NAME, width * WORTH_NAMES);
  const most = Math.max(...rows.map((row) => reach(row, 1)), 0);
  const least = Math.max(...rows.map((row) => reach(row, -1)), 0);
  const room = width - left - WORTH_VALUE;
  const scale = room / (most + least || 1);
  const x = (musd) => left + (least + musd) * scale;
  const height = rows.length * WORTH_ROW + 28;
  const lines = rows.map((row, place) => worthBar(plan, row, place, x, width));
  const group = draw("g", { role: "group", "aria-label": say("Projects; arrow keys go from one to the next") }, ...lines);
  rove(group, () => lines);
  host.replaceChildren(
    chartPicture({ width, height }, ...worthAxis(x, least, most, height), ...worthNames(rows, left, width), group),
    worthLegend(plan),
  );
}

/** How far the parts of a row reach on one side of nothing. */
function reach({ streams }, sign) {
  return total(Object.values(streams).map((musd) => Math.max(0, sign * musd)));
}

function worthAxis(x, least, most, height) {
  const bottom = height - 24;
  const steps = roundSteps(Math.max(least, most), 6);
  const ticks = [...steps.slice(1).reverse().map((step) => -step), ...steps].filter((musd) => -least <= musd && musd <= most);
  return ticks.flatMap((musd) => [
    draw("path", { d: `M${x(musd).toFixed(1)} 0V${bottom}`, class: musd === 0 ? "zero" : "grid" }),
    draw("text", { x: x(musd), y: height - 8, class: "tick middle" }, number(musd, stepDigits(steps))),
  ]);
}

function worthNames(rows, left, width) {
  const letters = Math.max(8, Math.floor((left - 10) / 6.6));
  return rows.flatMap(({ name, npv }, place) => [
    draw("text", { x: 0, y: (place + 0.5) * WORTH_ROW + 4, class: "tick start" }, name.length > letters ? `${name.slice(0, letters - 1)}…` : name),
    draw("text", { x: width - 2, y: (place + 0.5) * WORTH_ROW + 4, class: "sum end" }, number(npv, Math.abs(npv) < 10 ? 1 : 0)),
  ]);
}

function worthBar(plan, row, place, x, width) {
  const reached = { 1: 0, [-1]: 0 };
  const top = place * WORTH_ROW + 4;
  const rects = plan.appraisal.streams
    .filter(({ name }) => row.streams[name])
    .map(({ name }) => {
      const sign = Math.sign(row.streams[name]);
      const [from, to] = [reached[sign], reached[sign] + row.streams[name]];
      reached[sign] = to;
      const shape = { x: x(Math.min(from, to)), width: Math.max(0, x(Math.max(from, to)) - x(Math.min(from, to))) };
      return draw("rect", { ...shape, y: top, height: WORTH_ROW - 8, class: `series-${STREAM_CLASS[name]}` });
    });
  const mark = draw("path", { d: diamond(x(row.npv), top + WORTH_ROW / 2 - 4, 6), class: "published" });
  const whole = draw("rect", { x: 0, width, y: place * WORTH_ROW, height: WORTH_ROW, class: "reach" });
  const words = say("{name}: net present value {npv} MUSD", { name: row.name, npv: number(row.npv, 1) });
  const line = draw("g", { class: "column still", role: "img", "aria-label": words }, whole, ...rects, mark);
  line.dataset.project = row.id;
  tipFor(line, () => worthTip(plan, row));
  return line;
}

function worthTip(plan, row) {
  const money = (musd) => say("{number} MUSD", { number: number(musd, 1) });
  return tipContent(row.name, [
    ...plan.appraisal.streams.filter(({ name }) => row.streams[name]).map(({ name, label }) => [label, money(row.streams[name])]),
    [say("Net present value"), money(row.npv)],
    [say("Benefits by costs"), number(row.bcr, 2)],
    [say("Rate of return"), row.returns],
    row.opens !== null && [say("Opens"), String(row.opens)],
  ]);
}

function worthLegend(plan) {
  const seen = plan.appraisal.streams.filter(({ name }) => valuedRows(plan).some(({ streams }) => streams[name]));
  const entry = (sign, words) =>
    make("li", {}, draw("svg", { width: 18, height: 14, "aria-hidden": "true" }, sign), words);
  const swatch = (name) => draw("rect", { x: 1, y: 1, width: 14, height: 12, class: `series-${STREAM_CLASS[name]}` });
  return make(
    "ul",
    { class: "legend-row" },
    ...seen.map(({ name, label }) => entry(swatch(name), label)),
    entry(draw("path", { d: diamond(8, 7), class: "published" }), say("Net present value")),
  );
}

/** Two plans: what each project is worth in one and in the other. */
function worthDifferences(host, base, other) {
  const worth = (plan) => new Map((plan.appraisal?.rows ?? []).map((row) => [row.id, row]));
  const [before, after] = [worth(base), worth(other)];
  const ids = [...new Set([...before.keys(), ...after.keys()])];
  const named = (id) => (after.get(id) ?? before.get(id)).name;
  const columns = [
    { name: "name", label: say("Project"), kind: "text", get: (row) => named(ids[row]) },
    ...pairColumns(
      base,
      other,
      say("MUSD"),
      1,
      (row) => before.get(ids[row])?.npv ?? null,
      (row) => after.get(ids[row])?.npv ?? null,
    ),
  ];
  const caption = say("Net present value in the plan");
  host.replaceChildren(new DataTable({ caption, columns, rows: ids.length }).element);
}
