"""The commands as functions, for notebooks and scripts: a case is read, solved and written as on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from models.case import Case
from models.errors import NotVerified
from planner.cli.console import Console
from planner.cli.options import appraisal_rates, plan_request
from planner.cli.plans.solve import Order, appraisal_of, results_of, run_order
from planner.cli.reading import Sound, read_or_stop
from planner.show.texts import Language
from planner.show.workbook import write_results

if TYPE_CHECKING:
    import pandas as pd

    from models.solution import Solution
    from models.verify import Verification
    from planner.show.result import Results


@dataclass(frozen=True)
class Input:
    """A case without errors. source: the workbook or folder that it was read from."""

    source: Path
    sound: Sound = field(repr=False)
    console: Console = field(repr=False)

    @property
    def case(self) -> Case:
        """The tables of the case, before any scenario."""
        return self.sound.case

    @property
    def warnings(self) -> list[str]:
        """What the check warns of, each with its cell and what would help."""
        return [problem.text() for problem in self.sound.problems]


@dataclass(frozen=True)
class Plan:
    """A verified plan and everything that a result workbook says of it."""

    results: Results = field(repr=False)

    @property
    def case(self) -> Case:
        """The case that was solved: scenario and changes applied."""
        return self.results.case

    @property
    def solution(self) -> Solution:
        """Routes, openings, unmet demand and prices as arrays, by position in the tables of the case."""
        return self.results.solution

    @property
    def verification(self) -> Verification:
        """What the check that shares no code with the search says."""
        return self.results.verification

    @property
    def objective_musd(self) -> float:
        """Discounted cost with penalties, MUSD of the base year."""
        return self.solution.objective

    @property
    def bound_musd(self) -> float:
        """No plan costs less, MUSD."""
        return self.solution.bound

    @property
    def gap(self) -> float:
        """Share of the cost by which a plan could be cheaper at most."""
        return self.solution.gap

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The first table of each sheet by the name of the sheet, and every table by its own.

        Rows, columns and units are those of the workbook and of the CSV files beside it.
        """
        first = {sheet.name: sheet.tables[0] for sheet in self.results.sheets}
        return {name: table.frame.copy() for name, table in (first | self.results.tables).items()}


def read(source: str | PathLike[str]) -> Input:
    """Read and check a workbook or a folder with one CSV file per table.

    Raises UnreadableInput, or WrongInput with `problems` where the case has errors, which are told on stderr.
    """
    console = Console(quiet=True)
    path = Path(source)
    return Input(path, read_or_stop(path, console), console)


def solve(
    case: Input,
    *,
    scenario: str = "",
    changes: Sequence[str] = (),
    relax: bool = False,
    gap: float | None = None,
    time_limit: float | None = None,
    formulation: str = "routes",
    appraise: bool = False,
    rates: Sequence[float] = (),
    lang: Language = "en",
) -> Plan:
    """The best plan of a case, verified; the options are those of `planner solve`, with the same defaults.

    changes: as given to --set. gap: share of the cost. time_limit: seconds of the search. rates: of the appraisal.
    Raises NoPlan, StoppedEmpty, NotVerified, or WrongInput where scenario or changes make the case wrong.
    """
    request = plan_request(scenario, changes, relax=relax, gap=gap, seconds=time_limit, formulation=formulation)
    typed = appraisal_rates([f"{rate!r}" for rate in rates], asked=appraise)
    order = Order(case.source, None, formulation, request, lang, force=False, rates=typed)
    run = run_order(order, case.sound, case.console)
    if not run.verification.ok:
        first = run.verification.violations[0]
        raise NotVerified(f"the plan breaks {first.rule}, {first.where}: {first.amount:.6g} {first.unit}")
    return Plan(results_of(order, case.sound, run, case.console, appraisal_of(order, run, case.console)))


def write(plan: Plan, path: str | PathLike[str], *, force: bool = False) -> list[Path]:
    """Write the result workbook and the CSV files beside it, all or none; returns their paths, the workbook first.

    Raises FileInTheWay where one exists and `force` is not set, NotWritten where one cannot be written.
    """
    return write_results(plan.results, Path(path), force=force)
