"""What the plan costs, year by year and kind by kind; the penalty, which is no real money, apart."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.network import by_year, carbon_prices
from models.projects import years_missing
from models.tables import Numbers
from planner.show.result import (
    Chart,
    Columns,
    Facts,
    ResultTable,
    Sheet,
    amount,
    answers,
    count,
    linked,
    result_table,
    spending,
    text,
)

NOTE = (
    "Money of one year, undiscounted: MUSD a year. Transport and time are those of all cargo of the model, abroad too. "
    "Savings are what projects take off both. Annuities repay the capital cost of projects in service over their "
    "lifetime; the budget pays earlier. The penalty stands for cargo left behind and corridor limits missed: it is not "
    "real money and stands apart. Discounted: what the years count together in the objective."
)
KINDS = {
    "transport_musd": "Transport",
    "time_musd": "Value of time on the way",
    "savings_musd": "Saved by projects",
    "annuities_musd": "Annuities of projects",
    "fixed_opex_musd": "Upkeep of projects",
}
"""Kinds of real money by column."""

CARBON, CARBON_LABEL = "carbon_musd", "Carbon at its price"

RESPONSE, RESPONSE_LABEL = "response_musd", "Worth of going, cargo that leaves or comes"

PENALTY = "penalty_musd"


def costs_sheet(facts: Facts) -> Sheet:
    """The sheet Costs."""
    by_kind = _by_year(facts)
    across = 3 if facts.money.penalty.any() else 2
    charts = [
        Chart(
            "Real cost of cargo", by_kind.name, "year", ("transport_musd", "time_musd"), unit="MUSD/year", across=across
        ),
        Chart(
            "Cost and savings of projects",
            by_kind.name,
            "year",
            ("annuities_musd", "fixed_opex_musd", "savings_musd"),
            unit="MUSD/year",
            across=across,
        ),
    ]
    if across == 3:
        penalty = Chart("Penalty, not real money", by_kind.name, "year", (PENALTY,), unit="MUSD/year", across=across)
        charts.append(replace(penalty, grey=(PENALTY,)))
    tables: tuple[ResultTable, ...] = (by_kind, _totals(facts))
    if facts.case.parameters.years_after and len((renewed := renewed_table(facts)).frame):
        tables += (renewed,)
    return Sheet("Costs", "What the plan costs", NOTE, tables, tuple(charts), charts_first=True)


def _amounts(facts: Facts) -> dict[str, Numbers]:
    """MUSD of each plan year by kind; savings below zero."""
    money = facts.money
    amounts = (money.transport, money.time, -money.savings, money.annuities, money.fixed_opex)
    found = dict(zip(KINDS, (np.asarray(amount + 0.0) for amount in amounts), strict=True))
    found |= {CARBON: money.carbon} if is_priced(facts) else {}
    return found | ({RESPONSE: money.response} if answers(facts.case) else {})


def is_priced(facts: Facts) -> bool:
    """Whether carbon has a price in the objective."""
    return bool(carbon_prices(facts.case).any())


def _label(name: str) -> str:
    return {**KINDS, CARBON: CARBON_LABEL, RESPONSE: RESPONSE_LABEL}[name]


def _by_year(facts: Facts) -> ResultTable:
    money, moved = facts.money, by_year(facts.case, facts.solution.routes)
    columns: Columns = {
        "year": (count("Year", "year"), facts.years),
        **{name: (amount(_label(name), "MUSD/year"), values) for name, values in _amounts(facts).items()},
        "real_cost_musd": (amount("Real cost", "MUSD/year"), money.real),
        "real_cost_usd_per_t": (
            amount("Real cost of a tonne moved", "USD/t"),
            np.divide(money.real, moved, out=np.full(len(moved), np.nan), where=moved > 0),
        ),
        PENALTY: (amount("Penalty, not real money", "MUSD/year"), money.penalty),
        "spent_musd": (amount("Spent from the budget", "MUSD"), spending(facts)),
    }
    return result_table("costs", "Cost by year", columns)


def _totals(facts: Facts) -> ResultTable:
    """Discounted sums over the plan: kinds of real money, their sum, the penalty, the objective."""
    verification = facts.verification
    sums = [float(facts.case.discount @ values) for values in _amounts(facts).values()]
    real, penalty = verification.real_cost_musd, verification.penalty_musd
    rows = [*zip(map(_label, _amounts(facts)), sums, strict=True), ("Real cost", real)]
    rows += [("Penalty, not real money", penalty), ("Objective", verification.objective_musd)]
    of_real = [value / real if real else np.nan for value in (*sums, real)]
    columns: Columns = {
        "kind": (text("Kind"), [name for name, _ in rows]),
        "discounted_musd": (amount("Discounted over the plan", "MUSD"), [value for _, value in rows]),
        **_apart(facts),
        "of_real_cost": (amount("Of the real cost", "share"), [*of_real, np.nan, np.nan]),
    }
    return result_table("cost_totals", "Discounted over the plan", columns, spoken=("kind",))


def _apart(facts: Facts) -> Columns:
    """What of the sums falls in the plan years and what in the years after, which the last plan year stands for."""
    if not facts.case.parameters.years_after:
        return {}
    kinds = [*_amounts(facts).values(), facts.money.real, facts.money.penalty]
    kinds.append(facts.money.real + facts.money.penalty)
    in_plan, after = facts.case.discount_in_plan, facts.case.discount_after
    return {
        "in_plan_musd": (amount("Of it in the plan years", "MUSD"), [float(in_plan @ kind) for kind in kinds]),
        "after_plan_musd": (
            amount("Of it in the years after the plan", "MUSD"),
            [float(after @ kind) for kind in kinds],
        ),
    }


def renewed_table(facts: Facts) -> ResultTable:
    """Projects of the plan that are renewed in the years after it, with the years of life that they lack."""
    openings = facts.solution.openings
    missing = years_missing(facts.case)[openings.project, openings.year]
    chosen = np.flatnonzero(missing > 0)
    project = openings.project[chosen]
    columns: Columns = {
        "project": (linked("Project", "projects"), facts.case.projects.id[project]),
        "name": (text("Name"), facts.project_names[project]),
        "opening_year": (count("Opens in", "year"), facts.years[openings.year[chosen]]),
        "missing_years": (amount("Life missing, renewed at the same annuity", "years"), missing[chosen]),
    }
    return result_table("renewed", "Renewed in the years after the plan", columns)
