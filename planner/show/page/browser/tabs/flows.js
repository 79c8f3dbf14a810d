/* What flows where in the chosen year, under the chosen filters. */

const NOTHING = 0.0005; // Mt below which nothing is drawn: it would be shown as 0.000

/** Whether cargo of this kind is shown; pooled cargo (-1) is shown only where no such filter is in force. */
function showsCargo(cargo) {
  if (!state.commodities && !state.types) return true;
  if (cargo < 0) return false;
  const { commodity, flow_type: type } = data.cargo[cargo];
  return (!state.commodities || state.commodities.has(commodity)) && (!state.types || state.types.has(type));
}

/** Whether a tonne that these corridors count is shown. */
function showsCorridors(set) {
  if (!state.corridors) return true;
  if (set < 0) return false;
  const counted = data.corridor_sets[set];
  return counted.length ? counted.some((corridor) => state.corridors.has(corridor)) : state.corridors.has(NO_CORRIDOR);
}

const flowsByFilter = new Map();

/** Mt of a plan by asset and year under the filters: {there, back}, lists over the assets of arrays over the years. */
function flowsOf(plan) {
  if (!isFiltered()) return plan.assets;
  const remembered = flowsByFilter.get(plan);
  if (remembered?.key === filterKey()) return remembered.flows;
  const flows = filteredFlows(plan);
  flowsByFilter.set(plan, { key: filterKey(), flows });
  return flows;
}

function filteredFlows(plan) {
  const empty = () => data.assets.map(() => null);
  const flows = { there: empty(), back: empty() };
  const cargo = data.cargo.map((_, position) => showsCargo(position));
  const sets = data.corridor_sets.map((_, position) => showsCorridors(position));
  for (const [asset, set, kind, there, back] of plan.flows) {
    if (!(kind < 0 ? showsCargo(kind) : cargo[kind]) || !(set < 0 ? showsCorridors(set) : sets[set])) continue;
    add(flows.there, asset, there);
    add(flows.back, asset, back);
  }
  return flows;
}

function add(sums, place, values) {
  if (!values) return;
  sums[place] ??= new Float64Array(data.years.length);
  for (let year = 0; year < values.length; year += 1) sums[place][year] += values[year] ?? 0;
}

/** Mt on an asset in a year, both directions. */
function flowAt(flows, asset, year) {
  return (flows.there[asset]?.[year] ?? 0) + (flows.back[asset]?.[year] ?? 0);
}

/** Mt of every asset in the chosen year. */
function yearFlows(plan) {
  const flows = flowsOf(plan);
  return Float64Array.from(data.assets, (_, asset) => flowAt(flows, asset, state.year));
}

const peaksByFilter = new Map();

/** The most Mt of every asset in any year. */
function peakFlows(plan) {
  if (peaksByFilter.get(plan)?.key !== filterKey())
    peaksByFilter.set(plan, { key: filterKey(), peaks: findPeaks(plan) });
  return peaksByFilter.get(plan).peaks;
}

function findPeaks(plan) {
  const flows = flowsOf(plan);
  const most = (asset) => data.years.reduce((peak, _, year) => Math.max(peak, flowAt(flows, asset, year)), 0);
  return Float64Array.from(data.assets, (_, asset) => most(asset));
}

/** Journeys of the chosen year under the filters: [{from, middle, to, mt}], what stays behind among them. */
function journeysOf(plan) {
  const moved = plan.journeys
    .filter(([, corridor, , cargo]) => showsCargo(cargo) && (!state.corridors || state.corridors.has(corridor)))
    .map(([from, corridor, to, cargo, passage, mt]) => {
      return { from, to, cargo, mt: mt[state.year] ?? 0, middle: corridor >= 0 ? corridor : MIDDLES[passage] };
    });
  const left = state.corridors ? [] : plan.unmet.filter(([, , cargo]) => showsCargo(cargo));
  const behind = left.map(([from, to, cargo, mt]) => ({ from, to, cargo, mt: mt[state.year] ?? 0, middle: "behind" }));
  return [...moved, ...behind].filter((journey) => journey.mt > NOTHING);
}

const MIDDLES = ["home", "bypass", "trade"]; // by passage, where no corridor counts the journey

function middleName(middle) {
  if (typeof middle === "number") return data.corridors[middle].label;
  if (middle === "home") return say("Other home transit, in no planning corridor");
  if (middle === "bypass") return say("Bypass");
  if (middle === "trade") return say("Trade outside the corridors");
  return say("Stays behind");
}

function placeName(place) {
  return place < 0 ? say("Other places") : data.place_names[place];
}

function cargoName(cargo) {
  return cargo < 0 ? say("Several kinds") : `${data.cargo[cargo].commodity}, ${typeName(data.cargo[cargo].flow_type)}`;
}

/** Flow types are choices of the program, so they are translated; commodities are names, as typed. */
function typeName(type) {
  const names = { transit: say("transit"), export: say("export"), import: say("import"), domestic: say("domestic") };
  return names[type] ?? type;
}

/** Which band of utilisation a share falls in, 0 to 3; null where there is no capacity. */
function bandOf(share) {
  if (share === null || share === undefined) return null;
  return share >= 0.995 ? 3 : share >= 0.85 ? 2 : share >= 0.6 ? 1 : 0;
}

function bandNames() {
  return [say("below 60%"), say("60 to 85%"), say("85 to 99%"), say("full")];
}
