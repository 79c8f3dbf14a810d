"""Both formulations, whole and divisible, and verification, held against the third statement of the model."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from math import isclose
from pathlib import Path

from models.case import Case
from models.errors import NoPlan
from models.request import Request
from models.solution import Solution
from models.solver import Limits
from models.stop import Stop
from models.verify import Verification, verify
from planner.study.run import FORMULATIONS
from tests.random_cases.statement import Optimum, optimum

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
class Comparison:
    """What came of a case: disagreements, and by how much verification's bound is below the search's (share)."""

    disagreements: tuple[Disagreement, ...]
    weaker_bounds: tuple[float, ...]


def compare(case: Case) -> Comparison:
    """Solve and verify a case in every way."""
    told: list[Disagreement] = []
    weaker: list[float] = []
    for divisible in (False, True):
        expected = optimum(case, divisible=divisible)
        for formulation in FORMULATIONS:
            where = f"{formulation} {'divisible' if divisible else 'whole'}"
            found = _solved(case, formulation, divisible=divisible)
            if isinstance(found, Disagreement):
                told.append(found)
                continue
            told += [Disagreement(kind, where, words) for kind, words in _differences(expected, found)]
            if found is not None:
                weaker.append(_weaker(*found))
    return Comparison(tuple(told), tuple(weaker))


def _solved(case: Case, formulation: str, *, divisible: bool) -> tuple[Solution, Verification] | Disagreement | None:
    """A plan with its verification, or None where the formulation says that no plan exists."""
    try:
        solution = FORMULATIONS[formulation](case, Request(relaxed=divisible, limits=ASKED), lambda _: None)
        return solution, verify(case, solution)
    except NoPlan:
        return None
    except Exception as error:  # every error is what is looked for
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        where = f"{formulation} {'divisible' if divisible else 'whole'}"
        return Disagreement("exception", where, f"{type(error).__name__} {str(error)[:300]} at {place}")


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


def _weaker(solution: Solution, verification: Verification) -> float:
    return (solution.bound - verification.bound_musd) / max(1.0, abs(solution.objective))


def _same(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=SAME, abs_tol=SAME)


def _at_most(one: float, other: float) -> bool:
    return one <= other or _same(one, other)
