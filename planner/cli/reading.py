"""Read an input and tell its problems, the same way for every command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from models.case import Case
from models.errors import PlannerError
from planner.cli.console import Console
from planner.read.case import read_case
from planner.read.problems import Places, Problem

SCHEMA_VERSION = 1


class WrongInput(PlannerError):
    """The input has errors; they were told already."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


@dataclass(frozen=True)
class Sound:
    """A case without errors, what it gave warning of, and where its cells stand."""

    case: Case
    problems: tuple[Problem, ...]
    places: Places


def read_or_stop(path: Path, console: Console) -> Sound:
    """Read a case, tell its problems; raises WrongInput where one is an error."""
    with console.stage("read and check"):
        reading = read_case(path)
    total = console.seconds.pop("read and check")
    console.seconds |= {"read": total - reading.check_seconds, "check": reading.check_seconds}
    for line in told(reading.problems):
        console.warn(line)
    if reading.case is None:
        raise WrongInput(reading.problems)
    return Sound(reading.case, reading.problems, reading.places)


def told(problems: Iterable[Problem]) -> list[str]:
    """One line per problem, errors first."""
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    return [f"{problem.severity}: {problem.text()}" for problem in ordered]


def problems_json(problems: Iterable[Problem]) -> dict[str, Any]:
    """The object of `check --json`."""
    listed = [asdict(problem) for problem in problems]
    faulty = any(problem["severity"] == "error" for problem in listed)
    return {"schema_version": SCHEMA_VERSION, "ok": not faulty, "problems": listed}
