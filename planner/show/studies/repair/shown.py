"""What is shown of a diagnosis: what each rule must give, and where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.request import Request
from models.tables import Cell
from planner.study import repair as study


@dataclass(frozen=True)
class Place:
    """A cell as text, as keys of the JSON object, and as a link.

    link: the path of its file from the folder of the workbook, # and the cell; '' for none.
    """

    text: str
    spot: Mapping[str, Any]
    link: str = ""


KINDS = {study.WHOLE: "with whole projects", study.DIVISIBLE: "with divisible projects"}
"""Words for the projects of a diagnosis."""

PlaceOf = Callable[[str, int | None, str], Place]
"""The place of a table, row (position; None: none) and column."""


@dataclass(frozen=True)
class Change:
    """A cell that a repair changes."""

    place: Place
    old: Cell
    new: Cell


@dataclass(frozen=True, kw_only=True)
class Line:
    """One lever. helps: whether it helps alone, None where that is not known."""

    projects: str
    lever: str
    subject: str
    table: str
    place: Place
    words: str
    unit: str
    current: float | None
    needed: float | None
    change: float | None
    helps: bool | None
    proven: bool
    cells: tuple[Change, ...]


@dataclass(frozen=True)
class Diagnosed:
    """What helps projects of one kind (whole or divisible): each line alone; the lines of `together` all at once."""

    projects: str
    alone: tuple[Line, ...]
    together: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything that is shown of a diagnosis. message: which rules contradict. sentences: what is known in short."""

    title: str
    message: str
    sentences: tuple[str, ...]
    found: tuple[Diagnosed, ...]

    @property
    def alone(self) -> list[Line]:
        """Lines that stand alone, for whichever projects."""
        return [line for diagnosed in self.found for line in diagnosed.alone]

    @property
    def together(self) -> list[Line]:
        """Lines that go together, for whichever projects."""
        return [line for diagnosed in self.found for line in diagnosed.together]


def shown_of(case: Case, request: Request, message: str, found: Sequence[study.Diagnosis], place_of: PlaceOf) -> Shown:
    """Everything that is shown; message: why no plan exists."""
    return Shown(
        title=f"{case.parameters.case}: no plan exists",
        message=message,
        sentences=tuple(_sentences(message, case, request, found)),
        found=tuple(
            Diagnosed(
                each.projects,
                tuple(_line(line, place_of) for line in each.alone),
                tuple(_line(line, place_of) for line in each.together),
            )
            for each in found
        ),
    )


def _line(line: study.Line, place_of: PlaceOf) -> Line:
    return Line(
        projects=line.projects,
        lever=line.lever,
        subject=line.subject,
        table=line.table,
        place=place_of(line.table, line.row, line.column),
        words=line.words,
        unit=line.unit,
        current=line.current,
        needed=line.needed,
        change=line.change,
        helps=line.helps_alone,
        proven=line.proven,
        cells=tuple(Change(place_of(c.table, c.row, c.column), c.old, c.new) for c in line.changes),
    )


def _sentences(message: str, case: Case, request: Request, found: Sequence[study.Diagnosis]) -> Iterator[str]:
    """What is known in short."""
    first, *others = found
    yield f"{message.rstrip('.')}."
    if first.by_season:
        yield "The year as a whole has a plan, its seasons have not: each is told for itself, in Mt of the season."
    elif case.has_seasons:
        yield "What must give is sought for the year as a whole, whose seasons need at least as much."
    if first.feasible:
        yield (
            "The rules on projects, money and volumes do not contradict each other, so nothing is named here: "
            "solve again with --formulation link-flow, and report it if that finds no plan either."
        )
    elif not any(line.helps_alone for line in first.alone):
        yield f"No single rule can repair it ({first.projects} projects): at least two must give together."
    if not first.feasible and not first.together:
        yield "No combination was found in the time." if not first.proven else "No combination helps either."
    if any(other.feasible for other in others):
        yield "If projects could be built in part (--relax), a plan exists as the case stands."
    if request.scenario:
        yield f"Numbers are those of the scenario {request.scenario}; places are those of the case it changes."
    if request.changes:
        yield f"Numbers are those with --set {'; '.join(request.changes)}; places are those of the case."
