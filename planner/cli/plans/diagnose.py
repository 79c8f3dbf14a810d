"""What `planner solve` says when no plan exists: what each rule must give, where it is written, what is cheapest."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from models.case import Case
from models.errors import NoPlan
from models.request import Request
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.placing import free_name
from planner.cli.reading import SCHEMA_VERSION
from planner.files import whole_file
from planner.read.problems import Places, Spot
from planner.show.studies import repair as show
from planner.study.repair import repairs_of


def diagnose(
    error: NoPlan, case: Case, places: Places, request: Request, source: Path, target: Path, console: Console
) -> Answer:
    """Find what must give, tell it, and write it to NAME.diagnosis.xlsx beside where the result would stand."""
    with console.stage("diagnose"):
        found = repairs_of(case, request, console.watch)
    file = free_name(target.with_name(f"{target.stem}.diagnosis.xlsx"))
    shown = show.shown_of(case, request, str(error), found, _Links(places, source, file.parent).place)
    with whole_file(file) as draft:
        show.write_diagnosis(shown, draft)
    for line in show.lines_of(shown):
        console.fail(line)
    head = {
        "schema_version": SCHEMA_VERSION,
        "case": case.parameters.case,
        "scenario": request.scenario or None,
        "changes": list(request.changes),
    }
    data = {**head, **show.json_of(shown), "files": [str(file)]}
    return Answer(Exit.NO_PLAN, data, [f"no plan exists; written: {file}"])


class _Links:
    """Cells of the input as places of the diagnosis workbook."""

    def __init__(self, places: Places, source: Path, folder: Path) -> None:
        self._places, self._source, self._folder = places, source.resolve(), folder.resolve()

    def place(self, table: str, row: int | None, column: str) -> show.Place:
        """A cell of the input."""
        spot = self._places.spot(table, row, column)
        return show.Place(str(spot), asdict(spot), self._link(spot))

    def _link(self, spot: Spot) -> str:
        file = self._source if spot.file is None else self._source / spot.file
        try:
            path = os.path.relpath(file, self._folder)
        except ValueError:  # another drive
            path = str(file)
        return path if spot.file is not None else f"{path}#{spot.sheet}!{spot.cell or 'A1'}"
