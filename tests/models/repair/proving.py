"""Repairs are proven by making them: the changed case has a plan, and with 1 % less it has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from models.case import Case
from models.engine import solve_by_routes
from models.errors import NoPlan
from models.formulations.link_flow import Watch
from models.repair import Change, Repair, RepairTable, applied, repair_tables, season_tables
from models.request import Request
from models.solution import Solution

Solve = Callable[[Case, Request, Watch], Solution]

LESS = 0.99
"""What is left of an amount that is 1 % too small."""

Key = tuple[str, str, int | None]


def has_plan(case: Case, *, relaxed: bool, solve: Solve = solve_by_routes) -> bool:
    """Whether a formulation finds a plan."""
    try:
        solve(case, Request(relaxed=relaxed), lambda _: None)
    except NoPlan:
        return False
    return True


def tables(case: Case, *, relaxed: bool = False, solve: Solve = solve_by_routes) -> tuple[RepairTable, ...]:
    """The tables of a case, of its seasons where it has some, each of their amounts proven."""
    search = season_tables if case.has_seasons else repair_tables
    found = search(case, relaxed=relaxed, seconds=None, watch=lambda _: None)
    for table in found:
        prove(case, table, solve)
    return found


def prove(case: Case, table: RepairTable, solve: Solve = solve_by_routes) -> None:
    """Make every repair of a table, and a little less of it."""
    assert has_plan(case, relaxed=table.divisible, solve=solve) == table.feasible
    for repair in table.alone:
        if repair.helps:
            assert repair.proven
            _prove(case, repair.changes, table.divisible, solve)
    if table.together:
        assert table.proven
        _prove(case, table.changes, table.divisible, solve)


def _prove(case: Case, changes: tuple[Change, ...], relaxed: bool, solve: Solve) -> None:
    assert has_plan(applied(case, changes), relaxed=relaxed, solve=solve), changes
    if all(_is_amount(change) for change in changes):
        assert not has_plan(applied(case, [_less(change) for change in changes]), relaxed=relaxed, solve=solve), changes


def _is_amount(change: Change) -> bool:
    return isinstance(change.new, float)


def _less(change: Change) -> Change:
    assert isinstance(change.new, float)
    old = change.old if isinstance(change.old, float) else 0.0
    return replace(change, new=old + LESS * (change.new - old))


def alone(table: RepairTable) -> dict[Key, float]:
    """Amount of every lever that helps alone, by kind, subject and year."""
    return {_key(repair): repair.amount for repair in table.alone if repair.helps}


def hopeless(table: RepairTable) -> set[Key]:
    """Levers that cannot help alone."""
    return {_key(repair) for repair in table.alone if repair.helps is False}


def together(repairs: Iterable[Repair]) -> dict[Key, float]:
    """Amounts of the combination."""
    return {_key(repair): repair.amount for repair in repairs}


def _key(repair: Repair) -> Key:
    return str(repair.lever.kind), repair.lever.subject, repair.lever.year
