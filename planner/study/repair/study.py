"""Why no plan exists, in words: what each rule must give alone, and what gives most cheaply together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from models.case import Case
from models.errors import NoPlan
from models.repair import Change, Kind, Lever, Repair, RepairTable, contradicts_itself, repair_tables, season_tables
from models.request import Request
from models.seasons import copies_of
from planner.study.changes import changed_case
from planner.study.repair.words import limits, words

SECONDS = 60.0
"""What the search for repairs may take; what is not known then is said."""

MOMENT = 10.0
"""What the proof that no plan exists may take before the search for one."""

WHOLE, DIVISIBLE = "whole", "divisible"

SEVERAL = (Kind.BUDGETS, Kind.DEMAND)
"""Levers over many cells of one column."""

Demand = dict[tuple[str, int | None], float | None]
"""Mt that a corridor counts in a year."""


@dataclass(frozen=True)
class Line:
    """One lever in words.

    subject: what it is about, such as `titr 2026` or the name of a project. row, column: its cell; row None for a
    whole column. current, needed: what the rule says and would have to say. helps_alone: None where the time was too
    short to know. proven: that less does not do, or that it cannot help.
    """

    lever: str
    subject: str
    table: str
    row: int | None
    column: str
    unit: str
    current: float | None
    needed: float | None
    change: float | None
    helps_alone: bool | None
    proven: bool
    projects: str
    words: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Diagnosis:
    """What is said with whole or with divisible projects.

    alone: levers that help first, the cheapest of them first. together: the cheapest combination; empty where none
    was found. feasible: these rules allow a plan as they stand.
    by_season: the year as a whole has a plan, and what is said is that of its seasons.
    """

    projects: str
    feasible: bool
    alone: tuple[Line, ...]
    together: tuple[Line, ...]
    proven: bool
    by_season: bool = False


def stop_without_plan(case: Case, request: Request) -> None:
    """Raise NoPlan where hard least volumes, projects and money are proven to contradict each other.

    It takes a moment, where the search for a plan can take long to see it. Cases without hard least volumes are left
    to the search.
    """
    stop_contradiction(changed_case(case, request), request)


def stop_contradiction(changed: Case, request: Request) -> None:
    """As `stop_without_plan`, of a case to which scenario and changes were made already."""
    changed = copies_of(changed).by_season if changed.has_seasons else changed
    limits = changed.corridor_limits
    hard = np.isnan(limits.penalty_usd_per_t) & (limits.min_mt > 0)
    if hard.any() and contradicts_itself(changed, relaxed=request.relaxed, seconds=MOMENT):
        raise NoPlan("the hard least volumes of corridors cannot be kept by any plan")


def repairs_of(case: Case, request: Request, watch: Callable[[str], None]) -> tuple[Diagnosis, ...]:
    """What the request asked for first: whole projects, then divisible ones; or these alone."""
    changed = changed_case(case, request)
    tables = repair_tables(changed, relaxed=request.relaxed, seconds=SECONDS, watch=watch)
    by_season = changed.has_seasons and tables[0].feasible
    if by_season:
        tables = season_tables(changed, relaxed=request.relaxed, seconds=SECONDS, watch=watch)
    return tuple(replace(_diagnosis(changed, table), by_season=by_season) for table in tables)


def _diagnosis(case: Case, table: RepairTable) -> Diagnosis:
    projects = DIVISIBLE if table.divisible else WHOLE
    penalty = max(1.0, case.parameters.unmet_penalty)
    shown = [repair for repair in table.alone if repair.lever.kind is not Kind.CAPACITY or repair.helps is not False]
    ordered = sorted(shown, key=lambda repair: (_rank(repair), repair.lever.weight(penalty) * repair.amount))
    levers = [repair.lever for repair in table.alone if repair.lever.kind is Kind.DEMAND]
    demand = {(lever.subject, lever.year): lever.limit for lever in levers}
    return Diagnosis(
        projects=projects,
        feasible=table.feasible,
        alone=tuple(_line(case, repair, projects, demand) for repair in ordered),
        together=tuple(_line(case, repair, projects, demand, combined=True) for repair in table.together),
        proven=table.proven,
    )


def _rank(repair: Repair) -> int:
    """Levers that help, then those not known, then those that cannot."""
    return 1 if repair.helps is None else 0 if repair.helps else 2


def _line(case: Case, repair: Repair, projects: str, demand: Demand, *, combined: bool = False) -> Line:
    lever = repair.lever
    row, column = _place(repair)
    current, needed = limits(repair)
    return Line(
        lever=str(lever.kind),
        subject=_subject(lever),
        table=lever.knobs[0].table,
        row=row,
        column=column,
        unit=lever.unit,
        current=current,
        needed=needed,
        change=repair.amount if repair.helps else None,
        helps_alone=None if combined else repair.helps,
        proven=repair.proven,
        projects=projects,
        words=words(case, repair, demand.get((lever.subject, lever.year)), combined=combined),
        changes=repair.changes,
    )


def _subject(lever: Lever) -> str:
    if lever.kind in (Kind.BUDGET, Kind.BUDGETS):
        return lever.subject or "every year"
    named = f"{lever.subject} of {lever.other}" if lever.other else lever.subject
    return named if lever.year is None else f"{named} {lever.year}"


def _place(repair: Repair) -> tuple[int | None, str]:
    """Row and column of the cell that a line points to; without a row, where no single cell stands for the lever."""
    if len(repair.changes) == 1:
        return repair.changes[0].row, repair.changes[0].column
    knob = repair.lever.knobs[0]
    return (None if repair.lever.kind in SEVERAL else knob.rows[0]), knob.header
