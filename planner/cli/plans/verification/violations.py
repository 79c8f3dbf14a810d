"""What a broken rule means, in words with the amounts of both sides."""

from __future__ import annotations

import re
from math import isfinite, isnan

from models.tables import ROUTES, UNMET
from models.verify import Violation
from planner.cli.plans.verification.rows import shown
from planner.read.result import Book

MEASURED = {
    "demand-balance": "{value} {unit} arrive or stay behind of {limit} {unit}",
    "objective": "the workbook says {value} {unit}; the plan costs {limit} {unit}",
    "stated-bound": "the workbook says {value} {unit}; the plan costs only {limit} {unit}",
    "bound-above-objective": "{value} {unit}; the plan costs only {limit} {unit}",
}
"""Words by rule; of others what there is and what is allowed."""


OF_DEMAND = re.compile(r"demand (?P<demand>.+) in (?P<year>\d+)(?:$|:)")
"""A place that names a demand and a year."""


def rows_about(found: Violation, book: Book) -> str:
    """Rows of the workbook that carry the cargo of which a rule speaks; '' where it speaks of none."""
    about = OF_DEMAND.search(found.where)
    if about is None:
        return ""
    wanted, named = list(about.groups()), []
    for sheet in (ROUTES, UNMET):
        grid = book.grids[sheet]
        head = next(n for n, row in enumerate(grid.rows) if "demand" in row and "year" in row)
        places = [list(grid.rows[head]).index(name) for name in ("demand", "year")]
        rows = zip(grid.lines[head + 1 :], grid.rows[head + 1 :], strict=True)
        lines = [
            line for line, row in rows if len(row) > max(places) and [shown(row[place]) for place in places] == wanted
        ]
        named += [f"{sheet} row {line}" for line in lines]
    return f" ({', '.join(named)})" if named else ""


def told_violation(found: Violation) -> str:
    """One line for the screen."""
    if found.rule == "other-input":
        return f"{found.rule}: {found.where}"
    if isnan(found.value) or not isfinite(found.amount):
        return f"{found.rule}: {found.where}: {found.amount:.6g} {found.unit}"
    words = MEASURED.get(found.rule, "{value} {unit}; allowed {side} {limit} {unit}")
    side = "at most" if found.value > found.limit else "at least"
    value, limit = (f"{number:.9g}" for number in (found.value, found.limit))
    return f"{found.rule}: {found.where}: {words.format(value=value, limit=limit, unit=found.unit, side=side)}"
