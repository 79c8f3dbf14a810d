"""Verification of a plan, from Case and Solution alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import numpy as np

from models.case import Case
from models.solution import Solution
from models.verify.bound import lower_bound
from models.verify.budget import check_budget
from models.verify.corridors import check_corridors
from models.verify.decisions import check_projects
from models.verify.delivery import check_demand, check_routes
from models.verify.form import malformed, malformed_prices
from models.verify.load import check_benefits, check_capacity, check_carbon, check_empties, check_shared_limits
from models.verify.money import check_discount, money_of, worth_of_years
from models.verify.plan import Plan, plan_of, totals_of
from models.verify.result import MoneyByYear, Totals, Verification
from models.verify.rules import Rules, rules_of
from models.verify.tally import Tally


def verify(case: Case, solution: Solution, *, tolerance: float = 1e-6) -> Verification:
    """Recompute a plan and a bound on it from Case and Solution alone.

    tolerance: by how much a limit may be passed, as a share of 1 + the limit (Mt, MUSD or share).
    """
    tally, rules = Tally(tolerance), rules_of(case)
    same_case = solution.case_digest == case.digest
    if not same_case:
        tally.remark("other-input", "the plan was made for another input", 0.0, "")
    unreadable = malformed(case, solution)
    for name, entries in unreadable:
        tally.remark("malformed", name, entries, "entries")
    if unreadable:
        return _unread(rules, same_case, tally)
    plan = plan_of(rules, solution)
    keeps_rules = _keeps_rules(rules, solution, plan, tally)
    money = money_of(rules, solution, plan)
    real, penalty = float(money.real_musd @ money.discount), float(money.penalty_musd @ money.discount)
    check_discount(case, money.discount, tally)
    bound = _bound(rules, solution, tally)
    _compare("objective", tally.equal, solution.objective, real + penalty)
    # Only of a plan that keeps the rules is a cost below a bound a contradiction.
    if keeps_rules:
        _compare("stated-bound", tally.at_most, solution.bound, real + penalty)
        _compare("bound-above-objective", tally.at_most, bound, real + penalty)
    return Verification(
        same_case=same_case,
        violations=tuple(tally.violations),
        max_violation=tally.largest,
        objective_musd=real + penalty,
        real_cost_musd=real,
        penalty_musd=penalty,
        bound_musd=bound,
        money=money,
        totals=totals_of(rules, solution, plan),
        displaced_mt=rules.assets.displaced,
    )


def _keeps_rules(rules: Rules, solution: Solution, plan: Plan, tally: Tally) -> bool:
    case, before = rules.case, len(tally.violations)
    check_routes(case, solution, plan.trips, tally)
    check_demand(case, solution, tally)
    check_empties(rules, plan.flow, plan.empty, tally)
    check_capacity(rules, plan.flow, plan.empty, plan.in_service, tally)
    check_shared_limits(rules, plan.flow, plan.empty, plan.in_service, tally)
    check_carbon(case, plan.emitted.sum(axis=(0, 1)), tally)
    check_benefits(case, rules.assets, solution.benefit_mt, plan.flow, plan.in_service, tally)
    check_projects(case, rules.projects, solution, tally)
    check_budget(case, plan.opened, tally)
    check_corridors(case, rules.corridors, plan.volume, tally)
    return len(tally.violations) == before


def _bound(rules: Rules, solution: Solution, tally: Tally) -> float:
    """MUSD; minus infinity where the prices cannot be read."""
    shown, used = (malformed_prices(rules.case, prices) for prices in (solution.prices, solution.bound_prices))
    for name, arrays in (("prices", shown), ("bound_prices", used)):
        for array, entries in arrays:
            tally.remark("malformed-prices", f"{name}.{array}", entries, "entries")
    return -np.inf if used else lower_bound(rules, solution.bound_prices)


def _compare(rule: str, compare: Callable[..., None], value: float, limit: float) -> None:
    compare(rule, np.array([value]), limit, lambda _: "the whole plan", "MUSD")


def _unread(rules: Rules, same_case: bool, tally: Tally) -> Verification:
    """The verdict on a plan whose arrays make no sense."""
    case = rules.case
    unknown = np.full(len(case.years), np.nan)
    money = {field.name: unknown for field in fields(MoneyByYear)}
    totals = {field.name: unknown for field in fields(Totals)}
    return Verification(
        same_case=same_case,
        violations=tuple(tally.violations),
        max_violation=np.inf,
        objective_musd=np.nan,
        real_cost_musd=np.nan,
        penalty_musd=np.nan,
        bound_musd=-np.inf,
        money=MoneyByYear(**money | {"year": case.years.year, "discount": worth_of_years(case)}),
        totals=Totals(**totals | {"corridor_mt": np.full((len(case.corridors), len(case.years)), np.nan)}),
        displaced_mt=rules.assets.displaced,
    )
