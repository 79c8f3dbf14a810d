/* Beside the pictures: key figures of the year, the answers in sentences, warnings. */

/** A key figure as written: share as per cent, other units behind the number. */
function figureText(figure, value) {
  if (figure.unit === "share") return percent(value, figure.digits);
  const written = number(value, figure.digits);
  return value === null || !figure.unit ? written : `${written} ${figure.unit}`;
}

/** The same with the unit in smaller letters. */
function figureParts(figure, value) {
  if (figure.unit === "share" || value === null || !figure.unit) return [figureText(figure, value)];
  return [number(value, figure.digits), " ", make("span", { class: "figure-unit" }, figure.unit)];
}

function setUpPanel() {
  byId("sentences").replaceChildren(...data.plans.map(planWords));
  watch((changed) => changed.has("year") && showYearInPanel());
  showYearInPanel();
}

function showYearInPanel() {
  showFigures();
  openYearWords();
}

function showFigures() {
  byId("figures-title").textContent = say("Key figures of {year}", { year: data.years[state.year] });
  const [base, other] = data.plans;
  byId("figures").replaceChildren(
    ...base.kpis.map((figure) =>
      tile(
        figure,
        other?.kpis.find(({ id }) => id === figure.id),
      ),
    ),
  );
}

function tile(figure, other) {
  const value = figure.values[state.year];
  const shown = other
    ? comparedValues(figure, other)
    : [make("dd", { class: "figure" }, ...figureParts(figure, value))];
  const spark = make("dd", { class: "spark-box" }, sparkColumns((other ?? figure).values, 120, 22));
  const box = make("div", { class: "tile" }, make("dt", {}, figure.label), ...shown, spark);
  box.dataset.figure = figure.id;
  return box;
}

function comparedValues(figure, other) {
  const [before, after] = [figure.values[state.year], other.values[state.year]];
  const pair = [figure, other].map((one, plan) =>
    make(
      "dd",
      { class: "of-plan" },
      make("span", { class: "plan-name" }, data.plans[plan].label),
      make("span", { class: "value" }, figureText(one, one.values[state.year])),
    ),
  );
  const change = before === null || after === null ? UNKNOWN : signed(after - before, figure.digits);
  return [
    ...pair,
    make("dd", { class: "figure change" }, make("span", { class: "plan-name" }, say("Difference")), change),
  ];
}

/** What is told of a year; that of the chosen year is open. */
function yearWords(year, told) {
  const box = make("details", { class: "year-words" }, make("summary", {}, year), sentences(told, year));
  box.dataset.year = year;
  return box;
}

function sentences(told, year = "") {
  return make(
    "ul",
    { class: "told" },
    ...told.map(({ topic, text }) => {
      const about = topic.slice(topic.startsWith(year) ? year.length : 0).replace(/^[:,\s]+/, "");
      return make("li", {}, about && make("strong", {}, `${about}: `), text);
    }),
  );
}

/** Sentences tell of the time up to a year: open those of the first such year that is not before the chosen one. */
function openYearWords() {
  for (const words of document.querySelectorAll(".plan-words")) {
    const boxes = [...words.querySelectorAll(".year-words")];
    const chosen = boxes.find(({ dataset }) => Number(dataset.year) >= data.years[state.year]) ?? boxes.at(-1);
    for (const box of boxes) box.open = box === chosen;
  }
}

function planWords(plan) {
  const several = data.plans.length > 1;
  const told = plan.headlines.filter(({ text }) => text !== plan.status_text && text !== plan.verified_text);
  const years = plan.headline_years.map((year) => String(data.years[year]));
  const ofYear = (year) => told.filter(({ topic }) => topic.startsWith(year));
  const ofNone = told.filter(({ topic }) => !years.some((year) => topic.startsWith(year)));
  const warnings = plan.warnings.map((text) => make("li", {}, text));
  return make(
    "section",
    { class: "plan-words" },
    several && make("h3", {}, plan.label),
    make("p", { class: "status" }, plan.status_text),
    ...years.filter((year) => ofYear(year).length).map((year) => yearWords(year, ofYear(year))),
    sentences(ofNone),
    make("p", { class: "verified" }, plan.verified_text),
    warnings.length > 0 &&
      make(
        "details",
        { class: "warnings" },
        make("summary", {}, say("Warnings: {n}", { n: number(warnings.length) })),
        make("ul", {}, ...warnings),
      ),
  );
}
