"""What shippers choose with the projects of a plan, verified beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.case import Case
from models.choice.plan import Chosen, choose_all
from models.choice.taste import taste_of
from models.errors import PlannerError
from models.solution import Solution
from models.verify import ChoiceVerification, Verification, verify, verify_choice

LOGIT = "logit"
"""Name of the choice by a path-sized logit, as --choice takes it."""

PROVEN_MUSD = 1e-3
"""MUSD of a year that may lie between what the flows of the choice come to and their bound."""

CHEAPER_USD_PER_T = 1e-6
"""USD/t by which a way outside may seem cheaper than those with cargo: rounding."""


@dataclass(frozen=True, eq=False)
class Choice:
    """chosen: flows and prices. verification: of the flows as a plan. proof: of the choice itself."""

    chosen: Chosen
    verification: Verification
    proof: ChoiceVerification

    @property
    def ok(self) -> bool:
        """Whether the flows keep every rule and the gap is proven."""
        within = self.proof.gap_musd <= PROVEN_MUSD and self.proof.cheaper_usd_per_t <= CHEAPER_USD_PER_T
        return self.verification.ok and within


def is_choice(typed: str) -> bool:
    """Whether shippers choose; raises PlannerError for a word that is neither '' nor `logit`."""
    if typed not in ("", LOGIT):
        raise PlannerError(f"--choice {typed} is unknown; write logit, or leave it out: the plan then leads all cargo")
    return typed == LOGIT


def choice_of(
    case: Case, solution: Solution, told: Callable[[str], None] = lambda _: None, theta: float | None = None
) -> Choice:
    """What shippers choose with the projects of a plan; theta: of all cargo in place of what the case states.

    Raises as `models.choice.choose_all`, and PlannerError where years are planned by season, demand answers to cost, or
    equipment returns.
    """
    _refuse(case)
    taste = taste_of(case, theta)
    chosen = choose_all(case, solution, taste, told)
    proof = verify_choice(case, chosen.solution, chosen.path_size, taste.theta, taste.beta)
    return Choice(chosen, verify(case, chosen.solution), proof)


def _refuse(case: Case) -> None:
    """The choice knows neither of these rules, and would tell flows that break them."""
    answers = case.parameters.demand_response and len(case.demand_response) > 0
    there = {"seasons": case.has_seasons, "demand_response": answers, "equipment": len(case.fleet) > 0}
    switched_on = [name for name, counts in there.items() if counts]
    if switched_on:
        settings = " and ".join(f"settings.{name}" for name in switched_on)
        raise PlannerError(f"--choice logit works where {settings} is no: set it to no, or leave --choice out")
