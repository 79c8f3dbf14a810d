/* Where one more Mt of capacity saves most, and how full things are in the chosen year. */

function drawBottlenecks(host, plan) {
  const year = data.years[state.year];
  const limiting = plan.bottlenecks.filter(({ opening }) => !opening);
  const closedNow = ({ opening, asset }) => opening && plan.assets.capacity[asset]?.[state.year] === 0;
  const closed = plan.bottlenecks.filter(closedNow);
  const note = say(
    "Saves: the difference of two plans with the same projects; blank where it was not solved for. The price holds for the next tonne only.",
  );
  const tables = [
    worthTable(plan, limiting, say("Bottlenecks, {year}", { year }), `limiting ${plan.label}`, note),
    ...limitsTable(plan),
  ];
  if (closed.length)
    tables.push(
      worthTable(plan, closed, say("Closed in {year}: what 1 Mt a year there would save", { year }), `closed ${plan.label}`),
    );
  host.replaceChildren(...tables);
}

function worthTable(plan, rows, caption, keep, note = "") {
  const at = (list) => (row) => list[rows[row].asset]?.[state.year] ?? null;
  const columns = [
    { name: "asset", label: say("Link or terminal"), kind: "text", get: (row) => data.assets[rows[row].asset].name },
    {
      name: "worth",
      label: say("1 Mt a year more saves, all years"),
      unit: say("MUSD"),
      kind: "number",
      digits: 1,
      bar: true,
      get: (row) => rows[row].worth_musd,
    },
    {
      name: "year_saves",
      label: say("1 Mt more saves in {year}", { year: data.years[state.year] }),
      unit: say("MUSD"),
      kind: "number",
      digits: 1,
      get: (row) => rows[row].saves[state.year],
    },
    { name: "together", label: say("Full with it, 1 Mt more there too"), kind: "text", get: (row) => rows[row].together },
    {
      name: "year_worth",
      label: say("Price of the next tonne in {year}", { year: data.years[state.year] }),
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
  const solved = rows.some(({ saves }) => (saves[state.year] ?? null) !== null);
  const first = columns.findIndex(({ name }) => name === (solved ? "year_saves" : "year_worth"));
  return new DataTable({ caption, columns, rows: rows.length, note, sort: [first, true], perPage: 25, keep }).element;
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
