/* What the reader has chosen, kept in the address so that a view can be shared. */

/** Tabs that are there where a plan has something to show in them. */
const SOMETIMES = { worth: "appraisal", carbon: "carbon" };
const TABS = ["map", "corridors", "projects", "worth", "bottlenecks", "journeys", "carbon", "tables"].filter(
  (name) => !SOMETIMES[name] || data.plans.some((plan) => plan[SOMETIMES[name]]),
);
const VIEWS = ["side", "difference"];

/**
 * year: position in data.years. corridors, commodities, types: Set of what is shown, or null for all. traffic: what
 * widths on the map stand for. place: position in data.nodes of the place that is looked at, or null.
 */
const state = {
  year: 0,
  tab: "map",
  corridors: null,
  commodities: null,
  types: null,
  view: "side",
  table: null,
  traffic: "plan",
  place: null,
  printing: false,
};

const watchers = [];

/** Call `react` with the names of what changed, after every change. */
function watch(react) {
  watchers.push(react);
}

/** Change what is chosen; everybody who watches is told once. */
function choose(parts) {
  const changed = Object.keys(parts).filter((name) => state[name] !== parts[name]);
  if (!changed.length) return;
  Object.assign(state, parts);
  writeAddress();
  for (const react of watchers) react(new Set(changed));
}

/** Whether a filter is in force. */
function isFiltered() {
  return Boolean(state.corridors || state.commodities || state.types);
}

/** A text that tells filters apart, for what is remembered by filter. */
function filterKey() {
  return JSON.stringify(
    [state.corridors, state.commodities, state.types].map((chosen) => chosen && [...chosen].sort()),
  );
}

const NO_CORRIDOR = -1;

function corridorName(corridor) {
  return corridor === NO_CORRIDOR ? "-" : data.corridors[corridor].id;
}

function writeAddress() {
  const parts = new URLSearchParams({ year: data.years[state.year], tab: state.tab });
  if (state.corridors) parts.set("corridors", JSON.stringify([...state.corridors].map(corridorName)));
  if (state.commodities) parts.set("commodities", JSON.stringify([...state.commodities]));
  if (state.types) parts.set("types", JSON.stringify([...state.types]));
  if (data.plans.length > 1) parts.set("view", state.view);
  if (state.table) parts.set("table", state.table);
  if (state.traffic !== "plan") parts.set("traffic", state.traffic);
  if (state.place !== null) parts.set("place", data.nodes[state.place].id);
  history.replaceState(null, "", `#${parts}`);
}

/** What an address asks for; whatever it gets wrong is left as it would be without it. */
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const year = data.years.indexOf(Number(parts.get("year")));
  const table = parts.get("table");
  return {
    year: year >= 0 ? year : firstYear(),
    tab: TABS.includes(parts.get("tab")) ? parts.get("tab") : "map",
    view: VIEWS.includes(parts.get("view")) ? parts.get("view") : "side",
    table: data.plans[0].tables.some((one) => one.name === table) ? table : null,
    traffic: TRAFFIC.includes(parts.get("traffic")) ? parts.get("traffic") : "plan",
    place: positionOf(data.nodes, parts.get("place")),
    corridors: chosenOf(
      parts.get("corridors"),
      corridorChoices().map(([value]) => value),
      corridorName,
    ),
    commodities: chosenOf(parts.get("commodities"), commodities()),
    types: chosenOf(parts.get("types"), flowTypes()),
  };
}

/** Position of the thing with this id, or null. */
function positionOf(things, id) {
  const position = things.findIndex((thing) => thing.id === id);
  return position >= 0 ? position : null;
}

/** The page opens at the first year after the start of which the plan tells something. */
function firstYear() {
  return data.plans[0].headline_years.find((year) => year > 0) ?? data.years.length - 1;
}

function chosenOf(written, choices, nameOf = (choice) => choice) {
  let names = null;
  try {
    names = JSON.parse(written);
  } catch {
    return null;
  }
  if (!Array.isArray(names)) return null;
  const chosen = choices.filter((choice) => names.includes(nameOf(choice)));
  return chosen.length < choices.length ? new Set(chosen) : null;
}
