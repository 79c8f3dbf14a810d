"""Read an input and tell its problems, the same way for every command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from models.case import Case
from models.checks import GROUPS
from models.errors import InputErrors, PlannerError
from models.request import Request
from planner.cli.console import Console
from planner.read.case import Reading, read_case
from planner.read.knock_on import HeldBack
from planner.read.problems import Places, Problem, Spot, all_rules, place
from planner.show.texts import Words
from planner.study.changes import changed_case

SCHEMA_VERSION = 1

WARNED = 3
"""Warnings that a command shows which goes on in spite of them."""

SHOWN = 20
"""Problems of one rule that the screen shows."""


class WrongInput(PlannerError):
    """The input has errors; they were told already.

    source: the case in which `planner check` finds them; None where only a scenario has them.
    """

    def __init__(self, source: Path | None, problems: tuple[Problem, ...], held_back: tuple[HeldBack, ...]) -> None:
        super().__init__(source, problems, held_back)
        self.source = source
        self.problems = problems
        self.held_back = held_back

    def __str__(self) -> str:
        marked = f"; `planner check {self.source}` writes a copy in which every one is marked" if self.source else ""
        return f"nothing was solved: mend the errors above{marked}"


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
    tell = console.fail if reading.case is None else console.warn
    for line in _in_short(path, reading):
        tell(line)
    if reading.case is None:
        raise WrongInput(path, reading.problems, reading.held_back)
    return Sound(reading.case, reading.problems, reading.places)


def _in_short(path: Path, reading: Reading) -> list[str]:
    """Errors with all there is to say; warnings of a case that will be solved in a line each, and not many."""
    if reading.case is None:
        return [*told(reading.problems), *(held.text() for held in reading.held_back)]
    more = len(reading.problems) - WARNED
    lines = [f"warning: {problem.short()}" for problem in reading.problems[:WARNED]]
    if more > 0:
        lines.append(f"... and {more} more warnings")
    return [*lines, *([f"all about them: planner check {path}"] if lines else [])]


def changed_or_stop(reading: Sound, request: Request, console: Console) -> Case:
    """The case with scenario and changes of a request; tells what is wrong with it then, and raises WrongInput."""
    try:
        return changed_case(reading.case, request)
    except InputErrors as error:
        stop_for_scenario(error, reading.places, console)


def stop_for_scenario(error: InputErrors, places: Places, console: Console) -> NoReturn:
    """Tell at their cells what is wrong once a scenario has changed the case; raises WrongInput."""
    problems = place(error.findings, places)
    for line in told(problems):
        console.fail(line)
    raise WrongInput(None, problems, ()) from error


def told(problems: Iterable[Problem]) -> list[str]:
    """One line per problem, errors first and by group; of each rule the first SHOWN, then how many more there are."""
    groups = list(GROUPS)
    ordered = sorted(problems, key=lambda problem: (problem.severity != "error", groups.index(problem.group)))
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in ordered:
        alike.setdefault((problem.severity, problem.rule), []).append(problem)
    return [line for same in alike.values() for line in _lines(same)]


def _lines(alike: list[Problem]) -> list[str]:
    first = alike[0]
    lines = [f"{problem.severity}: {problem.text()} [{problem.rule}]" for problem in alike[:SHOWN]]
    if len(alike) > SHOWN:
        where = ", ".join(dict.fromkeys(problem.sheet or problem.file or "" for problem in alike[SHOWN:]))
        lines.append(
            f"{first.severity}: {len(alike) - SHOWN} more of {first.rule} in {where}; "
            "all are listed by `planner check --json` and in the checked workbook"
        )
    return lines


def warning_in(problem: Problem, words: Words) -> str:
    """A warning for a result: the check speaks English; in another language it is the sentence of its rule."""
    rule = all_rules().get(problem.rule)
    if words.language == "en" or rule is None:
        return problem.text()
    spot = str(Spot(sheet=problem.sheet, cell=problem.cell, file=problem.file, line=problem.line))
    place = f"{spot}: '{problem.value}'" if problem.value else spot
    return words.say(
        "{place}. Check {rule}: {sentence}", place=place, rule=problem.rule, sentence=words.say(rule.sentence)
    )


def problems_json(
    problems: Iterable[Problem], held_back: Iterable[HeldBack] = (), files: Iterable[Path] = ()
) -> dict[str, Any]:
    """The object of `check --json`."""
    listed = [asdict(problem) for problem in problems]
    return {
        "schema_version": SCHEMA_VERSION,
        "ok": not any(problem["severity"] == "error" for problem in listed),
        "problems": listed,
        "held_back": [asdict(held) for held in held_back],
        "files": [str(file) for file in files],
    }
