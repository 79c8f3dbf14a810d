"""An appraisal as a result states it: streams from which its figures follow, solved for again by `planner verify`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace

import numpy as np

from models.case import Case
from models.solution import Valuation
from models.tables import ALONE, IN_PLAN, PROGRAMME, Numbers
from planner.study.appraise.accounts import Account, Party
from planner.study.appraise.choices import first_of
from planner.study.appraise.streams import CARGO, COUNTED
from planner.study.appraise.study import Appraisal
from planner.study.appraise.subjects import Subject
from planner.study.appraise.valued import Missing, Valued

DIGITS = 6
"""Decimals of MUSD that are kept: behind them the solver's tolerance stands."""

CONFIRMED_MUSD = 1e-2
"""MUSD of a row by which a stream that is solved for again may differ."""

SUMS: dict[str, tuple[str, ...]] = {
    "capital": ("capital",),
    "upkeep": ("upkeep",),
    "cargo": CARGO,
    "residual": ("residual",),
    "as_paid": ("as_paid",),
}
"""What plans of equal cost have in common: the split of what cargo gains, and income, may move between them."""


def valuations_of(found: Appraisal) -> tuple[Valuation, ...]:
    """What a result states of an appraisal: the programme, then each project in the plan and alone."""
    return tuple(side for subject in found.subjects for side in _sides(found.case, subject))


def confirmed(stated: Sequence[Valuation], again: Sequence[Valuation]) -> tuple[Valuation, ...]:
    """What was solved for again; where it confirms what a result states, that as it is stated."""
    known = {(one.project, one.side): one for one in stated}
    return tuple(known.get((one.project, one.side), one) if _confirms(known, one) else one for one in again)


def _sides(case: Case, subject: Subject) -> Iterator[Valuation]:
    if subject.project is None:
        yield _valuation(case, None, PROGRAMME, subject.in_plan)
        return
    project, groups = subject.project, (subject.group, subject.alone_group)
    with_it, needs = (tuple(p for p in group if p != project) for group in groups)
    in_plan = _valuation(case, project, IN_PLAN, subject.in_plan)
    differ = "" if subject.side is None else subject.side.value
    yield replace(in_plan, with_it=with_it, in_place_of=subject.replaced, differ=differ, sharing=subject.sharing)
    if subject.alone is not None:
        yield replace(_valuation(case, project, ALONE, subject.alone), with_it=needs)


def _valuation(case: Case, project: int | None, side: str, value: Valued | Missing) -> Valuation:
    if isinstance(value, Missing):
        return Valuation(project, side, no_figure=value.why.value)
    opens = None if project is None else first_of(value.choice, project)
    owner = "" if project is None else str(case.projects.owner[project])
    amounts = {name: value.economic.amounts[name] for name in COUNTED} | {"as_paid": value.paid.net}
    for name, account in {"owner": _account(value, Party.OWNER, owner), "state": _account(value, Party.STATE)}.items():
        if account is not None:
            amounts[name] = account.net
    kept = {name: _kept(of_rows) for name, of_rows in amounts.items()}
    return Valuation(project, side, opens=opens, first=value.first, amounts=kept)


def _account(value: Valued, party: Party, owner: str = "") -> Account | None:
    return next((each for each in value.accounts if each.party is party and each.owner == owner), None)


def _kept(amounts: Numbers) -> Numbers:
    return np.asarray(np.round(amounts, DIGITS) + 0.0)


def _confirms(known: dict[tuple[int | None, str], Valuation], again: Valuation) -> bool:
    before = known.get((again.project, again.side))
    if before is None or set(before.amounts) != set(again.amounts):
        return False
    if astuple(replace(before, amounts={})) != astuple(replace(again, amounts={})):
        return False
    return not again.amounts or all(
        bool((np.abs(_sum(before, names) - _sum(again, names)) <= CONFIRMED_MUSD).all()) for names in SUMS.values()
    )


def _sum(valuation: Valuation, names: Sequence[str]) -> Numbers:
    return np.asarray(sum(valuation.amounts[name] for name in names))
