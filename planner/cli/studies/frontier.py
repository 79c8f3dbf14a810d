"""`planner frontier`: money against what it moves, from the options to the workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.case import Case
from models.errors import PlannerError
from models.reuse import Reuse
from planner.cli.console import Answer, Console
from planner.cli.exits import Exit
from planner.cli.options import numbers, plan_years
from planner.cli.placing import place_of, stem_of
from planner.cli.reading import Sound, changed_or_stop, read_or_stop
from planner.cli.studies.alike import INCOMPLETE, Study, head_json, run_facts, write_study
from planner.cli.studies.frontier_words import level_words, move_words, statement
from planner.cli.studies.stopping import Stopping, stoppable
from planner.show.result import named
from planner.show.studies import frontier as show
from planner.study.frontier import Frontier, Goal, Kink, Move, Order, Point, Step, frontier

LARGEST = 2.0
"""Largest budget where none is given, as a multiple of the case's own."""

PER = 100.0
"""MUSD for which the gain of money is told."""


@dataclass(frozen=True, kw_only=True)
class FrontierOrder(Study):
    """What `planner frontier` was asked for; texts as they were typed."""

    against: str
    budget: str
    points: int
    service: str
    years: str


def draw_frontier(order: FrontierOrder, console: Console) -> Answer:
    """Carry the order out: every plan that is written is verified; a signal keeps the budgets that are solved."""
    with stoppable() as stopping:
        return _drawn(order, stopping, console)


def _drawn(order: FrontierOrder, stopping: Stopping, console: Console) -> Answer:
    with stopping.breakable():
        reading = read_or_stop(order.source, console)
    case = changed_or_stop(reading, order.request, console)
    asked = _asked(order, case)
    stem = stem_of(order.source, order.request, "frontier", order.against)
    place = place_of(order.out, stem, force=order.force)
    with console.stage("frontier"):
        found = frontier(case, asked, console.watch, stopping.between(Reuse().solve))
    shown = _shown(found, order, reading)
    code, files = write_study(show.frontier_sheets(shown), place, _code(found), console)
    data = _head(found) | show.frontier_json(shown) | {"files": files, "seconds": dict(console.seconds)}
    return Answer(code, data, [*_lines(shown), f"written: {files[0]}"])


def _asked(order: FrontierOrder, case: Case) -> Order:
    if order.against not in list(Goal):
        raise PlannerError(f"--against {order.against}: choose one of {', '.join(Goal)}")
    factors = np.linspace(0, LARGEST, order.points).round(12).tolist()
    if order.budget:
        factors = list(numbers(order.budget, "--budget", least=0.0, most=np.inf))
    levels = numbers(order.service, "--service", least=0.0, most=1.0) if order.service else ()
    counted = plan_years(case, order.years, "--years")
    return Order(Goal(order.against), tuple(factors), counted, order.request, levels)


def _code(found: Frontier) -> Exit:
    """A frontier with a point that is not within the gap that was asked for ended at a limit."""
    gap = found.order.request.limits.gap
    open_ended = any(point.gap > gap * abs(point.plan.value) for point in found.points)
    return Exit.LIMIT_WITH_PLAN if open_ended or not found.complete else Exit.DONE


def _head(found: Frontier) -> dict[str, Any]:
    return head_json(found.case, found.order.request) | {
        "counted_years": found.case.years.year[found.order.counted].tolist(),
        "level_usd_per_t": found.level,
        "budget_musd": found.budget_musd,
    }


def _shown(found: Frontier, order: FrontierOrder, reading: Sound) -> show.FrontierShown:
    parameters = found.case.parameters
    names = named(found.case.projects.name, found.case.projects.id).tolist()
    return show.FrontierShown(
        title=f"{parameters.title or parameters.case}: what money moves",
        statement=statement(found) if found.complete else f"{statement(found)} {INCOMPLETE.capitalize()}.",
        goal=found.order.goal.value,
        unit="MUSD" if found.order.goal is Goal.COST else "Mt",
        exact=found.exact,
        complete=found.complete,
        demand_mt=found.demand_mt,
        points=[_point(found, point, names) for point in found.points],
        steps=[_step(found, step, names) for step in found.steps],
        kinks=[_kink(found, kink, names) for kink in found.kinks],
        service_levels=[
            show.ServiceLevel(
                share=level.share,
                least_musd=level.enough,
                not_with_musd=level.too_little,
                proven=level.proven,
                words=level_words(level, found),
            )
            for level in found.levels
        ],
        run=_run(found, order, reading),
    )


