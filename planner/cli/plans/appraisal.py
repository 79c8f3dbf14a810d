"""An appraisal as a part of a result: made with `planner solve --appraise`, made again to verify, read to report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.errors import StoppedEmpty, UnreadableInput
from models.request import Request
from models.solution import Solution, Valuation
from models.stop import Stop, interruption
from models.tables import OPTION, RUN
from planner.cli.console import Console
from planner.read.result import Record
from planner.show.result import Appraised
from planner.show.studies.appraise import Shown, appraisal_json, appraised_of, shown_stated
from planner.show.texts import Words
from planner.study.appraise import Order, appraise, confirmed, valuations_of
from planner.study.run import Watch

OPTION_NAME = "appraise"
"""Of the option that the sheet Run has of an appraisal: its rates."""

NOT_DONE = "interrupted: the result is written without the appraisal"


@dataclass(frozen=True, eq=False)
class Kept:
    """An appraisal as a result has it; rates: the first is the main one."""

    rates: tuple[float, ...]
    stated: tuple[Valuation, ...]

    @property
    def options(self) -> dict[str, str]:
        """What the sheet Run says of it."""
        return {OPTION_NAME: ", ".join(f"{rate:.15g}" for rate in self.rates)}

    def shown(self, case: Case, plan: Solution, words: Words) -> Shown:
        """Its rows in a language."""
        return shown_stated(case, plan, self.rates, self.stated, words)

    def sheets(self, case: Case, plan: Solution, words: Words) -> Appraised:
        """What it adds to the tables of a result."""
        return appraised_of(case, self.shown(case, plan, words), self.stated)

    def json(self, case: Case, plan: Solution, words: Words) -> dict[str, Any]:
        """What it adds to the object of `solve --json`."""
        return appraisal_json(self.shown(case, plan, words))


def appraised_plan(
    case: Case, plan: Solution, request: Request, rates: tuple[float, ...], console: Console
) -> Kept | None:
    """What each project of a plan is worth; None where the run was interrupted, which is told."""
    if plan.stop is not Stop.INTERRUPTED:
        with console.stage("appraise"):
            found = _valued(case, plan, Order(request, rates, brief=True), console.watch)
        if found is not None:
            return Kept(rates, found)
    console.warn(NOT_DONE)
    return None


def kept_in(record: Record, valuations: Sequence[Valuation]) -> Kept | None:
    """The appraisal of a result that was read; None where it was not asked for one."""
    rates = rates_in(record)
    return Kept(rates, tuple(valuations)) if rates and valuations else None


def made_again(case: Case, plan: Solution, record: Record, valuations: Sequence[Valuation]) -> Kept | None:
    """The appraisal that a result must have, solved for again; what it states stays where that confirms it."""
    rates = rates_in(record)
    if not rates:
        return None
    request = Request(relaxed=plan.relaxed, scenario=record.scenario, changes=record.changes)
    again = valuations_of(appraise(case, plan, Order(request, rates, brief=True), _unheard))
    return Kept(rates, confirmed(valuations, again))


def rates_in(record: Record) -> tuple[float, ...]:
    """The rates on the sheet Run, () where a result was not asked for an appraisal; raises UnreadableInput."""
    typed = record.options.get(OPTION_NAME, "")
    try:
        rates = tuple(float(part) for part in typed.split(",") if part.strip())
    except ValueError:
        rates = (-1.0,)
    if not all(0 <= rate <= 1 for rate in rates):
        raise UnreadableInput(f"{RUN}, {OPTION}{OPTION_NAME}: {typed!r} are no rates from 0 to 1, such as 0.05, 0.1")
    return rates


def _valued(case: Case, plan: Solution, order: Order, watch: Watch) -> tuple[Valuation, ...] | None:
    try:
        found = appraise(case, plan, order, watch, _question)
    except (KeyboardInterrupt, StoppedEmpty):
        if not interruption.asked:
            raise
        return None
    return valuations_of(found) if found.complete else None


@contextmanager
def _question() -> Iterator[None]:
    """What is asked next, unless the run is to end; raises KeyboardInterrupt then."""
    if interruption.asked:
        raise KeyboardInterrupt
    yield


def _unheard(_: str) -> None:
    """Nobody is told how it gets on."""
