"""Rules on scenarios, on the changes they make, and on what ranges point at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from models.case import Case, positions
from models.checks.columns import check_value
from models.checks.derived import (
    CHANGEABLE,
    Change,
    cells_by_name,
    changes_of,
    lineage,
    matches,
    ranges_of,
    target,
    yearly_columns,
)
from models.checks.words import Check, error, suggestion, wanted, warning
from models.findings import Finding
from models.tables import Column

_NUMERIC = ("number", "integer", "per_year")


def parent_circles(case: Case) -> Iterator[Finding]:
    """The parents of a scenario lead to one without a parent."""
    parents = dict(zip(case.scenarios.id.tolist(), case.scenarios.parent.tolist(), strict=True))
    rows = positions(case.scenarios.id)
    told: set[str] = set()
    for scenario in parents:
        path = [scenario]
        while parents.get(path[-1]) and parents[path[-1]] not in path and parents[path[-1]] not in told:
            path.append(parents[path[-1]])
        closes = parents.get(path[-1], "")
        if closes and closes in path:
            circle = path[path.index(closes) :]
            told.update(circle)
            yield error(
                "parent-circle",
                ("scenarios", rows[circle[0]], "parent"),
                parents[circle[0]],
                expected=f"no circle; now {' > '.join([*circle, closes])}",
                fix="Clear one of these parents.",
                related=("scenarios", rows[circle[-1]], "parent"),
            )


def unknown_sheets(case: Case) -> Iterator[Finding]:
    """A change names a table that may change."""
    for table in ("scenario_changes", "uncertainty"):
        for row, sheet in enumerate(getattr(case, table).sheet.tolist()):
            if sheet and sheet not in CHANGEABLE:
                yield error(
                    "unknown-sheet",
                    (table, row, "sheet"),
                    sheet,
                    expected=f"one of: {', '.join(CHANGEABLE)}",
                    fix=suggestion(sheet, CHANGEABLE) or "Write the name of the table as its sheet has it.",
                )


def unknown_columns(case: Case) -> Iterator[Finding]:
    """A change names a column of its table that is no key."""
    for change in _every_change(case):
        known = cells_by_name(case, change.sheet)
        free = [name for name, cells in known.items() if not cells.column.key and not name.startswith("_")]
        free = ["value"] if change.sheet == "settings" else [*free, *yearly_columns(change.sheet)]
        if not change.column or change.column in free:
            continue
        is_key = change.column in known and known[change.column].column.key
        yield error(
            "key-column" if is_key else "unknown-column",
            change.place("column"),
            change.column,
            expected=f"a column of {change.sheet}: {', '.join(free)}",
            fix="Change another column: the key names the row."
            if is_key
            else suggestion(change.column, free) or "Write the name of the column as the sheet has it.",
            related=(change.sheet, None, change.column),
        )


def wrong_conditions(case: Case) -> Iterator[Finding]:
    """`where` reads column=value, several parted by |, and names columns of the table; in the settings that is key."""
    for change in _every_change(case):
        known = ["key"] if change.sheet == "settings" else list(cells_by_name(case, change.sheet))
        unknown = [column for column, _ in change.conditions if column not in known]
        if change.sheet == "settings" and len(change.conditions) != 1:
            yield _condition(change, "key=NAME, such as key=discount_rate", "Name the setting that changes.")
        elif not change.well_formed:
            yield _condition(change, f"column=value, such as {known[0]}=...", "Write column=value, or clear the cell.")
        elif unknown:
            hint = suggestion(unknown[0], known) or "Write the name of the column as the sheet has it."
            yield _condition(change, f"a column of {change.sheet} before '=': {', '.join(known)}", hint)


def changes_without_rows(case: Case) -> Iterator[Finding]:
    """A change picks at least one row."""
    found: dict[tuple[str, str], bool] = {}
    for change in _every_change(case):
        known = cells_by_name(case, change.sheet)
        asked = change.sheet, change.where
        if asked not in found:
            can_be_asked = change.well_formed and all(column in known for column, _ in change.conditions)
            found[asked] = not can_be_asked or bool(matches(case, change).any())
        if found[asked] or any(_made_by_another(case, change, column) for column, _ in change.conditions):
            continue
        column, value = _fails(case, change)
        texts = set(known[column].values.tolist()) if column and known[column].values.dtype == object else set()
        words = {word for word in texts if isinstance(word, str) and word}
        such_as = f", such as {column}={min(words)}" if words else ""
        yield error(
            "no-row-matches",
            change.place("where"),
            change.where,
            expected=f"at least one row of {change.sheet}{such_as}",
            fix=suggestion(value, words) or "Correct the value, or delete the change: it does nothing.",
            related=(change.sheet, None, column or None),
        )


def _fails(case: Case, change: Change) -> tuple[str, str]:
    """The condition that no row keeps, or the last where only all together fail; ('', '') where there is none."""
    alone = (replace(change, where=f"{column}={value}") for column, value in change.conditions)
    failing = [one.conditions[0] for one in alone if not matches(case, one).any()]
    return (*failing, *change.conditions[-1:], ("", ""))[0]


def _every_change(case: Case) -> Iterator[Change]:
    yield from changes_of(case)
    yield from ranges_of(case)


def wrong_values(case: Case) -> Iterator[Finding]:
    """The value of a change is one that its column may hold, or a number to add or multiply by."""
    for change in changes_of(case):
        column = target(case, change)
        if column is None:
            continue
        if change.operation == "set":
            yield from _set_value(case, change, column)
        elif change.operation in ("add", "multiply") and column.kind in _NUMERIC:
            yield from _operand(case, change, column)


def arithmetic_on_words(case: Case) -> Iterator[Finding]:
    """Only numbers are added to or multiplied."""
    for change in changes_of(case):
        column = target(case, change)
        if column is not None and change.operation in ("add", "multiply") and column.kind not in _NUMERIC:
            yield error(
                "arithmetic-on-words",
                change.place("operation"),
                change.operation,
                expected=f"set: {change.column} of {change.sheet} holds no numbers",
                fix="Write set, or change a column of numbers.",
                related=change.place("column"),
            )


def arithmetic_on_blanks(case: Case) -> Iterator[Finding]:
    """What is added to or multiplied is given in some of the rows."""
    for change in _every_change(case):
        cells = cells_by_name(case, change.sheet).get(change.column)
        if change.operation not in ("add", "multiply") or cells is None or cells.column.kind != "number":
            continue
        picked = matches(case, change)
        blank = picked.any() and np.isnan(cells.values[picked]).all()
        if blank and not _made_by_another(case, change, change.column):
            yield warning(
                "arithmetic-on-blanks",
                change.place("column"),
                change.column,
                expected=f"rows of {change.sheet} in which {change.column} is given, such as 12.5",
                fix="Use set, or fill the cells: a blank stays blank.",
                related=(change.sheet, int(np.flatnonzero(picked)[0]), change.column),
            )


def repeated_changes(case: Case) -> Iterator[Finding]:
    """A scenario makes each change once."""
    first: dict[Change, int] = {}
    for change in changes_of(case):
        original = first.setdefault(replace(change, row=0), change.row)
        if original != change.row:
            yield warning(
                "repeated-change",
                change.place("sheet"),
                change.sheet,
                expected="each change once, such as one row with the factor 0.25 instead of two with 0.5",
                fix="Delete one of the two rows, unless the change is to be made twice.",
                related=("scenario_changes", original, "sheet"),
            )


def _made_by_another(case: Case, change: Change, column: str) -> bool:
    """Whether another change of the scenario or its parents may put values into the column first."""
    chain = lineage(case).get(change.scenario, frozenset())
    return any(
        (other.sheet, other.column) == (change.sheet, column) and other.scenario in chain and other.row != change.row
        for other in changes_of(case)
    )


def _condition(change: Change, expected: str, fix: str) -> Finding:
    return error("wrong-condition", change.place("where"), change.where, expected=expected, fix=fix)


def _set_value(case: Case, change: Change, column: Column) -> Iterator[Finding]:
    if change.value:
        yield from check_value(case, change.place("value"), column, change.value)
    elif column.required:
        yield error(
            "missing-value",
            change.place("value"),
            expected=wanted(column),
            fix=f"Write the new value: {change.column} of {change.sheet} may not be blank.",
        )


def _operand(case: Case, change: Change, column: Column) -> Iterator[Finding]:
    unit = column.unit if change.operation == "add" else "factor"
    free = Column(kind=column.kind, help=f"What to {change.operation}", unit="" if unit == "year" else unit)
    if not change.value:
        yield error(
            "missing-value",
            change.place("value"),
            expected=wanted(free),
            fix=f"Write the number to {change.operation} {'to' if change.operation == 'add' else 'by'}.",
        )
        return
    problems = list(check_value(case, change.place("value"), free, change.value))
    yield from problems
    if not problems and change.operation == "multiply" and column.minimum >= 0 and float(change.value) < 0:
        yield error(
            "out-of-range",
            change.place("value"),
            change.value,
            expected=f"a factor from 0: {change.column} is {wanted(column)}",
            fix="Correct the factor.",
        )


CHECKS: tuple[Check, ...] = (
    parent_circles,
    unknown_sheets,
    unknown_columns,
    wrong_conditions,
    changes_without_rows,
    wrong_values,
    arithmetic_on_words,
    arithmetic_on_blanks,
    repeated_changes,
)
