"""What is shown of a frontier, gathered from what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from models.case import Case
from planner.show.result import answers, named
from planner.show.studies.alike import broken_off
from planner.show.studies.frontier.sentences import level_words, move_words, statement
from planner.show.texts import ENGLISH, Words
from planner.study import frontier as study

PER = 100.0
"""MUSD for which the gain of money is told."""


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A project that opens, or a share of it."""

    id: str
    name: str
    opening_year: int
    share: float


@dataclass(frozen=True, kw_only=True)
class Point:
    """The best plan for a budget; units as in the tables. years: Mt moved and left behind by calendar year."""

    budget: float
    budget_musd: float
    asked: bool
    moved_mt: float
    unmet_mt: float
    share: float
    days: float
    emitted_mt: float
    objective_musd: float
    real_cost_musd: float
    penalty_musd: float
    spent_musd: float
    needs_musd: float
    gap_mt: float
    gap_musd: float
    status: str
    projects: tuple[Opening, ...]
    years: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Gain:
    """A point with what it gains against the least budget, and which share that is of the gain of the largest.

    less_real_musd, less_penalty_musd: by how much its plan costs less real money, and less penalty.
    """

    point: Point
    gained: float
    share: float
    less_real_musd: float
    less_penalty_musd: float


@dataclass(frozen=True, kw_only=True)
class Step:
    """From one budget to the next; proven: that the later plan is better."""

    from_musd: float
    to_musd: float
    more_mt: float
    less_musd: float
    less_real_musd: float
    less_penalty_musd: float
    proven: bool
    projects: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class Kink:
    """A budget where the worth of money changes; worth: Mt or MUSD of the goal per 100 MUSD.

    real, penalty: MUSD of real money saved and of penalty avoided per 100 MUSD.
    """

    budget: float
    budget_musd: float
    worth_before: float
    worth_after: float
    real_before: float
    real_after: float
    penalty_before: float
    penalty_after: float
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    words: str


