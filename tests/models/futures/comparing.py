"""Random cases with random futures, the search held against the extensive form.

`python -m tests.models.futures.comparing FIRST COUNT` compares COUNT cases from seed FIRST on, whole and divisible, by
every measure, and prints what differs.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import numpy as np

from models.case import Case
from models.errors import NoPlan
from models.futures import Future, FuturesPlan, Order, read_measure, solve_futures
from models.request import Request
from models.stop import Limits
from models.tables import Cell, cells, replace_cells
from models.verify import FuturesVerification, Judged, verify_futures
from tests.models.futures.extensive import extensive_optimum
from tests.models.random_cases.draws.generator import errors_of, random_case
from tests.models.random_cases.stated.statement import optimum

MEASURES = ("expected", "cvar:0.5", "worst", "regret", "mix:0.3:0.6")
ASKED = Limits(gap=1e-9, seconds=120.0)


def found(
    cases: Sequence[Case],
    probability: Sequence[float],
    measure: str,
    until: int,
    *,
    divisible: bool,
    best: Sequence[float],
) -> FuturesPlan | None:
    """The plan of the search; None where it says that there is none."""
    futures = [Future(f"future {at}", p, case) for at, (case, p) in enumerate(zip(cases, probability, strict=True))]
    judged = read_measure(measure)
    order = Order(judged, until, np.array(best) if judged.against_best else None)
    try:
        return solve_futures(futures, order, Request(relaxed=divisible, limits=ASKED), lambda _: None)
    except NoPlan:
        return None


def verified(cases: Sequence[Case], plan: FuturesPlan) -> FuturesVerification:
    """The verdict on a plan."""
    measure = plan.order.measure
    judged = Judged(measure.kind, measure.level, measure.share, plan.order.reference)
    until, stated = plan.order.decide_until, (plan.objective, plan.bound)
    return verify_futures(cases, plan.plans, plan.probability, judged, until, plan.weights, stated)


def scaled(case: Case, table: str, column: str, factor: float) -> Case:
    """The case with the numbers of a column multiplied."""
    owner = getattr(case, table)
    changed: list[Cell] = [cell * factor if isinstance(cell, int | float) else None for cell in cells(owner, column)]
    return replace(case, **{table: replace_cells(owner, {column: changed})})


def drawn_futures(seed: int) -> tuple[list[Case], list[float], int]:
    """Some futures of a random case, their probabilities, and the year until which is decided before."""
    random, base = Random(seed), random_case(seed)
    cases = [base]
    for _ in range(random.choice((1, 2, 2))):
        case = base
        for change in random.sample((_demand, _capacity, _costs, _money, _decision), random.choice((1, 2))):
            case = change(case, random)
        if not errors_of(case):
            cases.append(case)
    drawn = [random.choice((1, 2, 5)) for _ in cases]
    years = base.years.year.tolist()
    return cases, [weight / sum(drawn) for weight in drawn], random.choice((years[0] - 1, years[0], years[-1], *years))


def _demand(case: Case, random: Random) -> Case:
    factor = random.choice((0.0, 0.5, 1.5, 2.0))
    for header in case.demand.header:
        if header.isdigit():
            case = scaled(case, "demand", header, factor)
    return case


def _capacity(case: Case, random: Random) -> Case:
    return scaled(case, "links", "capacity_mt", random.choice((0.0, 0.5, 2.0)))


def _costs(case: Case, random: Random) -> Case:
    return scaled(case, "links", "cost_usd_per_t", random.choice((0.5, 3.0)))


def _money(case: Case, random: Random) -> Case:
    return scaled(case, *random.choice((("budget", "available_musd"), ("projects", "capex_musd"))), 0.5)


def _decision(case: Case, random: Random) -> Case:
    words: list[Cell] = [random.choice(("auto", "forbid", word)) for word in case.projects.decision.tolist()]
    return replace(case, projects=replace_cells(case.projects, {"decision": words}))


def disagreement(seed: int, *, divisible: bool) -> str:
    """What differs from the extensive form, in words; '' where nothing does."""
    cases, probability, until = drawn_futures(seed)
    alone = [optimum(case, divisible=divisible) for case in cases]
    best = [0.0 if known is None else known.objective for known in alone]
    for measure in MEASURES:
        right = extensive_optimum(
            cases, probability, measure, until, divisible=divisible, best=best if measure == "regret" else ()
        )
        plan = found(cases, probability, measure, until, divisible=divisible, best=best)
        if (right is None) != (plan is None):
            return f"{measure}: {right} and {plan and plan.objective}"
        if right is None or plan is None:
            continue
        scale = max(1.0, abs(right) + abs(plan.level))
        if abs(plan.objective - right) > 2e-6 * scale or plan.bound > right + 2e-6 * scale:
            return f"{measure}: {plan.objective!r} above {plan.bound!r}, right is {right!r}"
        verdict = verified(cases, plan)
        broken = [*verdict.violations, *(violation for each in verdict.each for violation in each.violations)]
        if broken or verdict.bound_musd > right + 2e-6 * scale:
            return f"{measure}: verification bounds {right!r} by {verdict.bound_musd!r}, {broken}"
    return ""


def main(first: int, count: int) -> bool:
    """Compare cases; whether all agree."""
    warnings.simplefilter("ignore")
    differ = 0
    for seed in range(first, first + count):
        for divisible in (True, False):
            told = disagreement(seed, divisible=divisible)
            if told:
                print(f"{seed}\t{'divisible' if divisible else 'whole'}\t{told}", flush=True)
                differ += 1
    print(f"{count} cases from seed {first}: {differ} disagree")
    return not differ


if __name__ == "__main__":
    sys.exit(0 if main(int(sys.argv[1]), int(sys.argv[2])) else 1)
