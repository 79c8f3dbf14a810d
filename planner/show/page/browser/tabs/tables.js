/* The tables of the result, all of them, one at a time. */

/** A table of the data as a DataTable. */
function resultTable(table, caption = table.title) {
  const columns = table.columns.map((column) => ({ ...column, get: getter(column) }));
  return new DataTable({ caption, columns, rows: table.rows, note: table.note });
}

function getter(column) {
  if (column.words) return (row) => column.words[column.at[row]];
  return (row) => column.values[row];
}

function drawTables(host) {
  const [base] = data.plans;
  const chosen = state.table ?? base.tables[0].name;
  const id = freshId();
  const list = make("select", { id, onchange: () => choose({ table: list.value }) });
  for (const table of base.tables)
    list.append(make("option", { value: table.name, selected: table.name === chosen }, table.title));
  const shown = data.plans.map((plan) => tableOfPlan(plan, chosen));
  host.replaceChildren(
    make("div", { class: "table-choice" }, make("label", { for: id }, say("Table")), list),
    ...shown,
  );
}

function tableOfPlan(plan, name) {
  const table = plan.tables.find((one) => one.name === name);
  const several = data.plans.length > 1;
  if (!table) return make("p", {}, say("{plan} has no such table", { plan: plan.label }));
  return resultTable(table, several ? `${plan.label}: ${table.title}` : table.title).element;
}
