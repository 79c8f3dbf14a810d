"""What `planner solve` says when no plan exists: what each rule must give, where it is written, what is cheapest."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.case import Case
from models.errors import NoPlan
from models.request import Request
from models.tables import Cell
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import free_name
from planner.cli.reading import SCHEMA_VERSION
from planner.files import whole_file
from planner.read.problems import Places, Spot
from planner.show.studies.repair import DiagnosisBook, DiagnosisLine, Place, write_diagnosis
from planner.study.repair import DIVISIBLE, WHOLE, Diagnosis, Line, repairs_of

MOST_LINES = 20
"""Repairs that are told on the screen; the workbook has all of them."""

MOST_NAMED = 12
"""Levers of a kind that cannot help alone and are named on the screen."""


def diagnose(
    error: NoPlan, case: Case, places: Places, request: Request, source: Path, target: Path, console: Console
) -> Answer:
    """Find what must give, tell it, and write it to NAME.diagnosis.xlsx beside where the result would stand."""
    with console.stage("diagnose"):
        found = repairs_of(case, request, console.watch)
    sentences = _sentences(error, request, found)
    file = free_name(target.with_name(f"{target.stem}.diagnosis.xlsx"))
    links = _Links(places, source, file.parent)
    alone = tuple(links.line(line) for diagnosis in found for line in diagnosis.alone)
    together = tuple(links.line(line) for diagnosis in found for line in diagnosis.together)
    title = f"{case.parameters.case}: no plan exists"
    with whole_file(file) as draft:
        write_diagnosis(DiagnosisBook(title, sentences, alone, together), draft)
    for line in (*sentences, *_told(found, places)):
        console.fail(line)
    data = {"schema_version": SCHEMA_VERSION, "case": case.parameters.case, "scenario": request.scenario or None}
    data["changes"] = list(request.changes)
    data |= {
        "status": "no_plan",
        "message": str(error),
        "diagnosis": [_json(line, places) for diagnosis in found for line in diagnosis.alone],
        "combination": [_json(line, places, alone=False) for diagnosis in found for line in diagnosis.together],
        "files": [str(file)],
    }
    return Answer(Exit.NO_PLAN, data, [f"no plan exists; written: {file}"])


class _Links:
    """Cells of the input as places of the diagnosis workbook."""

    def __init__(self, places: Places, source: Path, folder: Path) -> None:
        self._places, self._source, self._folder = places, source.resolve(), folder.resolve()

    def line(self, line: Line) -> DiagnosisLine:
        """A line with its places."""
        changes = (
            (self._place(change.table, change.row, change.column), _shown(change.old), _shown(change.new))
            for change in line.changes
        )
        return DiagnosisLine(
            projects=line.projects,
            place=self._place(line.table, line.row, line.column),
            words=line.words,
            unit=line.unit,
            current=line.current,
            needed=line.needed,
            change=line.change,
            helps=line.helps_alone,
            proven=line.proven,
            cells=tuple(changes),
        )

    def _place(self, table: str, row: int | None, column: str) -> Place:
        spot = self._places.spot(table, row, column)
        return Place(str(spot), self._link(spot))

    def _link(self, spot: Spot) -> str:
        file = self._source if spot.file is None else self._source / spot.file
        try:
            path = os.path.relpath(file, self._folder)
        except ValueError:  # another drive
            path = str(file)
        return path if spot.file is not None else f"{path}#{spot.sheet}!{spot.cell or 'A1'}"


def _sentences(error: NoPlan, request: Request, found: tuple[Diagnosis, ...]) -> tuple[str, ...]:
    """What is known in short."""
    first, *others = found
    lines = [f"{str(error).rstrip('.')}."]
    if first.feasible:
        lines.append(
            "The rules on projects, money and volumes do not contradict each other, so nothing is named here: "
            "solve again with --formulation link-flow, and report it if that finds no plan either."
        )
    elif not any(line.helps_alone for line in first.alone):
        lines.append(f"No single rule can repair it ({first.projects} projects): at least two must give together.")
    if not first.feasible and not first.together:
        lines.append("No combination was found in the time." if not first.proven else "No combination helps either.")
    if any(other.feasible for other in others):
        lines.append("If projects could be built in part (--relax), a plan exists as the case stands.")
    if request.scenario:
        lines.append(f"Numbers are those of the scenario {request.scenario}; places are those of the case it changes.")
    if request.changes:
        lines.append(f"Numbers are those with --set {'; '.join(request.changes)}; places are those of the case.")
    return tuple(lines)


def _told(found: tuple[Diagnosis, ...], places: Places) -> list[str]:
    """The repairs, the cheapest first; of divisible projects only what differs from whole ones."""
    lines, known = [], set[tuple[str, str]]()
    for diagnosis in found:
        helping = [line for line in diagnosis.alone if line.helps_alone]
        new = [line for line in helping if (line.lever, line.words) not in known]
        known |= {(line.lever, line.words) for line in helping}
        lines += _block(f"Any one of these repairs it, {_projects(diagnosis)}:", new, places)
        new = [line for line in diagnosis.together if (line.lever, f"together {line.words}") not in known]
        known |= {(line.lever, f"together {line.words}") for line in diagnosis.together}
        if new and len(diagnosis.together) > 1:
            lines += _block(f"The cheapest combination, {_projects(diagnosis)}:", list(diagnosis.together), places)
    return lines + _cannot(found[0])


def _projects(diagnosis: Diagnosis) -> str:
    return {WHOLE: "with whole projects", DIVISIBLE: "with divisible projects"}[diagnosis.projects]


def _block(title: str, lines: list[Line], places: Places) -> list[str]:
    if not lines:
        return []
    told = [f"  {places.spot(line.table, line.row, line.column)}: {line.words}" for line in lines[:MOST_LINES]]
    more = [f"  and {len(lines) - MOST_LINES} more in the workbook"] if len(lines) > MOST_LINES else []
    return [title, *told, *more]


def _cannot(diagnosis: Diagnosis) -> list[str]:
    """The levers of each kind that cannot help alone, and those of which that is not known."""
    lines = []
    for title, helps in (("Cannot help alone", False), ("Not known in the time", None)):
        by_kind: dict[str, list[str]] = {}
        for line in diagnosis.alone:
            if line.helps_alone is helps:
                by_kind.setdefault(line.lever.replace("_", " "), []).append(line.subject)
        told = [f"  {kind}: {_named(subjects)}" for kind, subjects in by_kind.items()]
        lines += [f"{title}, {_projects(diagnosis)}:", *told] if told else []
    return lines


def _named(subjects: list[str]) -> str:
    more = f" and {len(subjects) - MOST_NAMED} more" if len(subjects) > MOST_NAMED else ""
    return ", ".join(subjects[:MOST_NAMED]) + more


def _json(line: Line, places: Places, *, alone: bool = True) -> dict[str, Any]:
    told = {
        "lever": line.lever,
        "table": line.table,
        **asdict(places.spot(line.table, line.row, line.column)),
        "unit": line.unit,
        "current": line.current,
        "needed": line.needed,
        "change": line.change,
    }
    told |= {"helps_alone": line.helps_alone} if alone else {}
    cells = [
        {**asdict(places.spot(c.table, c.row, c.column)), "old": _plain(c.old), "new": _plain(c.new)}
        for c in line.changes
    ]
    return told | {"proven": line.proven, "projects": line.projects, "words": line.words, "changes": cells}


def _plain(cell: Cell) -> str | float | int | None:
    return "|".join(cell) if isinstance(cell, tuple) else cell


def _shown(cell: Cell) -> str:
    """A cell as text; a blank is said."""
    plain = _plain(cell)
    return "(blank)" if plain is None else f"{plain:.10g}" if isinstance(plain, float) else str(plain)
