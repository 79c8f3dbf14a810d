/* The pictures and tables, one tab each, for one plan, two side by side, or their difference. */

/** By tab: its name, what one plan shows, what two differ in, and the choices that it must be drawn again for. */
function tabParts() {
  return {
    map: { name: say("Map"), one: null, two: flowDifferences, follows: ["year", "corridors", "commodities", "types", "traffic", "place"] },
    corridors: { name: say("Corridors"), one: drawCorridors, two: corridorDifferences, follows: ["year", "width"] },
    projects: { name: say("Projects"), one: drawProjects, two: projectDifferences, follows: ["year"] },
    worth: { name: say("Worth"), one: drawWorth, two: worthDifferences, follows: ["width"] },
    bottlenecks: { name: say("Bottlenecks"), one: drawBottlenecks, two: bottleneckDifferences, follows: ["year"] },
    journeys: {
      name: say("Origins and destinations"),
      one: drawJourneys,
      two: journeyDifferences,
      follows: ["year", "corridors", "commodities", "types", "width"],
    },
    carbon: { name: say("Carbon"), one: drawCarbon, two: carbonDifferences, follows: ["year", "width"] },
    tables: { name: say("Tables"), one: null, two: null, follows: ["table"] },
  };
}

const stale = new Set(TABS); // tabs that must be drawn before they are shown
let parts = {};

function setUpTabs() {
  parts = tabParts();
  for (const name of Object.keys(SOMETIMES).filter((one) => !TABS.includes(one))) byId(`panel-${name}`).remove();
  const tabs = TABS.map((name) =>
    make(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": `panel-${name}`,
        onclick: () => choose({ tab: name }),
      },
      parts[name].name,
    ),
  );
  byId("tabs").replaceChildren(...tabs);
  byId("tabs").addEventListener("keydown", (event) => switchByKey(event, tabs));
  for (const name of TABS) byId(`panel-${name}`).prepend(make("h2", {}, parts[name].name));
  setUpMaps();
  watch(follow);
  addEventListener("resize", () => requestAnimationFrame(() => follow(new Set(["width"]))));
  showTab();
}

/** The arrow keys go to the next tab and show it. */
function switchByKey(event, tabs) {
  const next = destination(event.key, TABS.indexOf(state.tab), TABS.length);
  if (next === null) return;
  event.preventDefault();
  choose({ tab: TABS[next] });
  tabs[next].focus();
}

function follow(changed) {
  for (const name of TABS)
    if (changed.has("view") || parts[name].follows.some((choice) => changed.has(choice))) stale.add(name);
  if (changed.has("view")) setUpMaps();
  showTab();
}

function showTab() {
  document.documentElement.dataset.tab = state.tab;
  for (const name of TABS) {
    const chosen = name === state.tab;
    byId(`panel-${name}`).classList.toggle("chosen", chosen);
    byId(`tab-${name}`).setAttribute("aria-selected", String(chosen));
    byId(`tab-${name}`).setAttribute("tabindex", chosen ? "0" : "-1");
  }
  drawTab(state.tab);
}

function drawTab(name) {
  if (!stale.delete(name)) return;
  hideTip();
  const panel = byId(`panel-${name}`);
  const held = panel.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  drawInto(panel.querySelector(".content"), name);
  if (held) panel.querySelector(`[data-focus="${CSS.escape(held)}"]`)?.focus();
}

function drawInto(host, name) {
  if (name === "map") drawMaps();
  else if (name === "tables") drawTables(host);
  else if (isDifference()) parts[name].two(host, ...data.plans);
  else drawPlans(host, parts[name].one);
}

function isDifference() {
  return data.plans.length > 1 && state.view === "difference";
}

/** One plan in the whole width, two beside each other under their labels. */
function drawPlans(host, one) {
  if (data.plans.length === 1) return one(host, data.plans[0]);
  const boxes = data.plans.map(() => make("div", { class: "content" }));
  host.replaceChildren(
    make(
      "div",
      { class: "pair" },
      ...boxes.map((box, plan) =>
        make("section", {}, make("h3", { class: "plan-title" }, data.plans[plan].label), box),
      ),
    ),
  );
  boxes.forEach((box, plan) => one(box, data.plans[plan]));
}

let maps = [];

function setUpMaps() {
  const models = isDifference() ? [differenceModel(...data.plans)] : data.plans.map(planModel);
  const camera = new Camera();
  const boxes = models.map(() => make("div", { class: "map-host" }));
  const titled = boxes.map((box, place) =>
    make("section", {}, data.plans.length > 1 && make("h3", { class: "plan-title" }, models[place].label), box),
  );
  byId("maps").className = models.length > 1 ? "pair" : "";
  byId("maps").replaceChildren(...titled);
  maps = models.map((model, place) => new FlowMap(boxes[place], model, camera));
}

function drawMaps() {
  for (const map of maps) map.draw();
  byId("place").replaceChildren(...placeTables());
  if (isDifference()) flowDifferences(byId("map-table"), ...data.plans);
  else byId("map-table").replaceChildren();
}

/** Everything is drawn before it is printed, as wide as the paper. */
function setUpPrinting() {
  addEventListener("beforeprint", () => printing(true));
  addEventListener("afterprint", () => printing(false));
  byId("print").addEventListener("click", () => print());
}

function printing(on) {
  state.printing = on;
  TABS.forEach((name) => stale.add(name));
  if (on) TABS.forEach(drawTab);
  else showTab();
  for (const box of document.querySelectorAll("details:not(.filter)")) {
    if (on) box.dataset.open = String(box.open);
    box.open = on || box.dataset.open === "true";
  }
}
