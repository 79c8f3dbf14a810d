/* What every part uses: the data, texts, numbers and elements. Names enter the page as text only, never as HTML. */

const data = JSON.parse(document.getElementById("data").textContent);

const UNKNOWN = "–";
const MINUS = "\u2212";
const SVG = "http://www.w3.org/2000/svg";

/** The text in the reader's language, each {name} in it filled with the part of that name. */
function say(text, parts = {}) {
  const said = Object.hasOwn(data.words, text) ? data.words[text] : text;
  return said.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(parts, name) ? String(parts[name]) : whole));
}

/** A number as the reader's language writes it: 1,234.5 or 1 234,5. */
function number(value, digits = 0) {
  if (value === null || value === undefined || !Number.isFinite(value)) return UNKNOWN;
  const written = Math.abs(value).toFixed(digits);
  const [whole, rest] = written.split(".");
  const russian = data.lang === "ru";
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, russian ? "\u00a0" : ",");
  const sign = value < 0 && Number(written) !== 0 ? MINUS : "";
  return sign + grouped + (rest ? (russian ? "," : ".") + rest : "");
}

/** A number with its sign, for differences. */
function signed(value, digits = 0) {
  const written = number(value, digits);
  return value > 0 && /[1-9]/.test(written) ? `+${written}` : written;
}

/** A share in per cent. */
function percent(share, digits = 0) {
  return share === null || share === undefined ? UNKNOWN : say("{number}%", { number: number(100 * share, digits) });
}

/** Mt with digits that suit its size. */
function megatonnes(value) {
  return say("{number} Mt", { number: number(value, digitsFor(value)) });
}

function digitsFor(value) {
  const size = Math.abs(value ?? 0);
  return size >= 100 ? 0 : size >= 1 || size === 0 ? 1 : size >= 0.1 ? 2 : 3;
}

/** An HTML element; attributes that begin with "on" are listeners, null and false are left out. */
function make(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/** An SVG element. */
function draw(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

function furnish(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

let lastId = 0;

/** An id that no other element has. */
function freshId() {
  lastId += 1;
  return `id-${lastId}`;
}

/** The element with this id. */
function byId(id) {
  return document.getElementById(id);
}

/** Sum of numbers; null counts as nothing. */
function total(values) {
  return values.reduce((sum, value) => sum + (value ?? 0), 0);
}

/** Round steps from 0 to at least `most`: [0, 20, 40, 60]. */
function roundSteps(most, about = 5) {
  const rough = (most || 1) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999);
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 || 1 }, (_, position) => position * step);
}

/** Digits behind the decimal sign that round steps need. */
function stepDigits(steps) {
  const step = steps[1] ?? 1;
  return Math.min(
    3,
    Math.max(0, Math.ceil(-Math.log10(step) - 1e-9) + (/^25/.test(step.toExponential().replace(".", "")) ? 1 : 0)),
  );
}
