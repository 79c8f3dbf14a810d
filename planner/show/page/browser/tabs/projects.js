/* Timeline of the projects: years of building and of service, as a table that can be read aloud. */

function drawProjects(host, plan) {
  const left = plan.projects.filter(({ share }) => share === null);
  const rows = () => sheetRows(plan, "projects");
  const csv = saveButton("CSV", () => say("Save as CSV: {title}", { title: say("Projects") }));
  csv.addEventListener("click", () => saveCsv(`projects ${plan.label}`, rows()));
  const tools = make("div", { class: "table-tools" }, csv);
  host.replaceChildren(tools, timeline(plan), timelineLegend(), leftOut(left), budgetTable(plan));
}

/** Projects that are built, each with its openings in order of years; one that can be divided may open more than once. */
function builtProjects(plan) {
  const found = new Map();
  for (const opening of plan.projects.filter(({ share }) => share !== null)) {
    found.set(opening.project, [...(found.get(opening.project) ?? []), opening]);
  }
  return [...found.values()];
}

/** Share of a project that is built in all. */
function wholeShare(openings) {
  return total(openings.map(({ share }) => share));
}

function projectName(opening) {
  return data.projects[opening.project].name;
}

/** Digits with which even a small share is told from none. */
function shareDigits(share) {
  return share < 0.01 ? 1 : 0;
}

/** Calendar years from the first building of any plan to the last plan year. */
function timelineYears() {
  const built = data.plans.flatMap(({ projects }) => projects.filter(({ share }) => share !== null));
  const first = Math.min(
    data.years[0],
    ...built.map(({ construction_from: from, opening_year: year }) => from ?? year),
  );
  const last = data.years.at(-1);
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}

function timeline(plan) {
  const years = timelineYears();
  const built = builtProjects(plan);
  const id = freshId();
  const caption = make("caption", { id }, say("Projects that are built: {n}", { n: number(built.length) }));
  const body = make("tbody", {}, ...built.map((openings) => timelineRow(openings, years)));
  rove(body, () => [...body.querySelectorAll("button")]);
  return make(
    "div",
    { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": id },
    make("table", { class: "gantt" }, caption, make("thead", {}, timelineHead(years)), body),
  );
}

function timelineHead(years) {
  const head = (label, kind) => make("th", { scope: "col", class: kind }, label);
  return make(
    "tr",
    {},
    head(say("Project"), "text"),
    ...[say("Opens"), say("Share"), say("Cost, MUSD")].map((label) => head(label, "number")),
    ...years.map((year) => {
      const century = make("span", { class: "century" }, String(year).slice(0, 2));
      const kind = year === data.years[state.year] ? "gantt-year now" : "gantt-year";
      return make("th", { scope: "col", class: kind }, century, String(year).slice(2));
    }),
  );
}

function timelineRow(openings, years) {
  const [first, last] = [openings[0], openings.at(-1)];
  const share = wholeShare(openings);
  const name = make("button", { type: "button", class: "name" }, projectName(first));
  tipFor(name, () => projectTip(openings));
  const opens = first === last ? String(first.opening_year) : `${first.opening_year}–${last.opening_year}`;
  const row = make(
    "tr",
    {},
    make("th", { scope: "row" }, name),
    make("td", { class: "number" }, opens),
    make("td", { class: "number" }, percent(share, shareDigits(share))),
    make("td", { class: "number" }, number(first.capex_musd * share, 0)),
    ...years.map((year) => timelineCell(openings, year)),
  );
  row.dataset.project = data.projects[first.project].id;
  return row;
}

/** What serves in a year stands on what is being built then; the height is the share. */
function timelineCell(openings, year) {
  const serves = openings.filter(({ opening_year: from, last_year: to }) => year >= from && year <= to);
  const builds = openings.filter(
    ({ construction_from: from, opening_year: to }) => from !== null && year >= from && year < to,
  );
  return make(
    "td",
    { class: year === data.years[state.year] ? "gantt-cell now" : "gantt-cell" },
    serves.length > 0 && timelineBar("serves", say("in service"), wholeShare(serves)),
    builds.length > 0 && timelineBar("builds", say("being built"), wholeShare(builds)),
  );
}

function timelineBar(kind, words, share) {
  const bar = make("span", { class: kind }, make("span", { class: "unseen" }, words));
  bar.style.height = `${(0.2 + 0.8 * Math.min(1, share)).toFixed(2)}em`;
  return bar;
}

function projectTip(openings) {
  const [first] = openings;
  const money = (musd) => say("{number} MUSD", { number: number(musd, 0) });
  const where = first.assets.slice(0, 6).map((asset) => data.assets[asset].name);
  const more = first.assets.length - where.length;
  return tipContent(projectName(first), [
    [say("Status"), first.status || UNKNOWN],
    [say("Capital cost of the whole"), money(first.capex_musd)],
    first.budget_musd !== null && [say("Of it from the budget"), money(total(openings.map((one) => one.budget_musd)))],
    ...openings.map(({ opening_year: year, share }) => [
      say("Share opened in {year}", { year }),
      percent(share, shareDigits(share)),
    ]),
    first.last_year !== null &&
      first.last_year < data.years.at(-1) && [
        say("Its life ends"),
        say("after {year}; nothing renews it", { year: first.last_year }),
      ],
    where.length > 0 && [say("Works on"), where.join("; ") + (more > 0 ? ` + ${more}` : "")],
  ]);
}

function timelineLegend() {
  const entry = (kind, words) =>
    make("li", {}, make("span", { class: `${kind} swatch`, "aria-hidden": "true" }), words);
  return make(
    "ul",
    { class: "legend-row" },
    entry("builds", say("being built")),
    entry("serves", say("in service; the height is the share built")),
  );
}

function leftOut(openings) {
  if (!openings.length) return "";
  const items = openings.map((opening) => make("li", {}, projectName(opening)));
  return make(
    "details",
    {},
    make("summary", {}, say("Projects that are not built: {n}", { n: number(items.length) })),
    make("ul", { class: "columns" }, ...items),
  );
}

function budgetTable(plan) {
  const { available, spent } = plan.budget;
  const known = data.years.map((_, year) => year).filter((year) => plan.has_year[year]);
  const unit = say("MUSD");
  const most = Math.max(...spent, ...(available ?? []), 0);
  const amount = (name, label, values) => ({
    name,
    label,
    unit,
    kind: "number",
    digits: 0,
    bar: true,
    most,
    get: (row) => values[known[row]],
  });
  const columns = [
    { name: "year", label: say("Year"), kind: "year", get: (row) => data.years[known[row]] },
    amount("spent", say("Paid by the budget"), spent),
  ];
  if (available) columns.push(amount("available", say("Budget"), available));
  return new DataTable({ caption: say("Budget by year"), columns, rows: known.length, search: false }).element;
}
