/* Two plans: what differs, as tables and as columns above and below zero. */

/** Columns of both plans and their difference; before(row), after(row) give the numbers. */
function pairColumns(base, other, unit, digits, before, after) {
  const change = (row) => ((before(row) ?? 0) === (after(row) ?? 0) ? 0 : (after(row) ?? 0) - (before(row) ?? 0));
  return [
    { name: "base", label: base.label, unit, kind: "number", digits, get: before },
    { name: "other", label: other.label, unit, kind: "number", digits, get: after },
    { name: "change", label: say("Difference"), unit, kind: "number", digits, signed: true, bar: true, get: change },
  ];
}

/** Rows of a list that differ by more than would be shown, the largest first. */
function byChange(rows, changeOf) {
  return rows
    .filter((row) => Math.abs(changeOf(row)) > NOTHING)
    .sort((one, other) => Math.abs(changeOf(other)) - Math.abs(changeOf(one)));
}

function flowDifferences(host, base, other) {
  const [before, after] = [yearFlows(base), yearFlows(other)];
  const rows = byChange([...data.assets.keys()], (asset) => after[asset] - before[asset]);
  const columns = [
    { name: "asset", label: say("Link or terminal"), kind: "text", get: (row) => data.assets[rows[row]].name },
    ...pairColumns(
      base,
      other,
      say("Mt"),
      2,
      (row) => before[rows[row]],
      (row) => after[rows[row]],
    ),
  ];
  host.replaceChildren(
    new DataTable({
      caption: say("Flows that differ, {year}", { year: data.years[state.year] }),
      columns,
      rows: rows.length,
      perPage: 25,
      keep: host.parentElement.id,
    }).element,
  );
}

function corridorDifferences(host, base, other) {
  const picture = make("div", { class: "stack" });
  const volume = (plan, corridor) => plan.corridors.find((one) => one.corridor === corridor)?.volume ?? null;
  const change = (corridor, year) => (volume(other, corridor)?.[year] ?? 0) - (volume(base, corridor)?.[year] ?? 0);
  const shown = (mt) => (Math.abs(mt) > NOTHING ? mt : null);
  const rows = [...data.corridors.keys()].filter((corridor) =>
    data.years.some((_, year) => shown(change(corridor, year)) !== null),
  );
  const cell = (year) => (row) => shown(change(rows[row], year));
  const columns = [
    { name: "corridor", label: say("Corridor"), kind: "text", get: (row) => data.corridors[rows[row]].label },
    ...data.years.map((year, place) => ({
      name: String(year),
      label: String(year),
      unit: say("Mt"),
      kind: "number",
      digits: 2,
      signed: true,
      get: cell(place),
    })),
  ];
  const table = new DataTable({
    caption: say("Corridors whose volume differs; blank: no difference"),
    columns,
    rows: rows.length,
    search: false,
  });
  host.replaceChildren(
    make(
      "figure",
      {},
      make(
        "figcaption",
        {},
        captioned(
          say("Home transit by corridor, Mt: {other} less {base}", { other: other.label, base: base.label }),
          "home-transit-difference",
          () => partRows(base, other),
        ),
      ),
      picture,
    ),
    table.element,
  );
  drawChanges(picture, base, other);
}

/** Changes of the parts of home transit: [{corridor, label, values}]. */
function partChanges(base, other) {
  const named = new Map(
    [...base.home_transit.parts, ...other.home_transit.parts].map((part) => [part.corridor, part.label]),
  );
  const of = (plan, corridor, year) =>
    plan.home_transit.parts.find((part) => part.corridor === corridor)?.values[year] ?? 0;
  return [...named].map(([corridor, label]) => ({
    corridor,
    label,
    values: data.years.map((_, year) => of(other, corridor, year) - of(base, corridor, year)),
  }));
}

/** The same as headings and a row for each year. */
function partRows(base, other) {
  const parts = partChanges(base, other);
  return [
    [say("Year"), ...parts.map(({ label }) => `${label}, ${say("Mt")}`)],
    ...data.years.map((year, place) => [year, ...parts.map(({ values }) => values[place])]),
  ];
}

function drawChanges(host, base, other) {
  const parts = partChanges(base, other).filter(({ values }) => values.some((mt) => Math.abs(mt) > NOTHING));
  const reach = Math.max(...data.years.map((_, year) => Math.max(side(parts, year, 1), side(parts, year, -1))), 0.1);
  const width = widthOf(host);
  const steps = roundSteps(reach, 3);
  const middle = 150;
  const scale = 130 / steps.at(-1);
  const step = (width - LEFT - RIGHT) / data.years.length;
  const marks = [...steps.slice(1).map((mt) => -mt), ...steps].flatMap((mt) => [
    draw("path", { d: `M${LEFT} ${middle - mt * scale}H${width}`, class: mt ? "grid" : "zero" }),
    draw("text", { x: LEFT - 6, y: middle - mt * scale + 4, class: "tick end" }, signed(mt, stepDigits(steps))),
  ]);
  const years = yearNames({ height: 320, step, x: (place) => LEFT + place * step }, data.years);
  const columns = data.years.map((_, year) => changeColumn(parts, year, LEFT + year * step, step, middle, scale));
  const group = draw(
    "g",
    { role: "group", "aria-label": say("Columns; arrow keys go from year to year, enter chooses the year") },
    ...columns,
  );
  const legend = parts.map(({ corridor, label }) =>
    make(
      "li",
      {},
      draw(
        "svg",
        { width: 18, height: 14, "aria-hidden": "true" },
        draw("rect", { x: 1, y: 1, width: 14, height: 12, class: seriesClass(corridor) }),
      ),
      label,
    ),
  );
  host.replaceChildren(
    draw("svg", { class: "chart", viewBox: `0 0 ${width} 320`, height: 320 }, ...marks, ...years, group),
    make("ul", { class: "legend-row" }, ...legend),
  );
  rove(group, () => columns);
}

