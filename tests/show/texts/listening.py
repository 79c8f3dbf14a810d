"""Results in Russian, with every English text that was looked up on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

from models.case import Case
from models.request import Request
from models.stop import Limits
from planner.read.case import read_case
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.texts import Said, Words
from planner.show.workbook import write_sheets
from planner.study.run import Run, run_case
from tests.known.seasons import by_sea
from tests.models.test_known_optima import quiet
from tests.networks import table
from tests.show.texts.sources import Key, spoken

INPUTS = Path(__file__).parents[3] / "inputs"

SHORT_OF_MONEY = ("budget.available_musd*=0.2", "demand.mt*=1.4")


COUNTED = [
    {"id": "border", "assets": ("rail_west_border",), "year": 2025, "mt": 4.0},
    {"id": "middle", "corridor": "middle", "year": 2025, "mt": 9.0, "hold_out": True},
]


class Listening(Words):
    """Russian words that keep what they were asked for."""

    def __init__(self) -> None:
        super().__init__("ru")
        self.heard = set[Key]()

    def say(self, template: str, /, **parts: object) -> Said:
        """As Words does."""
        if spoken(template) and not isinstance(template, Said):
            self.heard.add(str(template))
        return super().say(template, **parts)

    def count(self, one: str, many: str, number: int, /, **parts: object) -> Said:
        """As Words does."""
        self.heard.add((one, many))
        return super().count(one, many, number, **parts)


@cache
def case_of(name: str) -> Case:
    reading = read_case(INPUTS / f"{name}.xlsx")
    assert reading.case is not None
    return reading.case


RUNS: dict[str, Callable[[], Run]] = {
    "divisible": lambda: _run("kazakhstan", Request(relaxed=True)),
    "whole": lambda: _run("kazakhstan", Request(limits=Limits(gap=0.05, seconds=20.0))),
    "short": lambda: _run("kazakhstan", Request(relaxed=True, changes=SHORT_OF_MONEY)),
    "counted": lambda: _run_case(replace(case_of("three_nodes"), observed=table("observed", COUNTED)), Request()),
    "small": lambda: _run("three_nodes", Request()),
    "by season": lambda: _run_case(by_sea(3.0, 7.0), Request()),
    "small divisible": lambda: _run("three_nodes", Request(relaxed=True, changes=("demand.mt*=3",))),
}


@cache
def run_of(name: str) -> Run:
    return RUNS[name]()


def results_of(name: str, words: Words) -> Results:
    """The tables of a run in a language."""
    run = run_of(name)
    info = RunInfo("case.xlsx", changes=SHORT_OF_MONEY if name == "short" else (), options={"lang": words.language})
    return result_tables(run.case, run.solution, run.verification, info, words)


def heard_in(name: str, path: Path) -> set[Key]:
    """Every text looked up until the workbook of a run stands at a path."""
    words = Listening()
    write_sheets(results_of(name, words).sheets, path, {}, words)
    return words.heard


def _run(name: str, request: Request) -> Run:
    return _run_case(case_of(name), request)


def _run_case(case: Case, request: Request) -> Run:
    run = run_case(case, "routes", request, quiet)
    assert run.verification.ok
    return run
