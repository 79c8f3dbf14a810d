/* What comes into a place and goes out of it, and the traffic that widths of lines stand for. */

const TRAFFIC = ["plan", "all"];

/** Mt of other traffic on an asset in a year: outside the model, in both directions. */
function otherTraffic(plan, asset, year) {
  return (plan.assets.load[asset]?.[year] ?? 0) * (data.assets[asset].each ? 2 : 1);
}

/** Mt of every asset in the chosen year as widths show them. */
function shownFlows(plan) {
  const flows = yearFlows(plan);
  return state.traffic === "plan" ? flows : flows.map((mt, asset) => mt + otherTraffic(plan, asset, state.year));
}

/** The most of it in any year. */
function shownPeaks(plan) {
  const peaks = peakFlows(plan);
  const most = (asset) => Math.max(...data.years.map((_, year) => otherTraffic(plan, asset, year)));
  return state.traffic === "plan" ? peaks : peaks.map((mt, asset) => mt + most(asset));
}

/** The choice of what widths show. */
function trafficChoice() {
  const words = { plan: say("the plan's cargo"), all: say("all traffic, with what is outside the model") };
  const name = freshId();
  const choices = TRAFFIC.map((kind) => {
    const field = make("input", { type: "radio", name, value: kind, "data-focus": `traffic ${kind}` });
    field.checked = state.traffic === kind;
    field.addEventListener("change", () => choose({ traffic: kind }));
    return make("label", {}, field, words[kind]);
  });
  return make("fieldset", { class: "traffic" }, make("legend", {}, say("Widths show")), ...choices);
}

/** By neighbour and link what comes into a node and what goes out in the chosen year: [{asset, other, into, out}]. */
function exchanges(plan, node) {
  const flows = flowsOf(plan);
  const at = (list, asset) => list[asset]?.[state.year] ?? 0;
  return [...data.assets.keys()]
    .filter((asset) => data.assets[asset].kind === "link" && touches(data.assets[asset], node))
    .map((asset) => {
      const { from, to } = data.assets[asset];
      const [there, back] = [at(flows.there, asset), at(flows.back, asset)];
      const leaves = from === node;
      return { asset, other: leaves ? to : from, into: leaves ? back : there, out: leaves ? there : back };
    })
    .filter(({ into, out }) => into + out > NOTHING)
    .sort((one, other) => other.into + other.out - one.into - one.out);
}

function touches({ from, to }, node) {
  return from === node || to === node;
}

function exchangeWords(plan, node) {
  const rows = exchanges(plan, node);
  return say("{place}, {year}: {into} come in, {out} go out", {
    place: data.nodes[node].name,
    year: data.years[state.year],
    into: megatonnes(total(rows.map(({ into }) => into))),
    out: megatonnes(total(rows.map(({ out }) => out))),
  });
}

/** What comes in and goes out of the chosen place, for each plan. */
function placeTables() {
  if (state.place === null) return [];
  const close = make("button", { type: "button", onclick: () => choose({ place: null }) }, say("Close"));
  return [make("div", { class: "place-head" }, close), ...data.plans.map((plan) => placeTable(plan, state.place))];
}

function placeTable(plan, node) {
  const rows = exchanges(plan, node);
  const volume = (name, label) => ({
    name,
    label,
    unit: say("Mt"),
    kind: "number",
    digits: 3,
    bar: true,
    get: (row) => rows[row][name],
  });
  const columns = [
    { name: "other", label: say("To and from"), kind: "text", get: (row) => data.nodes[rows[row].other].name },
    { name: "mode", label: say("Mode"), kind: "text", get: (row) => data.assets[rows[row].asset].mode },
    volume("into", say("Comes in")),
    volume("out", say("Goes out")),
  ];
  const several = data.plans.length > 1 ? `${plan.label}: ` : "";
  const note = say("Links only, under the filters; what begins or ends here is the difference.");
  const caption = `${several}${exchangeWords(plan, node)}`;
  return new DataTable({ caption, columns, rows: rows.length, search: false, note }).element;
}