/** Mt of all parts that grow (sign 1) or shrink (-1). */
function side(parts, year, sign) {
  return total(parts.map(({ values }) => Math.max(0, sign * values[year])));
}

function changeColumn(parts, year, x, step, middle, scale) {
  const reached = { 1: 0, [-1]: 0 };
  const rects = parts
    .filter(({ values }) => Math.abs(values[year]) > NOTHING)
    .map(({ corridor, values }) => {
      const sign = Math.sign(values[year]);
      const height = Math.abs(values[year]) * scale;
      const y = sign > 0 ? middle - reached[1] - height : middle + reached[-1];
      reached[sign] += height;
      return draw("rect", { x: x + step * 0.12, width: step * 0.76, y, height, class: seriesClass(corridor) });
    });
  const facts = () =>
    parts
      .filter(({ values }) => Math.abs(values[year]) > NOTHING)
      .map(({ label, values }) => [label, say("{number} Mt", { number: signed(values[year], 2) })]);
  const sum = side(parts, year, 1) - side(parts, year, -1);
  const words = `${data.years[year]}: ${say("{number} Mt", { number: signed(sum, 2) })}`;
  const column = draw(
    "g",
    { role: "img", class: "column", "aria-label": words },
    draw("rect", { x, width: step, y: 10, height: 280, class: "reach" }),
    ...rects,
  );
  column.dataset.focus = `change ${year}`;
  column.addEventListener("click", () => choose({ year }));
  column.addEventListener("keydown", (event) => event.key === "Enter" && choose({ year }));
  tipFor(column, () => tipContent(words, facts()));
  return column;
}

function projectDifferences(host, base, other) {
  const [before, after] = [base, other].map(openings);
  const rows = [...data.projects.keys()].filter((project) => before.get(project) !== after.get(project));
  const columns = [
    { name: "project", label: say("Project"), kind: "text", get: (row) => data.projects[rows[row]].name },
    {
      name: "base",
      label: say("Opens: {plan}", { plan: base.label }),
      kind: "text",
      get: (row) => before.get(rows[row]) ?? "",
    },
    {
      name: "other",
      label: say("Opens: {plan}", { plan: other.label }),
      kind: "text",
      get: (row) => after.get(rows[row]) ?? "",
    },
  ];
  host.replaceChildren(
    new DataTable({
      caption: say("Projects that differ: {n}", { n: number(rows.length) }),
      columns,
      rows: rows.length,
      perPage: 25,
      keep: host.parentElement.id,
    }).element,
  );
}

/** By project: years and shares in which it opens, as text. */
function openings(plan) {
  const told = ({ opening_year: year, share }) => `${year}: ${percent(share, shareDigits(share))}`;
  return new Map(builtProjects(plan).map((several) => [several[0].project, several.map(told).join("; ")]));
}

function bottleneckDifferences(host, base, other) {
  const worth = (plan) => new Map(plan.bottlenecks.map(({ asset, worth_musd: musd }) => [asset, musd]));
  const [before, after] = [worth(base), worth(other)];
  // null: not solved for; a place that is not listed limits nothing
  const at = (plan, asset) => (plan.has(asset) ? plan.get(asset) : 0);
  const change = (asset) => (at(after, asset) ?? 0) - (at(before, asset) ?? 0);
  const rows = byChange([...new Set([...before.keys(), ...after.keys()])], change);
  const columns = [
    { name: "asset", label: say("Link or terminal"), kind: "text", get: (row) => data.assets[rows[row]].name },
    ...pairColumns(
      base,
      other,
      say("MUSD"),
      1,
      (row) => at(before, rows[row]),
      (row) => at(after, rows[row]),
    ),
    ...[base, other].map((plan) => ({
      name: "full",
      label: say("Utilisation: {plan}", { plan: plan.label }),
      unit: "share",
      kind: "number",
      digits: 0,
      heat: true,
      get: (row) => plan.assets.utilisation[rows[row]]?.[state.year] ?? null,
    })),
  ];
  host.replaceChildren(
    new DataTable({
      caption: say("What 1 Mt a year more saves, all years: differences"),
      columns,
      rows: rows.length,
      perPage: 25,
      keep: host.parentElement.id,
    }).element,
  );
}

function journeyDifferences(host, base, other) {
  const name = ({ from, middle, to, cargo }) => [from, middle, to, cargo].join("|");
  const [before, after] = [base, other].map((plan) => sumsBy(journeysOf(plan), name));
  const journeys = new Map(
    [base, other].flatMap((plan) => journeysOf(plan).map((journey) => [name(journey), journey])),
  );
  const rows = byChange([...journeys.keys()], (key) => (after.get(key) ?? 0) - (before.get(key) ?? 0));
  const of = (row) => journeys.get(rows[row]);
  const columns = [
    { name: "from", label: say("From"), kind: "text", get: (row) => placeName(of(row).from) },
    { name: "middle", label: say("By"), kind: "text", get: (row) => middleName(of(row).middle) },
    { name: "to", label: say("To"), kind: "text", get: (row) => placeName(of(row).to) },
    { name: "cargo", label: say("Cargo"), kind: "text", get: (row) => cargoName(of(row).cargo) },
    ...pairColumns(
      base,
      other,
      say("Mt"),
      3,
      (row) => before.get(rows[row]) ?? 0,
      (row) => after.get(rows[row]) ?? 0,
    ),
  ];
  host.replaceChildren(
    new DataTable({
      caption: say("Journeys that differ, {year}", { year: data.years[state.year] }),
      columns,
      rows: rows.length,
      perPage: 25,
      keep: host.parentElement.id,
    }).element,
  );
}
