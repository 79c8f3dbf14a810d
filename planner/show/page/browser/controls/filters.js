/* Which corridors and which cargo are shown. */

function commodities() {
  return [...new Set(data.cargo.map((cargo) => cargo.commodity))];
}

function flowTypes() {
  return [...new Set(data.cargo.map((cargo) => cargo.flow_type))];
}

/** [[value, label], ...] of the corridors that count something, and what none counts. */
function corridorChoices() {
  const counted = new Set([
    ...data.corridor_sets.flat(),
    ...data.plans.flatMap((plan) => plan.journeys.map(([, corridor]) => corridor)),
  ]);
  const named = [...counted].filter((corridor) => corridor >= 0).sort((one, other) => one - other);
  return [...named.map((corridor) => [corridor, data.corridors[corridor].label]), [NO_CORRIDOR, say("In no corridor")]];
}

function setUpFilters() {
  const filters = [
    makeFilter("corridors", say("Corridors"), corridorChoices()),
    makeFilter(
      "commodities",
      say("Cargo"),
      commodities().map((name) => [name, name]),
    ),
    makeFilter(
      "types",
      say("Flow types"),
      flowTypes().map((type) => [type, typeName(type)]),
    ),
  ];
  byId("filters").replaceChildren(...filters);
  document.addEventListener("click", (event) => closeFilters(event.target));
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeFilters(null));
  byId("clear").addEventListener("click", () => choose({ corridors: null, commodities: null, types: null }));
  watch(showFiltering);
  showFiltering();
}

function showFiltering() {
  byId("clear").hidden = !isFiltered();
  byId("filter-note").hidden = !isFiltered();
}

/** Close the open lists but the one that holds `target`; the focus goes back to the one that had it. */
function closeFilters(target) {
  for (const filter of document.querySelectorAll("details.filter[open]")) {
    if (target && filter.contains(target)) continue;
    const held = filter.contains(document.activeElement);
    filter.open = false;
    if (held && !target) filter.querySelector("summary").focus();
  }
}

/** A list of boxes to tick; state[name] is the Set of those ticked, null where all are. */
function makeFilter(name, label, choices) {
  const shown = make("span", { class: "filter-count" });
  const boxes = choices.map(([value, words]) => {
    const box = make("input", { type: "checkbox", onchange: () => tick(name, choices, boxes) });
    box.value = String(value);
    return { box, value, row: make("label", {}, box, make("span", {}, words)) };
  });
  const all = make("button", { type: "button", onclick: () => choose({ [name]: null }) }, say("All"));
  const none = make("button", { type: "button", onclick: () => choose({ [name]: new Set() }) }, say("None"));
  watch((changed) => changed.has(name) && showTicks(name, boxes, shown));
  showTicks(name, boxes, shown);
  const list = make(
    "fieldset",
    {},
    make("legend", {}, label),
    make("div", { class: "filter-all" }, all, none),
    ...boxes.map(({ row }) => row),
  );
  return make("details", { class: "filter", "data-filter": name }, make("summary", {}, `${label}: `, shown), list);
}

function tick(name, choices, boxes) {
  const chosen = new Set(boxes.filter(({ box }) => box.checked).map(({ value }) => value));
  choose({ [name]: chosen.size === choices.length ? null : chosen });
}

function showTicks(name, boxes, shown) {
  for (const { box, value } of boxes) box.checked = !state[name] || state[name].has(value);
  shown.textContent = state[name] ? say("{n} of {all}", { n: state[name].size, all: boxes.length }) : say("all");
}
