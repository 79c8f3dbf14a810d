/* What a map draws: one plan, or the difference between two. */

/** A plan: width by Mt under the filters, colour by utilisation of all cargo. */
function planModel(plan) {
  return {
    label: plan.label,
    title: () => mapTitle(),
    rows: () => linkRows(plan),
    choosesTraffic: true,
    placeTip: (node) => make("p", {}, exchangeWords(plan, node)),
    values: () => shownFlows(plan),
    peaks: () => shownPeaks(plan),
    most: () => Math.max(...data.plans.map((one) => mostOf(shownPeaks(one)))),
    style: (asset) => `band-${bandOf(plan.assets.utilisation[asset]?.[state.year]) ?? "none"}`,
    words: (asset, mt) =>
      `${data.assets[asset].name}: ${megatonnes(mt)}, ${percent(plan.assets.utilisation[asset]?.[state.year])}`,
    tip: (asset) => assetTip(plan, asset),
    legend: bandLegend,
  };
}

/** The other plan less the base: width by the size of the change, colour and dashes by its sign. */
function differenceModel(base, other) {
  const change = (mt) => say("{number} Mt", { number: signed(mt, digitsFor(mt)) });
  return {
    label: say("{other} less {base}", { other: other.label, base: base.label }),
    title: () =>
      say("What changes on links in {year}, Mt: {other} less {base}", {
        year: data.years[state.year],
        other: other.label,
        base: base.label,
      }),
    rows: () => changeRows(base, other),
    placeTip: (node) => make("div", {}, ...[base, other].map((plan) => make("p", {}, `${plan.label}: ${exchangeWords(plan, node)}`))),
    values: () => less(yearFlows(other), yearFlows(base)),
    peaks: () => yearlyChanges(base, other),
    most: () => mostOf(yearlyChanges(base, other)),
    style: (_, mt) => (mt > 0 ? "more" : "less"),
    words: (asset, mt) => `${data.assets[asset].name}: ${change(mt)}`,
    tip: (asset) => differenceTip(base, other, asset),
    legend: differenceLegend,
  };
}

function mapTitle() {
  const year = data.years[state.year];
  return state.traffic === "plan"
    ? say("What the plan moves on links in {year}: width by Mt, colour by utilisation", { year })
    : say("All traffic on links in {year}: width by Mt, colour by utilisation", { year });
}

/** Headings and a row for every link and terminal that carries something in the chosen year. */
function linkRows(plan) {
  const flows = flowsOf(plan);
  const at = (list, asset) => list[asset]?.[state.year] ?? null;
  const heads = [say("Link or terminal"), say("Name"), say("From"), say("To"), say("Mode")];
  const units = [say("There"), say("Back"), say("In use outside the model"), say("Capacity")];
  const rows = [...data.assets.keys()].filter((asset) => flowAt(flows, asset, state.year) > NOTHING);
  return [
    [...heads, ...units.map((label) => `${label}, ${say("Mt")}`), say("Utilisation")],
    ...rows.map((asset) => {
      const { id, name, from, to, mode } = data.assets[asset];
      const amounts = [flows.there, flows.back, plan.assets.load, plan.assets.capacity, plan.assets.utilisation];
      return [id, name, data.nodes[from].name, data.nodes[to].name, mode, ...amounts.map((list) => at(list, asset))];
    }),
  ];
}

function changeRows(base, other) {
  const [before, after] = [yearFlows(base), yearFlows(other)];
  const rows = [...data.assets.keys()].filter((asset) => Math.abs(after[asset] - before[asset]) > NOTHING);
  return [
    [say("Link or terminal"), say("Name"), ...[base.label, other.label, say("Difference")].map((one) => `${one}, ${say("Mt")}`)],
    ...rows.map((asset) => [
      data.assets[asset].id,
      data.assets[asset].name,
      before[asset],
      after[asset],
      after[asset] - before[asset],
    ]),
  ];
}

function less(one, other) {
  return one.map((value, position) => value - other[position]);
}

function mostOf(values) {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** The largest change of every asset in any year, Mt. */
function yearlyChanges(base, other) {
  const [before, after] = [flowsOf(base), flowsOf(other)];
  const change = (asset) =>
    data.years.map((_, year) => Math.abs(flowAt(after, asset, year) - flowAt(before, asset, year)));
  return Float64Array.from(data.assets, (_, asset) => Math.max(...change(asset)));
}

function assetTip(plan, asset) {
  const facts = [];
  const flows = flowsOf(plan);
  if (data.assets[asset].kind === "link") facts.push(...directionFacts(flows, asset));
  else facts.push([say("Flow"), megatonnes(flowAt(flows, asset, state.year))]);
  facts.push(...capacityFacts(plan, asset));
  const byYear = data.years.map((_, year) => flowAt(flows, asset, year));
  const note = make(
    "p",
    { class: "small" },
    say("Mt by year, {first} to {last}", { first: data.years[0], last: data.years.at(-1) }),
  );
  return tipContent(data.assets[asset].name, facts, sparkColumns(byYear), note);
}

function directionFacts(flows, asset) {
  const { from, to } = data.assets[asset];
  const way = (one, other) => `${data.nodes[one].name} → ${data.nodes[other].name}`;
  return [
    [way(from, to), megatonnes(flows.there[asset]?.[state.year] ?? 0)],
    [way(to, from), megatonnes(flows.back[asset]?.[state.year] ?? 0)],
  ];
}

function capacityFacts(plan, asset) {
  const at = (list) => list[asset]?.[state.year] ?? null;
  const capacity = at(plan.assets.capacity);
  const worth = at(plan.assets.worth);
  const price = say("{number} USD/t", { number: number(worth, 1) });
  return [
    isFiltered() && [say("All cargo"), megatonnes(flowAt(plan.assets, asset, state.year))],
    [data.assets[asset].each ? say("Capacity of each direction") : say("Capacity"), megatonnes(capacity)],
    at(plan.assets.load) > 0 && [say("In use outside the model"), megatonnes(at(plan.assets.load))],
    [say("Utilisation"), percent(at(plan.assets.utilisation))],
    worth > 0 && [capacity > 0 ? say("Price of the next tonne") : say("Price of the first tonne, closed"), price],
  ];
}

function differenceTip(base, other, asset) {
  const flow = (plan) => flowAt(flowsOf(plan), asset, state.year);
  const change = flow(other) - flow(base);
  return tipContent(data.assets[asset].name, [
    [base.label, megatonnes(flow(base))],
    [other.label, megatonnes(flow(other))],
    [say("Difference"), say("{number} Mt", { number: signed(change, digitsFor(change)) })],
    [
      say("Utilisation"),
      `${percent(base.assets.utilisation[asset]?.[state.year])} → ${percent(other.assets.utilisation[asset]?.[state.year])}`,
    ],
  ]);
}
