"""The sheet ERRORS as plain rows: what a checked copy and a workbook of errors both show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from models.findings import Severity
from planner.read.cells import CONTROL
from planner.read.knock_on import HeldBack
from planner.read.problems import Problem

SHEET = "ERRORS"
OWN_SHEET = "_ERRORS"
"""Its name where the planner has a sheet ERRORS already."""
TABLE = "t_errors"
COLOURS: dict[Severity, str] = {"error": "FF7C80", "warning": "FFD966"}
"""Red and amber of the cells that have a problem."""

WIDTHS = {
    "severity": 10,
    "rule": 22,
    "sheet": 18,
    "cell": 9,
    "file": 22,
    "line": 7,
    "column": 20,
    "row_key": 22,
    "value": 24,
    "expected": 50,
    "fix": 50,
    "see": 20,
}
FILLED, LINE_POINTS, TALLEST = 0.9, 15.0, 400.0
"""Share of a column's width that words fill before they wrap; height of a line and of the tallest row, points."""
_LONGEST = 2000


@dataclass(frozen=True)
class ErrorList:
    """What stands on the sheet: lines above the table, headings, and one row per problem, errors first."""

    notes: tuple[str, ...]
    headings: tuple[str, ...]
    problems: tuple[Problem, ...]

    def row(self, problem: Problem) -> list[str | int]:
        """The cells of a problem under the headings."""
        fields = {"see": problem.related, "column": problem.cell} | vars(problem)
        return [_fit(fields[heading]) for heading in self.headings]

    def height(self, problem: Problem) -> float:
        """Points that the row of a problem needs, so that wrapped texts do not cover the next one."""
        cells = zip(self.headings, self.row(problem), strict=True)
        lines = max(ceil(len(str(value)) / (FILLED * WIDTHS[heading])) for heading, value in cells if value)
        return min(LINE_POINTS * lines, TALLEST)


def error_list(name: str, problems: Sequence[Problem], held_back: Sequence[HeldBack], more: Sequence[str]) -> ErrorList:
    """The sheet for the problems of a file called `name`; `more`: lines on what this workbook is and lacks."""
    ordered = tuple(sorted(problems, key=lambda problem: problem.severity != "error"))
    errors = sum(problem.severity == "error" for problem in ordered)
    place = ("file", "line", "column") if any(problem.line for problem in ordered) else ("sheet", "cell")
    notes = [f"{counted(errors, len(ordered) - errors)} in {name}", *more, *(held.text() for held in held_back)]
    headings = ("severity", "rule", *place, "row_key", "value", "expected", "fix", "see")
    return ErrorList(tuple(_fit_text(note) for note in notes), headings, ordered)


def counted(errors: int, warnings: int) -> str:
    """Both numbers in words."""
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


def explained(problem: Problem) -> str:
    """What a comment on the cell says."""
    return _fit_text(
        f"{problem.severity.upper()} {problem.rule}\nExpected: {problem.expected}\nWhat to do: {problem.fix}"
        + (f"\nSee: {problem.related}" if problem.related else "")
    )


def _fit(value: object) -> str | int:
    return value if isinstance(value, int) else _fit_text("" if value is None else str(value))


def _fit_text(text: str) -> str:
    """The text as a cell can hold it."""
    shown = CONTROL.sub("\N{REPLACEMENT CHARACTER}", text).encode("utf-8", "replace").decode("utf-8")
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
