"""The repair table: what every lever must give alone, and the cheapest combination of levers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import ceil, floor, log10
from time import perf_counter

from models.case import Case
from models.errors import NoPlan, StoppedEmpty
from models.repair.elastic import Elastic, Least
from models.repair.levers import Change, Kind, Knob, Lever, changes_of
from models.stop import Stop
from models.tables import Numbers

DIGITS = 4
"""Digits to which an amount is rounded up."""

ROUNDING = 5e-8
"""By how much an amount may be above a round one and still be that."""

NOTHING = 1e-6
"""What a knob is turned by rounding."""

EACH_SECONDS = 10.0
"""What one lever may take with whole projects."""


@dataclass(frozen=True)
class Repair:
    """A lever alone, or what it gives in the combination.

    helps: None where the time was too short to know. amount: in the lever's unit, rounded up so that it does.
    proven: that less does not do, by more than the rounding; or that the lever cannot help.
    """

    lever: Lever
    helps: bool | None
    proven: bool
    amount: float = 0.0
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class RepairTable:
    """Every lever alone and the cheapest combination, with whole or with divisible projects.

    feasible: a plan exists as the case stands; the table is empty then. together: what gives in the combination,
    empty where none is known. proven: no combination that weighs less does.
    """

    divisible: bool
    feasible: bool
    alone: tuple[Repair, ...] = ()
    together: tuple[Repair, ...] = ()
    changes: tuple[Change, ...] = ()
    proven: bool = False


def repair_tables(
    case: Case, *, relaxed: bool, seconds: float | None, watch: Callable[[str], None]
) -> tuple[RepairTable, ...]:
    """The table with divisible projects; unless `relaxed` or all are divisible, that with whole ones before it.

    seconds: when the search for amounts ends; what is not known then is said.
    """
    search = _Search(case, None if seconds is None else perf_counter() + seconds, watch)
    divisible = search.table(divisible=True)
    if relaxed or not search.elastic.has_whole:
        return (divisible,)
    return search.table(divisible=False, before=divisible), divisible


def contradicts_itself(case: Case, *, relaxed: bool, seconds: float) -> bool:
    """Whether it is proven, within some seconds, that no plan keeps every rule of the case."""
    try:
        Elastic(case).least({}, divisible=relaxed, end=perf_counter() + seconds)
    except NoPlan:
        return True
    except StoppedEmpty as stopped:
        if stopped.stop is Stop.INTERRUPTED:
            raise
    return False


class _Search:
    """One search for both tables: what freight needs is learnt once."""

    def __init__(self, case: Case, end: float | None, watch: Callable[[str], None]) -> None:
        self.case, self.watch, self._end = case, watch, end
        self.elastic = Elastic(case)

    def table(self, *, divisible: bool, before: RepairTable | None = None) -> RepairTable:
        """One table; `before`: that with divisible projects, where what cannot help does not with whole ones either."""
        try:
            self._least({}, divisible=divisible)
        except (NoPlan, StoppedEmpty):
            pass
        else:
            return RepairTable(divisible, feasible=True)
        hopeless = {repair.lever for repair in before.alone if repair.helps is False} if before else set()
        alone = []
        for number, lever in enumerate(self.elastic.levers, start=1):
            alone.append(Repair(lever, False, True) if lever in hopeless else self._alone(lever, divisible))
            if number % 50 == 0:
                self.watch(f"{number} of {len(self.elastic.levers)} levers tried, projects {_words(divisible)}")
        return self._together(tuple(alone), divisible)

    def _alone(self, lever: Lever, divisible: bool) -> Repair:
        try:
            least = self._least({knob.column: knob.amount for knob in lever.knobs}, divisible=divisible)
        except NoPlan:
            return Repair(lever, False, True)
        except StoppedEmpty:
            return Repair(lever, None, False)
        return self._given(lever, least)

    def _given(self, lever: Lever, least: Least) -> Repair:
        turned = _turned(lever.knobs, least.values)
        amount = sum(knob.amount * far for knob, far in turned)
        return Repair(lever, True, least.proven, amount, changes_of(self.case, turned))

    def _together(self, alone: tuple[Repair, ...], divisible: bool) -> RepairTable:
        """The combination that weighs least."""
        penalty = max(1.0, self.case.parameters.unmet_penalty)
        levers = [lever for lever in self.elastic.levers if lever.kind is not Kind.BUDGETS]
        cost = {knob.column: lever.weight(penalty) * knob.amount for lever in levers for knob in lever.knobs}
        try:
            least = self._least(cost, divisible=divisible, combined=True)
        except (NoPlan, StoppedEmpty) as error:
            return RepairTable(divisible, False, alone, proven=isinstance(error, NoPlan))
        together, told = [], set[int]()
        for lever in levers:
            # a row of demand may be counted by several least volumes: it is told once
            own = tuple(knob for knob in lever.knobs if knob.column not in told)
            told |= {knob.column for knob in own}
            given = self._given(replace(lever, knobs=own), least)
            together += [given] if given.changes else []
        turned = [pair for repair in together for pair in _turned(repair.lever.knobs, least.values)]
        return RepairTable(divisible, False, alone, tuple(together), changes_of(self.case, turned), least.proven)

    def _least(self, cost: Mapping[int, float], *, divisible: bool, combined: bool = False) -> Least:
        """As `Elastic.least`, within what is left of the time; after Ctrl-C nothing is left."""
        each = None if divisible or combined else perf_counter() + EACH_SECONDS
        try:
            return self.elastic.least(cost, divisible=divisible, end=min(filter(None, (each, self._end)), default=None))
        except (KeyboardInterrupt, StoppedEmpty) as stopped:
            if isinstance(stopped, KeyboardInterrupt) or stopped.stop is Stop.INTERRUPTED:
                self._end = perf_counter()
            raise StoppedEmpty(Stop.TIME_LIMIT) from None


def _turned(knobs: tuple[Knob, ...], values: Numbers) -> list[tuple[Knob, float]]:
    """The knobs that are turned, rounded up; knobs that write a value are turned or not."""
    found = [(knob, float(values[knob.column])) for knob in knobs]
    return [
        (knob, rounded_up(far) if knob.operation == "add" else 1.0)
        for knob, far in found
        if far > (NOTHING if knob.operation == "add" else 0.5)
    ]


def _words(divisible: bool) -> str:
    return "divisible" if divisible else "whole"


def rounded_up(amount: float) -> float:
    """The amount with few digits, and not less."""
    if amount <= NOTHING:
        return 0.0
    unit = 10.0 ** (floor(log10(amount)) + 1 - DIGITS)
    return float(f"{ceil((amount - ROUNDING) / unit) * unit:.{DIGITS}g}")
