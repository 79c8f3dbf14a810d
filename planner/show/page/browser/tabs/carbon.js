/* What the cargo emits: by year and mode, beside a cap, and of a tonne over a kilometre. */

const RATIO_HEIGHT = 150;

/** Unit and factor in which kt are shown: Mt where they are many. */
function carbonUnit(plans) {
  const most = Math.max(...plans.flatMap(({ carbon }) => (carbon ? carbon.total_kt : [])).map((kt) => kt ?? 0), 0);
  return most >= 1000 ? [say("Mt CO2e"), 0.001, 2] : [say("kt CO2e"), 1, most >= 100 ? 0 : most >= 1 ? 2 : 4];
}

function drawCarbon(host, plan) {
  if (!plan.carbon) return host.replaceChildren(make("p", {}, say("The case says of nothing what it emits.")));
  const stack = make("div", { class: "stack" });
  const ratio = make("div", { class: "ratio" });
  const [unit] = carbonUnit(data.plans);
  const titled = (words, name, table, picture) =>
    make("figure", {}, make("figcaption", {}, captioned(words, `${name} ${plan.label}`, () => sheetRows(plan, table))), picture);
  host.replaceChildren(
    titled(say("Emissions of all cargo by mode, {unit}", { unit }), "carbon", "carbon_by_mode", stack),
    titled(say("Emissions of a tonne over a kilometre, g CO2e/tkm"), "carbon-tkm", "carbon", ratio),
    make("p", { class: "small" }, say("Of all cargo of the model on its whole way, abroad too. What building emits is in no column.")),
  );
  drawCarbonStack(stack, plan);
  drawCarbonRatio(ratio, plan);
}

function drawCarbonStack(host, plan) {
  const [unit, factor, digits] = carbonUnit(data.plans);
  const most = Math.max(
    ...data.plans.flatMap(({ carbon }) => (carbon ? [...carbon.total_kt, ...carbon.cap_kt] : [])).map((kt) => kt ?? 0),
    1e-9,
  );
  const chart = frameOf(widthOf(host), STACK_HEIGHT, data.years.length, most * factor, 56);
  const written = (kt) => `${number(kt * factor, digits)} ${unit}`;
  const columns = data.years.map((_, year) => carbonColumn(chart, plan, year, factor, written));
  const group = draw(
    "g",
    { role: "group", "aria-label": say("Columns; arrow keys go from year to year, enter chooses the year") },
    ...columns,
  );
  rove(group, () => columns);
  host.replaceChildren(
    chartPicture(chart, ...axisOf(chart), ...yearNames(chart, data.years), group, ...carbonCaps(chart, plan, factor)),
    carbonLegend(plan),
  );
}

function carbonColumn({ x, y, step }, plan, year, factor, written) {
  const { parts, total_kt: sums, g_per_tkm: ratio, cap_kt: cap } = plan.carbon;
  let below = 0;
  const rects = parts.map(({ values }, part) => {
    const [from, to] = [below, below + (values[year] ?? 0) * factor];
    below = to;
    const shape = { x: x(year) + step * 0.12, width: step * 0.76, y: y(to), height: Math.max(0, y(from) - y(to)) };
    return draw("rect", { ...shape, class: `series-${part % 12}` });
  });
  const whole = draw("rect", { x: x(year), width: step, y: TOP, height: y(0) - TOP, class: "reach" });
  const words = `${data.years[year]}: ${written(sums[year] ?? 0)}`;
  const column = draw(
    "g",
    { class: year === state.year ? "column now" : "column", role: "img", "aria-label": words },
    whole,
    ...rects,
  );
  column.dataset.focus = `carbon ${plan.label} ${year}`;
  column.addEventListener("click", () => choose({ year }));
  column.addEventListener("keydown", (event) => event.key === "Enter" && choose({ year }));
  tipFor(column, () =>
    tipContent(String(data.years[year]), [
      ...parts.filter(({ values }) => values[year]).reverse().map(({ label, values }) => [label, written(values[year])]),
      [say("Together"), written(sums[year] ?? 0)],
      [say("Of a tonne over a kilometre"), say("{number} g", { number: number(ratio[year], 1) })],
      cap[year] !== null && [say("Cap"), written(cap[year])],
    ]),
  );
  return column;
}

function carbonCaps({ x, y, step }, plan, factor) {
  return plan.carbon.cap_kt.map(
    (kt, year) => kt !== null && draw("path", { d: `M${x(year)} ${y(kt * factor)}h${step}`, class: "target" }),
  ).filter(Boolean);
}

function carbonLegend(plan) {
  const entry = (sign, words) =>
    make("li", {}, draw("svg", { width: 18, height: 14, "aria-hidden": "true" }, sign), words);
  const swatch = (part) => draw("rect", { x: 1, y: 1, width: 14, height: 12, class: `series-${part % 12}` });
  return make(
    "ul",
    { class: "legend-row" },
    ...plan.carbon.parts.map(({ label }, part) => entry(swatch(part), label)).reverse(),
    plan.carbon.cap_kt.some((kt) => kt !== null) && entry(draw("path", { d: "M0 7H18", class: "target" }), say("Cap")),
  );
}

/** The ratio by year as a line with a point for each year. */
function drawCarbonRatio(host, plan) {
  const most = Math.max(...data.plans.flatMap(({ carbon }) => (carbon ? carbon.g_per_tkm : [])).map((g) => g ?? 0), 1e-9);
  const chart = frameOf(widthOf(host), RATIO_HEIGHT, data.years.length, most, 56);
  const middle = (year) => chart.x(year) + chart.step / 2;
  const known = plan.carbon.g_per_tkm.map((g, year) => [g, year]).filter(([g]) => g !== null);
  const line = known.map(([g, year], at) => `${at ? "L" : "M"}${middle(year).toFixed(1)} ${chart.y(g).toFixed(1)}`).join("");
  const points = known.map(([g, year]) => {
    const words = say("{number} g CO2e/tkm", { number: number(g, 1) });
    const point = draw("circle", { cx: middle(year), cy: chart.y(g), r: year === state.year ? 6 : 4, class: "ratio-point" });
    tipFor(point, () => tipContent(String(data.years[year]), [[say("Of a tonne over a kilometre"), words]]));
    return point;
  });
  const every = Math.ceil(44 / chart.step);
  const names = known
    .filter(([, year]) => (data.years.length - 1 - year) % every === 0)
    .map(([g, year]) => draw("text", { x: middle(year), y: chart.y(g) - 9, class: "sum middle" }, number(g, 1)));
  const told = known.map(([g, year]) => `${data.years[year]}: ${number(g, 1)}`).join("; ");
  const picture = chartPicture(chart, ...axisOf(chart), ...yearNames(chart, data.years), draw("path", { d: line, class: "ratio-line" }), ...points, ...names);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", `${say("Emissions of a tonne over a kilometre, g CO2e/tkm")}. ${told}`);
  host.replaceChildren(picture);
}

/** Two plans: emissions of each year beside each other. */
function carbonDifferences(host, base, other) {
  const [unit, factor, digits] = carbonUnit([base, other]);
  const at = (plan) => (year) => (plan.carbon?.total_kt[year] == null ? null : plan.carbon.total_kt[year] * factor);
  const columns = [
    { name: "year", label: say("Year"), kind: "year", get: (row) => data.years[row] },
    ...pairColumns(base, other, unit, digits, at(base), at(other)),
  ];
  const caption = say("Emissions of all cargo");
  host.replaceChildren(new DataTable({ caption, columns, rows: data.years.length, search: false }).element);
}
