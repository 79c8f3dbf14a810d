/* A picture under its title, to be kept as PNG, and the numbers that it shows, to be kept as CSV. */

const KEPT_LOOKS = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
  "stroke-linejoin", "opacity", "font-family", "font-size", "font-weight", "letter-spacing", "text-anchor",
  "paint-order", "vector-effect",
]; // what the style of the page gives an element, as attributes of its copy
const PNG_SCALE = 2; // dots of the file for a dot of the screen
const PNG_MARGIN = 16;
const PNG_LINE = 20;

/** A title with the buttons that keep the picture of its figure; rows() returns headings and rows; name: of the files. */
function captioned(title, name, rows) {
  const words = make("span", {}, title);
  const said = () => words.textContent;
  const png = saveButton("PNG", () => say("Save as PNG: {title}", { title: said() }));
  const csv = saveButton("CSV", () => say("Save as CSV: {title}", { title: said() }));
  png.addEventListener("click", () => savePng(png.closest("figure, li"), said(), name));
  csv.addEventListener("click", () => saveCsv(name, rows()));
  return make("div", { class: "captioned" }, words, make("span", { class: "saving" }, png, csv));
}

function saveButton(kind, words) {
  return make("button", { type: "button", class: "save", "aria-label": words(), "data-save": kind.toLowerCase() }, kind);
}

/** Name of a file: case, what it shows, the chosen year. */
function fileName(name, ending) {
  const parts = [data.plans[0].case, ...name.split(" "), data.years[state.year]];
  return `${parts.join("-").replace(/[^\p{L}\p{N}_-]+/gu, "-")}.${ending}`;
}

function download(blob, file) {
  const link = make("a", { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function saveCsv(name, rows) {
  const lines = rows.map((row) => row.map(csvCell).join(","));
  download(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv" }), fileName(name, "csv"));
}

/** Numbers as they are; a text that a spreadsheet would take for a formula is marked as text. */
function csvCell(value) {
  if (isBlank(value)) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Headings and rows of a table of the workbook, of those rows that are kept: (get a cell by column name) => boolean. */
function sheetRows(plan, name, keeps = () => true) {
  const table = plan.tables.find((one) => one.name === name);
  if (!table) return [];
  const cells = new Map(table.columns.map((column) => [column.name, getter(column)]));
  const heads = table.columns.map(({ label, unit }) => (unit ? `${label}, ${unit}` : label));
  const rows = Array.from({ length: table.rows }, (_, row) => row).filter((row) => keeps((one) => cells.get(one)(row)));
  return [heads, ...rows.map((row) => [...cells.values()].map((get) => get(row)))];
}

function savePng(figure, title, name) {
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = make("canvas", { width: image.width * PNG_SCALE, height: image.height * PNG_SCALE });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((blob) => download(blob, fileName(name, "png")));
  });
  const source = new XMLSerializer().serializeToString(wholePicture(figure, title));
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
}

/** Title, picture, legend and source of a figure as one SVG that needs no style. */
function wholePicture(figure, title) {
  const picture = figure.querySelector("svg.chart, svg.map");
  const box = picture.getBoundingClientRect();
  const width = Math.round(box.width);
  const heads = textLines(title, width, "600 15px system-ui, sans-serif");
  const top = PNG_MARGIN + heads.length * PNG_LINE;
  const copy = furnish(copyOf(picture), { x: PNG_MARGIN, y: top, width, height: box.height }, []);
  const legend = legendLines(figure, width, top + box.height + PNG_LINE);
  const foot = top + box.height + PNG_LINE * (legend.lines + 1.5);
  const [whole, height] = [width + 2 * PNG_MARGIN, Math.ceil(foot + PNG_MARGIN)];
  const style = getComputedStyle(document.body);
  const letters = { "font-family": "system-ui, sans-serif", fill: style.color };
  return draw(
    "svg",
    { width: whole, height, viewBox: `0 0 ${whole} ${height}` },
    draw("rect", { width: whole, height, fill: style.backgroundColor }),
    ...heads.map((line, place) =>
      draw("text", { x: PNG_MARGIN, y: PNG_MARGIN + place * PNG_LINE + 4, "font-size": 15, "font-weight": 600, ...letters }, line),
    ),
    picture.matches(".map") && sea(picture, { x: PNG_MARGIN, y: top, width, height: box.height }),
    copy,
    ...legend.parts,
    draw("text", { x: PNG_MARGIN, y: foot, "font-size": 11, ...letters }, `${data.title} · ${data.plans.map(({ file }) => file).join(", ")}`),
  );
}

function sea(picture, place) {
  return draw("rect", { ...place, fill: getComputedStyle(picture.parentElement).backgroundColor });
}

/** A copy that looks the same by its own attributes; what cannot be seen is left out. */
function copyOf(element) {
  const copy = element.cloneNode(false);
  for (const name of ["class", "tabindex", "role", "aria-label", "aria-describedby"]) copy.removeAttribute(name);
  const style = getComputedStyle(element);
  if (element.localName !== "clipPath" && !element.closest("clipPath"))
    for (const look of KEPT_LOOKS) copy.setAttribute(look, style.getPropertyValue(look));
  for (const child of element.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) copy.append(child.textContent);
    else if (getComputedStyle(child).display !== "none" || child.closest("clipPath")) copy.append(copyOf(child));
  }
  return copy;
}

/** Entries of the legend beside each other from `y` on: {parts, lines}. */
function legendLines(figure, width, y) {
  const parts = [];
  let [x, line] = [0, 0];
  for (const entry of figure.querySelectorAll(".legend li, .legend-row li")) {
    const sign = entry.querySelector("svg");
    const room = (sign?.width.baseVal.value ?? 0) + textWidth(entry.textContent) + 24;
    if (x && x + room > width) [x, line] = [0, line + 1];
    const at = { x: PNG_MARGIN + x, y: y + line * PNG_LINE };
    if (sign) parts.push(furnish(copyOf(sign), { x: at.x, y: at.y - sign.height.baseVal.value + 3 }, []));
    const letters = { "font-size": 12, "font-family": "system-ui, sans-serif", fill: getComputedStyle(entry).color };
    parts.push(draw("text", { x: at.x + (sign?.width.baseVal.value ?? 0) + 4, y: at.y, ...letters }, entry.textContent));
    x += room;
  }
  return { parts, lines: parts.length ? line + 1 : 0 };
}

/** A text in lines that are no wider than `width`. */
function textLines(text, width, font) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.at(-1) && textWidth(longer, font) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
