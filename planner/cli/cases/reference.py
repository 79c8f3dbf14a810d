"""`planner reference`: the base run from which demand answers to cost, into a copy of the case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import place_of, stem_of
from planner.cli.reading import SCHEMA_VERSION, changed_or_stop, read_or_stop
from planner.read.writing import write_workbook
from planner.study.reference import Projects, Reference, reference


@dataclass(frozen=True)
class ReferenceOrder:
    """What `planner reference` was asked for."""

    source: Path
    out: Path | None
    request: Request
    projects: Projects
    force: bool


def reference_order(order: ReferenceOrder, console: Console) -> Answer:
    """Carry the order out; the input is left alone."""
    place = place_of(order.out, stem_of(order.source, order.request, "reference"), force=order.force)
    reading = read_or_stop(order.source, console)
    _require_answers(changed_or_stop(reading, order.request, console), order.source)
    with console.stage("solve"):
        found = reference(reading.case, order.request, order.projects, console.watch)
    with console.stage("write"):
        written = place.write_one(lambda path: write_workbook(found.case, path, force=True), console)
    data = _as_json(found, order, [str(file) for file in written.files])
    return Answer(written.code(Exit.DONE), data, [*_lines(found), f"written: {written.files[0]}"])


def _require_answers(case: Case, source: Path) -> None:
    if not len(case.demand_response):
        raise PlannerError(f"{source}: the table demand_response is empty: fill it with elasticities first")


def _lines(found: Reference) -> list[str]:
    known, asked, left = (int(flags.sum()) for flags in (~np.isnan(found.cost), found.asked, found.left))
    lines = [f"{known} of {asked} demands of a year have a cost in the base run"]
    if known:
        low, middle, high = np.nanquantile(found.cost, (0.0, 0.5, 1.0))
        lines.append(f"USD/t: from {low:,.2f} to {high:,.2f}, half of them below {middle:,.2f}")
    if left:
        lines.append(
            f"{left} have none: the base run leaves cargo behind there, and its cost is the penalty; "
            "they do not answer to cost"
        )
    if not found.case.parameters.demand_response:
        lines.append("demand does not answer yet: write demand_response yes into the settings")
    return lines


def _as_json(found: Reference, order: ReferenceOrder, files: list[str]) -> dict[str, Any]:
    rows, case = np.argwhere(~np.isnan(found.cost)), found.case
    return {
        "schema_version": SCHEMA_VERSION,
        "case": case.parameters.case,
        "scenario": order.request.scenario or None,
        "changes": list(order.request.changes),
        "projects": order.projects.value,
        "asked": int(found.asked.sum()),
        "left_behind": int(found.left.sum()),
        "reference": [
            {
                "demand": str(case.demand.id[d]),
                "year": int(case.years.year[y]),
                "cost_usd_per_t": float(found.cost[d, y]),
            }
            for d, y in rows.tolist()
        ],
        "files": files,
    }