@dataclass(frozen=True, kw_only=True)
class ServiceLevel:
    """The least budget for a share of the demand; None: see words."""

    share: float
    least_musd: float | None
    not_with_musd: float | None
    proven: bool
    words: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything that is shown of a frontier.

    counted_years: whose cargo counts. table_mt: demand, which answers to cost, does not do so with this goal.
    unit: of the worth of money. gains: of each point. bend: where the curve bends, None where money gains nothing.
    run: how it came about, as key and value.
    """

    title: str
    counted_years: Sequence[int]
    level_usd_per_t: float
    budget_musd: float
    statement: str
    goal: str
    table_mt: bool
    unit: str
    exact: bool
    complete: bool
    demand_mt: float
    points: Sequence[Point]
    gains: Sequence[Gain]
    bend: Gain | None
    steps: Sequence[Step]
    kinks: Sequence[Kink]
    service_levels: Sequence[ServiceLevel]
    run: Mapping[str, str]
    words: Words = ENGLISH


def shown_of(found: study.Frontier, run: Mapping[str, str], words: Words = ENGLISH) -> Shown:
    """Everything that is shown, in the language of `words`; run: how it came about."""
    parameters = found.case.parameters
    names = named(found.case.projects.name, found.case.projects.id).tolist()
    points = [_point(found, point, names) for point in found.points]
    gained = study.gains(found.order.goal, found.points)
    bent, gains = study.bend(found.points, gained), [_gain(points, one) for one in gained]
    return Shown(
        title=words.say("{case}: what money moves", case=parameters.title or parameters.case),
        counted_years=found.case.years.year[found.order.counted].tolist(),
        level_usd_per_t=found.level,
        budget_musd=found.budget_musd,
        statement=statement(found, words) if found.complete else f"{statement(found, words)} {broken_off(words)}",
        goal=found.order.goal.value,
        table_mt=found.order.goal is not study.Goal.COST and answers(found.case),
        unit="MUSD" if found.order.goal is study.Goal.COST else "Mt",
        exact=found.exact,
        complete=found.complete,
        demand_mt=found.demand_mt,
        points=points,
        gains=gains,
        bend=None if bent is None else gains[bent.at],
        steps=[_step(found, step, names, words) for step in found.steps],
        kinks=[_kink(found, kink, names, words) for kink in found.kinks],
        service_levels=[
            ServiceLevel(
                share=level.share,
                least_musd=level.enough,
                not_with_musd=level.too_little,
                proven=level.proven,
                words=level_words(level, found, words),
            )
            for level in found.levels
        ],
        run=run,
        words=words,
    )


def _gain(points: Sequence[Point], one: study.Gain) -> Gain:
    point, least = points[one.at], points[0]
    return Gain(
        point=point,
        gained=one.gained,
        share=one.share,
        less_real_musd=least.real_cost_musd - point.real_cost_musd,
        less_penalty_musd=least.penalty_musd - point.penalty_musd,
    )


def _point(found: study.Frontier, point: study.Point, names: Sequence[str]) -> Point:
    plan, years = point.plan, found.case.years.year.tolist()
    answered = plan.verification.totals.response_mt
    demand = found.case.demand_mt.sum(axis=0) - answered
    wanted = found.demand_mt - float(answered @ (found.order.counted * found.case.years.weight_years))
    return Point(
        budget=point.factor,
        budget_musd=point.budget_musd,
        asked=point.asked,
        moved_mt=plan.moved_mt,
        unmet_mt=wanted - plan.moved_mt,
        share=plan.moved_mt / found.demand_mt if found.demand_mt else np.nan,
        days=plan.days,
        emitted_mt=plan.emitted_mt,
        objective_musd=plan.verification.objective_musd,
        real_cost_musd=plan.verification.real_cost_musd,
        penalty_musd=plan.verification.penalty_musd,
        spent_musd=plan.spent_musd,
        needs_musd=plan.needs * found.budget_musd,
        gap_mt=point.gap / found.level if found.level else np.nan,
        gap_musd=point.gap,
        status=point.stop.value,
        projects=tuple(_openings(found.case, point, names)),
        years={
            str(year): {"moved_mt": float(moved), "unmet_mt": float(wanted - moved)}
            for year, moved, wanted in zip(years, plan.moved_by_year, demand, strict=True)
        },
    )


def _openings(case: Case, point: study.Point, names: Sequence[str]) -> Iterator[Opening]:
    opened = point.plan.openings
    for at in np.lexsort((opened.project, opened.year)).tolist():
        project = int(opened.project[at])
        yield Opening(
            id=str(case.projects.id[project]),
            name=names[project],
            opening_year=int(case.years.year[opened.year[at]]),
            share=float(opened.share[at]),
        )


def _step(found: study.Frontier, step: study.Step, names: Sequence[str], words: Words) -> Step:
    return Step(
        from_musd=step.before.budget_musd,
        to_musd=step.after.budget_musd,
        more_mt=step.more_mt,
        less_musd=step.less_musd,
        less_real_musd=step.less_real_musd,
        less_penalty_musd=step.less_penalty_musd,
        proven=step.proven,
        projects=_ids(found.case, step.moves),
        words="; ".join(move_words(move, names, words) for move in step.moves) or words.say("the same projects"),
    )


def _kink(found: study.Frontier, kink: study.Kink, names: Sequence[str], words: Words) -> Kink:
    begins, ends = ("; ".join(move_words(move, names, words) for move in moves) for moves in (kink.begins, kink.ends))
    said = [words.say("from here on {moves}", moves=begins)] if begins else []
    said += [words.say("up to here {moves}", moves=ends)] if ends else []
    scale = PER / (found.level or 1.0)
    return Kink(
        budget=kink.at.factor,
        budget_musd=kink.at.budget_musd,
        worth_before=round(kink.worth_before * scale, 9),
        worth_after=round(kink.worth_after * scale, 9),
        real_before=round(kink.real_before * PER, 9),
        real_after=round(kink.real_after * PER, 9),
        penalty_before=round(kink.penalty_before * PER, 9),
        penalty_after=round(kink.penalty_after * PER, 9),
        begins=_ids(found.case, kink.begins),
        ends=_ids(found.case, kink.ends),
        words=". ".join(said) or words.say("the same projects, which gain at another rate"),
    )


def _ids(case: Case, moves: Sequence[study.Move]) -> tuple[str, ...]:
    return tuple(str(case.projects.id[move.project]) for move in moves)
