/* Where one more Mt of capacity is worth most, and how full things are in the chosen year. */

function drawBottlenecks(host, plan) {
  const year = data.years[state.year];
  const limiting = plan.bottlenecks.filter(({ opening }) => !opening);
  const closed = plan.bottlenecks.filter(({ opening }) => opening);
  const note = say(
    "Prices hold for the first tonnes only: more capacity at one place moves the bottleneck to the next.",
  );
  const tables = [
    worthTable(plan, limiting, say("Bottlenecks, {year}", { year }), `limiting ${plan.label}`, note),
    ...limitsTable(plan),
  ];
  if (closed.length)
    tables.push(
      worthTable(plan, closed, say("Closed: what opening it would be worth, {year}", { year }), `closed ${plan.label}`),
    );
  host.replaceChildren(...tables);
}

function worthTable(plan, rows, caption, keep, note = "") {
  const at = (list) => (row) => list[rows[row].asset]?.[state.year] ?? null;
  const columns = [
    { name: "asset", label: say("Link or terminal"), kind: "text", get: (row) => data.assets[rows[row].asset].name },
    {
      name: "worth",
      label: say("Worth of 1 Mt a year more, all years"),
      unit: say("MUSD"),
      kind: "number",
      digits: 1,
      bar: true,
      get: (row) => rows[row].worth_musd,
    },
    {
      name: "year_worth",
      label: say("Price in {year}", { year: data.years[state.year] }),
      unit: say("USD/t"),
      kind: "number",
      digits: 1,
      bar: true,
      get: at(plan.assets.worth),
    },
    {
      name: "utilisation",
      label: say("Utilisation"),
      unit: "share",
      kind: "number",
      digits: 0,
      heat: true,
      get: at(plan.assets.utilisation),
    },
    {
      name: "flow",
      label: say("Flow"),
      unit: say("Mt"),
      kind: "number",
      digits: 2,
      get: (row) => flowAt(plan.assets, rows[row].asset, state.year),
    },
    {
      name: "capacity",
      label: say("Capacity"),
      unit: say("Mt"),
      kind: "number",
      digits: 2,
      get: at(plan.assets.capacity),
    },
  ];
  return new DataTable({ caption, columns, rows: rows.length, note, sort: [2, true], perPage: 25, keep }).element;
}

/** Shared limits, such as locomotives or ships. */
function limitsTable(plan) {
  if (!plan.limits.length) return [];
  const at = (name) => (row) => plan.limits[row][name][state.year];
  const columns = [
    { name: "limit", label: say("Shared limit"), kind: "text", get: (row) => data.limits[plan.limits[row].limit].name },
    { name: "unit", label: say("Unit"), kind: "text", get: (row) => data.limits[plan.limits[row].limit].unit },
    { name: "use", label: say("Use"), kind: "number", digits: 1, get: at("use") },
    { name: "capacity", label: say("Capacity"), kind: "number", digits: 1, get: at("capacity") },
    {
      name: "utilisation",
      label: say("Utilisation"),
      unit: "share",
      kind: "number",
      digits: 0,
      heat: true,
      get: at("utilisation"),
    },
    {
      name: "price",
      label: say("Price of one more unit"),
      unit: say("USD per unit"),
      kind: "number",
      digits: 1,
      get: at("price"),
    },
  ];
  const caption = say("Shared limits, {year}", { year: data.years[state.year] });
  return [new DataTable({ caption, columns, rows: plan.limits.length, search: false }).element];
}
