"""What is shown of income against cost, gathered from what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from models.case import Case
from models.income import owners_of
from planner.show.result import named
from planner.show.texts import ENGLISH, Words
from planner.study import earnings as study


@dataclass(frozen=True, kw_only=True)
class Point:
    """A plan on the frontier; money in MUSD, discounted.

    price: cost of a MUSD of income more than at the point before; NaN for the first. income_by_year: by owner and year.
    projects: names of what opens, with the share that is built.
    """

    weight: float
    asked: bool
    income: float
    cost: float
    real: float
    penalty: float
    price: float
    moved_mt: float
    gap: float
    status: str
    income_by_year: Mapping[str, Mapping[int, float]]
    projects: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """limit: heaviest weight; binding: the asset that earns more than it costs beyond it, '' where it is 1."""

    title: str
    owners: tuple[str, ...]
    years: tuple[int, ...]
    limit: float
    binding: str
    exact: bool
    complete: bool
    points: tuple[Point, ...]
    run: Mapping[str, str]
    words: Words = ENGLISH


def shown_of(found: study.Earnings, run: Mapping[str, str], words: Words = ENGLISH) -> Shown:
    """Everything that is shown, in the language of `words`; run: how it came about."""
    case, parameters = found.case, found.case.parameters
    return Shown(
        title=words.say("{case}: income against cost", case=parameters.title or parameters.case),
        owners=tuple(owner for owner in owners_of(case) if owner in found.order.owners),
        years=tuple(case.years.year.tolist()),
        limit=found.limit.weight,
        binding="" if found.limit.asset is None else str(case.asset_ids[found.limit.asset]),
        exact=found.exact,
        complete=found.complete,
        points=tuple(_point(case, found, place) for place in range(len(found.points))),
        run=run,
        words=words,
    )


def _point(case: Case, found: study.Earnings, place: int) -> Point:
    point = found.points[place]
    owners = [owner for owner in owners_of(case) if owner in found.order.owners]
    before = found.points[place - 1] if place else None
    more = 0.0 if before is None else point.income - before.income
    names, openings = named(case.projects.name, case.projects.id), point.openings
    opened = np.unique(openings.project).tolist()
    return Point(
        weight=point.weight,
        asked=point.asked,
        income=point.income,
        cost=point.cost,
        real=point.verification.real_cost_musd,
        penalty=point.verification.penalty_musd,
        price=np.nan if before is None or more <= 1e-6 * point.income else (point.cost - before.cost) / more,
        moved_mt=float(point.moved @ case.years.weight_years),
        gap=point.gap,
        status=point.stop.value,
        income_by_year={
            owner: dict(zip(case.years.year.tolist(), musd.tolist(), strict=True))
            for owner, musd in zip(owners, point.by_owner, strict=True)
        },
        projects={str(names[p]): float(openings.share[openings.project == p].sum()) for p in opened},
    )
