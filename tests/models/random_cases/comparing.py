"""Both formulations, whole and divisible, and verification, held against the third statement of the model."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose
from pathlib import Path

from models.case import Case
from models.errors import NoPlan
from models.income import income_by_year, income_of, owners_of
from models.network import find_ways
from models.request import Request
from models.solution import Solution
from models.stop import Limits, Stop
from models.verify import Verification, income_by_owner, verify
from planner.study.run import FORMULATIONS
from tests.models.random_cases.stated.income import stated_income
from tests.models.random_cases.stated.statement import Optimum, optimum

SAME = 1e-6
"""Two objectives are one if they differ by no more than this, in MUSD and as a share."""

ASKED = Limits(gap=1e-9, seconds=60.0)


@dataclass(frozen=True)
class Disagreement:
    """kind: what differs, in words that group it. where: formulation and variant. words: the facts."""

    kind: str
    where: str
    words: str


@dataclass(frozen=True)
class Weakness:
    """By how much, as a share of the objective, the bound of verification is below another that holds.

    search: below the bound that the search states. divisible: below the optimum with divisible projects, which the
    prices of verification could reach.
    """

    where: str
    search: float
    divisible: float


@dataclass(frozen=True)
class Comparison:
    """What came of a case in every way to solve it."""

    disagreements: tuple[Disagreement, ...]
    weaknesses: tuple[Weakness, ...]


def compare(case: Case) -> Comparison:
    """Solve and verify a case in every way."""
    told: list[Disagreement] = []
    weak: list[Weakness] = []
    right = {divisible: optimum(case, divisible=divisible) for divisible in (False, True)}
    for divisible, expected in right.items():
        for formulation in FORMULATIONS:
            where = f"{formulation} {'divisible' if divisible else 'whole'}"
            found = _solved(case, formulation, divisible=divisible)
            differences = [("exception", found)] if isinstance(found, str) else _differences(expected, found)
            told += [Disagreement(kind, where, words) for kind, words in differences]
            if isinstance(found, tuple):
                told += [Disagreement(kind, where, words) for kind, words in _earned(case, found[0])]
            if isinstance(found, tuple) and (parted := right[True]) is not None:
                weak.append(weakness := _weakness(where, parted, *found))
                told += [Disagreement(kind, where, words) for kind, words in _proof(weakness)]
    return Comparison(tuple(told), tuple(weak))


def _solved(case: Case, formulation: str, *, divisible: bool) -> tuple[Solution, Verification] | str | None:
    """A plan with its verification, None where the formulation says that no plan exists, or an error in words."""
    try:
        solution = FORMULATIONS[formulation](case, Request(relaxed=divisible, limits=ASKED), lambda _: None)
        return solution, verify(case, solution)
    except NoPlan:
        return None
    except Exception as error:  # every error is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        return f"{type(error).__name__} {str(error)[:300]} at {place}"


def _differences(expected: Optimum | None, found: tuple[Solution, Verification] | None) -> Iterator[tuple[str, str]]:
    if found is None:
        if expected is not None:
            yield "no plan, but there is one", f"it costs {expected.objective!r}"
        return
    solution, verification = found
    for rule in sorted({violation.rule for violation in verification.violations}):
        worst = max((v for v in verification.violations if v.rule == rule), key=lambda v: abs(v.amount))
        yield f"not verified: {rule}", f"{worst.where}: {worst.amount:g} {worst.unit}, limit {worst.limit:g}"
    if expected is None:
        yield "a plan, but there is none", f"it costs {solution.objective!r}"
    elif not _same(solution.objective, expected.objective):
        side = "dearer" if solution.objective > expected.objective else "cheaper"
        yield f"another optimum: {side}", f"{solution.objective!r}, right is {expected.objective!r}"
    if expected is not None and not _at_most(verification.bound_musd, expected.objective):
        yield "bound of verification above the optimum", f"{verification.bound_musd!r} of {expected.objective!r}"
    yield from _claims(solution, verification)


def _claims(solution: Solution, verification: Verification) -> Iterator[tuple[str, str]]:
    """What a plan says of itself holds."""
    facts = f"objective {solution.objective!r}, bound {solution.bound!r}, gap {solution.gap:.3g}"
    if solution.stop not in (Stop.OPTIMAL, Stop.GAP):
        yield f"stopped: {solution.stop.value}", facts
    elif not _same(max(solution.objective, solution.bound), solution.bound):
        yield f"{solution.stop.value} beside a gap", facts
    if not _at_most(solution.bound, solution.objective):
        yield "bound above the objective", facts
    if not _at_most(verification.bound_musd, solution.objective):
        yield "bound of verification above the objective", f"{facts}, of verification {verification.bound_musd!r}"
    if not _same(verification.objective_musd, solution.objective):
        yield "verification counts another objective", f"{facts}, verification {verification.objective_musd!r}"


def _earned(case: Case, solution: Solution) -> Iterator[tuple[str, str]]:
    """What owners earn is the same as stated, by the accounts and by verification."""
    stated, recomputed = stated_income(case, solution), income_by_owner(case, solution)
    income = income_by_year(case, income_of(case, solution, find_ways(case, solution.routes)))
    for at, owner in enumerate(owners_of(case)):
        for y, year in enumerate(case.years.year.tolist()):
            right = stated.get((owner, year), 0.0)
            for who, musd in (("accounts", income[at, y]), ("verification", recomputed[owner][y])):
                if not _same(float(musd), right):
                    yield f"another income: {who}", f"{owner} earns {right!r} in {year}, not {musd!r}"


def _weakness(where: str, parted: Optimum, solution: Solution, verification: Verification) -> Weakness:
    scale, bound = max(1.0, abs(solution.objective)), verification.bound_musd
    return Weakness(where, (solution.bound - bound) / scale, (parted.objective - bound) / scale)


def _proof(weakness: Weakness) -> Iterator[tuple[str, str]]:
    if weakness.divisible > SAME:
        yield "bound of verification below the divisible optimum", f"by {weakness.divisible:.2g} of the objective"


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=SAME, abs_tol=SAME)


def _at_most(one: float, other: float) -> bool:
    return one <= other or _same(one, other)
