/* The year slider with its buttons, and playing the years. */

const PLAY_STEP = 1200; // milliseconds; twice as long where the reader wants little motion

let playing = 0;

function setUpYears() {
  const slider = byId("year");
  slider.max = data.years.length - 1;
  slider.addEventListener("input", () => {
    stopPlaying();
    choose({ year: Number(slider.value) });
  });
  byId("play").addEventListener("click", () => (playing ? stopPlaying() : startPlaying()));
  byId("year-before").addEventListener("click", () => stepYear(-1));
  byId("year-after").addEventListener("click", () => stepYear(1));
  byId("year-ends").replaceChildren(
    make("span", {}, String(data.years[0])),
    make("span", {}, String(data.years.at(-1))),
  );
  watch((changed) => changed.has("year") && showYear());
  showPlaying();
  showYear();
}

function stepYear(step) {
  stopPlaying();
  choose({ year: Math.min(data.years.length - 1, Math.max(0, state.year + step)) });
}

function showYear() {
  const year = data.years[state.year];
  byId("year").value = state.year;
  byId("year").setAttribute("aria-valuetext", String(year));
  byId("year-shown").textContent = year;
  byId("year-before").disabled = state.year === 0;
  byId("year-after").disabled = state.year === data.years.length - 1;
  if (!playing) announce();
}

/** Tell the year and its first key figure to who cannot see them; not at every step of playing. */
function announce() {
  const figures = data.plans.map((plan) => {
    const figure = plan.kpis[0];
    return `${data.plans.length > 1 ? `${plan.label}: ` : ""}${figure.label} ${figureText(figure, figure.values[state.year])}`;
  });
  byId("announced").textContent = `${data.years[state.year]}. ${figures.join(". ")}`;
}

function startPlaying() {
  const slow = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (state.year === data.years.length - 1) choose({ year: 0 });
  playing = setInterval(playOn, slow ? 2 * PLAY_STEP : PLAY_STEP);
  showPlaying();
}

function playOn() {
  choose({ year: Math.min(state.year + 1, data.years.length - 1) });
  if (state.year === data.years.length - 1) stopPlaying();
}

function stopPlaying() {
  if (!playing) return;
  clearInterval(playing);
  playing = 0;
  showPlaying();
  announce();
}

function showPlaying() {
  const label = playing ? say("Pause") : say("Play the years");
  byId("play").setAttribute("aria-label", label);
  byId("play").title = label;
  byId("play-sign").textContent = playing ? "❚❚" : "▶";
}
