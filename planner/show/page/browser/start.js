/* The page begins: what is fixed is put into words, then everything is drawn. */

function start() {
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  for (const element of document.querySelectorAll("[data-label]"))
    element.setAttribute("aria-label", say(element.dataset.label));
  Object.assign(state, readAddress());
  document.documentElement.classList.toggle("comparing", data.plans.length > 1);
  setUpTheme();
  setUpTips();
  showTitle();
  setUpView();
  setUpYears();
  setUpFilters();
  setUpPanel();
  setUpTabs();
  setUpPrinting();
  showNotes();
  addEventListener("hashchange", () => choose(readAddress()));
  performance.mark("drawn");
  document.documentElement.dataset.drawn = "yes";
}

function showTitle() {
  byId("title").textContent = data.title;
  byId("about").textContent = data.plans
    .map((plan) => (data.plans.length > 1 ? `${plan.label}: ${plan.title}` : plan.file))
    .join(" · ");
}

/** Two plans: side by side or their difference. */
function setUpView() {
  const box = byId("view");
  box.hidden = data.plans.length < 2;
  for (const field of box.querySelectorAll("input")) {
    field.addEventListener("change", () => choose({ view: field.value }));
  }
  const show = () => box.querySelectorAll("input").forEach((field) => (field.checked = field.value === state.view));
  watch((changed) => changed.has("view") && show());
  show();
}

function showNotes() {
  const unplaced = data.map.unplaced.map((node) => data.nodes[node].name);
  const notes = [...data.notes, ...data.map.notes, ...data.plans.flatMap((plan) => plan.notes)];
  if (unplaced.length)
    notes.push(say("Not on the map, for want of coordinates: {names}", { names: unplaced.join(", ") }));
  byId("notes").replaceChildren(...[...new Set(notes)].map((note) => make("li", {}, note)));
  byId("made-by").textContent =
    data.plans.map(({ file, digest }) => `${file}, SHA-256 ${digest}`).join("; ") + ` · ${data.made_by}`;
}

document.addEventListener("DOMContentLoaded", start);
