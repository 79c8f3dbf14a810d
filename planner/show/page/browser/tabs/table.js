/* A table that can be sorted, searched and paged. */

const ROWS_PER_PAGE = 50;
const WIDE = 9; // columns beyond which letters and gaps are small, so that all years stand on a screen

/**
 * columns: [{name, label, unit, kind, digits, heat, bar, most, get: (row number) => value}]; rows: how many.
 * The first column names its row. A column with `bar` shows bars beside its numbers; the longest stands for `most`, or
 * for its largest number. A table with the name `keep` is found as it was left when it is made again for another year.
 */
class DataTable {
  constructor({ caption, columns, rows, note = "", sort = null, search = true, perPage = ROWS_PER_PAGE, keep = "" }) {
    Object.assign(this, { columns, rows, perPage, keep, sort, page: 0, words: "" }, keptOrders.get(keep));
    this.id = freshId();
    this.caption = make("caption", { id: this.id }, caption);
    this.body = make("tbody");
    this.count = make("p", { class: "count", role: "status" });
    this.buildHead();
    this.pager = this.makePager();
    const tools = make(
      "div",
      { class: "table-tools" },
      search && rows > 8 && this.makeSearch(),
      search && this.count,
      this.pager,
      this.makeSave(caption),
    );
    const scroll = make(
      "div",
      { class: "scroll", tabindex: "0", role: "group", "aria-labelledby": this.id },
      make("table", { class: columns.length > WIDE && "dense" }, this.caption, make("thead", {}, this.head), this.body),
    );
    this.element = make("div", { class: "data-table" }, tools, scroll, note && make("p", { class: "small" }, note));
    this.most = columns.map((column) => (column.bar ? (column.most ?? this.mostOf(column)) : 0));
    this.update();
  }

  mostOf(column) {
    let most = 0;
    for (let row = 0; row < this.rows; row += 1) most = Math.max(most, Math.abs(column.get(row) ?? 0));
    return most;
  }

  buildHead() {
    this.heads = this.columns.map((column, position) => {
      const unit = column.unit && make("span", { class: "unit" }, column.unit === "share" ? "%" : column.unit);
      const button = make(
        "button",
        { type: "button", onclick: () => this.sortBy(position) },
        column.label,
        " ",
        unit,
        make("span", { class: "arrow", "aria-hidden": "true" }),
      );
      const label = [column.label, column.unit === "share" ? "%" : column.unit].filter(Boolean).join(", ");
      return make("th", { scope: "col", class: column.kind, "data-heading": label }, button);
    });
    this.head = make("tr", {}, ...this.heads);
  }

  makeSearch() {
    const id = freshId();
    const field = make("input", { type: "search", id, autocomplete: "off", oninput: () => this.search(field.value) });
    field.value = this.words;
    return make("div", { class: "search" }, make("label", { for: id }, say("Search")), field);
  }

  makePager() {
    this.before = make("button", { type: "button", onclick: () => this.turn(-1) }, say("Previous"));
    this.after = make("button", { type: "button", onclick: () => this.turn(1) }, say("Next"));
    return make("div", { class: "pager", role: "group", "aria-label": say("Pages") }, this.before, this.after);
  }

  makeSave(caption) {
    const button = saveButton("CSV", () => say("Save as CSV: {title}", { title: caption }));
    button.addEventListener("click", () => saveCsv(caption, this.cells()));
    return button;
  }

  /** Headings and all rows, in the order in which they were given. */
  cells() {
    const heads = this.columns.map(({ label, unit }) => [label, unit].filter(Boolean).join(", "));
    const rows = Array.from({ length: this.rows }, (_, row) => this.columns.map((column) => column.get(row)));
    return [heads, ...rows];
  }

  search(words) {
    this.words = words;
    this.page = 0;
    this.update();
  }

  /** Numbers first from the largest, texts from A; again turns it round. */
  sortBy(position) {
    const [column, down] = this.sort ?? [];
    this.sort = [position, column === position ? !down : this.columns[position].kind === "number"];
    this.page = 0;
    this.update();
  }

  turn(step) {
    this.page += step;
    this.update();
    if ((step < 0 ? this.before : this.after).disabled) (step < 0 ? this.after : this.before).focus();
  }

  /** Row numbers that hold the words searched for, in order. */
  found() {
    let rows = Array.from({ length: this.rows }, (_, row) => row);
    const words = this.words.trim().toLowerCase();
    if (words) rows = rows.filter((row) => this.text(row).includes(words));
    if (this.sort) rows.sort((one, other) => this.compare(one, other));
    return rows;
  }

  text(row) {
    this.texts ??= [];
    return (this.texts[row] ??= this.columns
      .map((column) => cellText(column, column.get(row)))
      .join("\n")
      .toLowerCase());
  }

  compare(one, other) {
    const [position, down] = this.sort;
    const [a, b] = [one, other].map((row) => this.columns[position].get(row));
    if (isBlank(a) || isBlank(b)) return isBlank(a) - isBlank(b);
    const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
    return down ? -order : order;
  }

  update() {
    const { keep, sort, words } = this;
    if (keep) keptOrders.set(keep, { sort, words });
    const rows = this.found();
    const first = this.page * this.perPage;
    const shown = rows.slice(first, first + this.perPage);
    this.body.replaceChildren(
      ...shown.map((row) => make("tr", {}, ...this.columns.map((column, place) => this.cell(column, place, row)))),
    );
    this.heads.forEach((head, place) => showOrder(head, this.sort?.[0] === place ? this.sort[1] : null));
    const parts = {
      first: number(shown.length ? first + 1 : 0),
      last: number(first + shown.length),
      all: number(rows.length),
    };
    this.count.textContent = say("Rows {first} to {last} of {all}", parts);
    this.before.disabled = this.page === 0;
    this.after.disabled = first + this.perPage >= rows.length;
    this.pager.hidden = rows.length <= this.perPage && this.page === 0;
  }

  cell(column, place, row) {
    const value = column.get(row);
    const band = column.heat ? bandOf(value) : null;
    const kind = `${column.kind}${band === null ? "" : ` heat-${band}`}`;
    const cell = place === 0 ? make("th", { scope: "row", class: kind }) : make("td", { class: kind });
    cell.append(cellText(column, value));
    if (column.bar && value)
      cell.append(dataBar(Math.abs(value) / this.most[place], column.signed ? (value < 0 ? "less" : "more") : ""));
    return cell;
  }
}

const keptOrders = new Map(); // by name of a table: {sort, words}

const collator = new Intl.Collator(data.lang, { numeric: true });

function isBlank(value) {
  return value === null || value === undefined || value === "";
}

function cellText(column, value) {
  if (isBlank(value)) return "";
  if (column.kind === "year" || typeof value !== "number") return String(value);
  const digits = column.digits ?? digitsFor(value);
  if (column.unit === "share") return number(100 * value, column.digits ?? 0);
  return column.signed ? signed(value, digits) : number(value, digits);
}

function dataBar(share, kind) {
  const bar = make("span", { class: `bar ${kind}`, "aria-hidden": "true" });
  bar.style.width = `${(100 * share).toFixed(1)}%`;
  return bar;
}

/** `down` null: not sorted by this column. */
function showOrder(head, down) {
  if (down === null) head.removeAttribute("aria-sort");
  else head.setAttribute("aria-sort", down ? "descending" : "ascending");
  head.querySelector(".arrow").textContent = down === null ? "" : down ? "▼" : "▲";
}