def _run(found: Frontier, order: FrontierOrder, reading: Sound) -> dict[str, str]:
    own = {
        "against": order.against,
        "budget": order.budget or f"{order.points} budgets up to {LARGEST:g} times the case's own",
        "years": ", ".join(str(year) for year in found.case.years.year[found.order.counted]),
    }
    return run_facts(order, reading, own, each="budget", complete=found.complete)


def _point(found: Frontier, point: Point, names: Sequence[str]) -> show.Point:
    plan, years = point.plan, found.case.years.year.tolist()
    demand = found.case.demand_mt.sum(axis=0)
    return show.Point(
        budget=point.factor,
        budget_musd=point.budget_musd,
        asked=point.asked,
        moved_mt=plan.moved_mt,
        unmet_mt=found.demand_mt - plan.moved_mt,
        share=plan.moved_mt / found.demand_mt if found.demand_mt else np.nan,
        days=plan.days,
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


def _openings(case: Case, point: Point, names: Sequence[str]) -> Iterator[show.Opening]:
    opened = point.plan.openings
    for at in np.lexsort((opened.project, opened.year)).tolist():
        project = int(opened.project[at])
        yield show.Opening(
            id=str(case.projects.id[project]),
            name=names[project],
            opening_year=int(case.years.year[opened.year[at]]),
            share=float(opened.share[at]),
        )


def _step(found: Frontier, step: Step, names: Sequence[str]) -> show.Step:
    return show.Step(
        from_musd=step.before.budget_musd,
        to_musd=step.after.budget_musd,
        more_mt=step.more_mt,
        less_musd=step.less_musd,
        proven=step.proven,
        projects=_ids(found.case, step.moves),
        words="; ".join(move_words(move, names) for move in step.moves) or "the same projects",
    )


def _kink(found: Frontier, kink: Kink, names: Sequence[str]) -> show.Kink:
    begins, ends = ("; ".join(move_words(move, names) for move in moves) for moves in (kink.begins, kink.ends))
    said = [f"from here on {begins}" if begins else "", f"up to here {ends}" if ends else ""]
    scale = PER / (found.level or 1.0)
    return show.Kink(
        budget=kink.at.factor,
        budget_musd=kink.at.budget_musd,
        worth_before=round(kink.worth_before * scale, 9),
        worth_after=round(kink.worth_after * scale, 9),
        begins=_ids(found.case, kink.begins),
        ends=_ids(found.case, kink.ends),
        words=". ".join(part for part in said if part) or "the same projects, which gain at another rate",
    )


def _ids(case: Case, moves: Sequence[Move]) -> tuple[str, ...]:
    return tuple(str(case.projects.id[move.project]) for move in moves)


def _lines(shown: show.FrontierShown) -> Iterator[str]:
    yield shown.statement
    heads = (
        ("budget", "moved", "behind", "days", "cost", "needs", "opens"),
        ("MUSD", "Mt", "Mt", "", "MUSD", "MUSD", ""),
    )
    for first, names in zip(("budget", "x"), heads, strict=True):
        widths = (10, 10, 10, 6, 12, 10, 6)
        yield f"{first:>9} " + " ".join(f"{name:>{width}}" for name, width in zip(names, widths, strict=True))
    for p in shown.points:
        opened = len({opening.id for opening in p.projects})
        yield (
            f"{p.budget:>9.4g} {p.budget_musd:>10,.1f} {p.moved_mt:>10,.3f} {p.unmet_mt:>10,.3f} {p.days:>6.2f} "
            f"{p.objective_musd:>12,.1f} {p.needs_musd:>10,.1f} {opened:>6}"
        )
    for kink in shown.kinks:
        gain = f"{kink.worth_before:,.3g} -> {kink.worth_after:,.3g} {shown.unit} per {PER:.0f} MUSD"
        yield f"kink at {kink.budget_musd:,.1f} MUSD ({kink.budget:.4g} x): {gain}: {kink.words}"
    yield from (level.words for level in shown.service_levels)
    if not shown.complete:
        yield INCOMPLETE
