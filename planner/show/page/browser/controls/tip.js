/* The box that tells more about what is under the pointer or has the focus. It stays while the pointer is on it. */

let tipBox = null;
let tipOwner = null;
let tipTimer = 0;

function setUpTips() {
  tipBox = make("div", { role: "tooltip", id: "tip", class: "tip", hidden: true });
  tipBox.addEventListener("pointerenter", () => clearTimeout(tipTimer));
  tipBox.addEventListener("pointerleave", hideTip);
  document.body.append(tipBox);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideTip());
  document.addEventListener("scroll", hideTip, { passive: true, capture: true });
}

/** Tell more about an element on hover and on focus; `content` returns what to show. */
function tipFor(element, content) {
  element.addEventListener("pointerenter", (event) => showTip(element, content, event.clientX, event.clientY));
  element.addEventListener("pointerleave", () => leaveTip(element));
  element.addEventListener("focus", () => element.matches(":focus-visible") && showTipAt(element, content));
  element.addEventListener("blur", hideTip);
}

function showTipAt(element, content) {
  const box = element.getBoundingClientRect();
  showTip(element, content, box.left + box.width / 2, box.top + box.height / 2);
}

function showTip(element, content, x, y) {
  clearTimeout(tipTimer);
  tipOwner?.removeAttribute("aria-describedby");
  tipOwner = element;
  tipBox.replaceChildren(content());
  tipBox.hidden = false;
  element.setAttribute("aria-describedby", "tip");
  placeTip(x, y);
}

function placeTip(x, y) {
  const { offsetWidth: width, offsetHeight: height } = tipBox;
  const right = document.documentElement.clientWidth - width - 8;
  const above = y - height - 14;
  tipBox.style.left = `${Math.max(8, Math.min(x + 14, right))}px`;
  tipBox.style.top = `${above > 8 ? above : Math.min(y + 18, Math.max(8, innerHeight - height - 8))}px`;
}

function leaveTip(element) {
  clearTimeout(tipTimer);
  tipTimer = setTimeout(() => tipOwner === element && hideTip(), 150);
}

function hideTip() {
  clearTimeout(tipTimer);
  tipOwner?.removeAttribute("aria-describedby");
  tipOwner = null;
  if (tipBox) tipBox.hidden = true;
}

/** A title with facts below it: [[what, value], ...]; further elements follow. */
function tipContent(title, facts, ...more) {
  const rows = facts.filter(Boolean).map(([what, value]) => [make("dt", {}, what), make("dd", {}, value)]);
  return make("div", {}, make("strong", {}, title), make("dl", {}, ...rows), ...more);
}

/** Small columns of values by year, the chosen year marked. */
function sparkColumns(values, width = 180, height = 36) {
  const most = Math.max(...values.map((value) => value ?? 0), 1e-9);
  const step = width / values.length;
  const columns = values.map((value, year) => {
    const size = ((value ?? 0) / most) * (height - 2);
    const place = { x: year * step + 1, y: height - size, width: Math.max(1, step - 2), height: size };
    return draw("rect", { ...place, class: year === state.year ? "spark now" : "spark" });
  });
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, preserveAspectRatio: "xMinYMax", "aria-hidden": "true" },
    ...columns,
  );
}
