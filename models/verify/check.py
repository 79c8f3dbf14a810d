"""Verification of a plan, from Case and Solution alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

import numpy as np

from models.case import Case
from models.seasons import copies_of
from models.solution import Solution
from models.verify.bound import lower_bound
from models.verify.budget import check_budget
from models.verify.by_season import SeasonPlan, check_seasons, displaced_by_season
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
from models.verify.walk import FAULTS


def verify(case: Case, solution: Solution, *, tolerance: float = 1e-6) -> Verification:
    """Recompute a plan and a bound on it from Case and Solution alone.

    tolerance: by how much a limit may be passed, as a share of 1 + the limit (Mt, MUSD or share).
    """
    if not case.has_seasons:
        return _verify(case, solution, tolerance)
    if solution.by_season is None:
        tally = Tally(tolerance)
        tally.remark("malformed", "by_season", 1, "entries")
        return _unread(rules_of(case), solution.case_digest == case.digest, tally)
    return _verify_seasons(case, solution, solution.by_season, tolerance)


def _verify(case: Case, solution: Solution, tolerance: float) -> Verification:
    """The verdict on a plan of a case whose years are not parted into seasons."""
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


def _verify_seasons(case: Case, solution: Solution, by_season: Solution, tolerance: float) -> Verification:
    """The verdict on the plan of the copies, with what the tables of the case say of seasons and years beside it."""
    copies = copies_of(case)
    stated = replace(by_season, objective=solution.objective, bound=solution.bound)
    found = _verify(copies.by_season, stated, tolerance)
    tally, rules = Tally(tolerance), rules_of(case)
    same_case = solution.case_digest == case.digest
    if not same_case:
        tally.remark("other-input", "the plan was made for another input", 0.0, "")
    for name, entries in malformed(case, solution):
        tally.remark("malformed", name, entries, "entries")
    broken = tally.violations + [row for row in found.violations if row.rule != "other-input"]
    if any(row.rule == "malformed" for row in broken):
        return replace(_unread(rules, same_case, tally), violations=tuple(broken))
    plan, parts = plan_of(rules, solution), plan_of(rules_of(copies.by_season), by_season)
    _keeps_rules_of_year(rules, solution, plan, tally)
    missed = found.money.corridor_penalty_musd
    seasons = SeasonPlan(copies.by_season, by_season, parts.trips, parts.flow, parts.in_service, missed, parts.empty)
    check_seasons(case, rules.assets, solution, seasons, tally)
    return replace(
        found,
        same_case=same_case,
        violations=(*tally.violations, *found.violations),
        max_violation=max(found.max_violation, tally.largest),
        totals=totals_of(rules, solution, plan),
        displaced_mt=displaced_by_season(case, copies.by_season, found.displaced_mt),
    )


def _keeps_rules_of_year(rules: Rules, solution: Solution, plan: Plan, tally: Tally) -> None:
    """What holds of a year as a whole; rooms and demand are those of seasons, which may have more than their share."""
    case = rules.case
    # what waited may come back to a place in another season; of each season the copies are asked
    check_routes(case, solution, plan.trips, tally, [rule for rule in FAULTS if rule != "route-repeats"])
    check_carbon(case, plan.emitted.sum(axis=(0, 1)), tally)
    check_projects(case, rules.projects, solution, tally)
    check_budget(case, plan.opened, tally)
    check_corridors(case, rules.corridors, plan.volume, tally)


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
