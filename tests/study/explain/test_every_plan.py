"""`planner explain` against every plan of small cases: each project in each year or not at all, enumerated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from models.case import Case
from models.errors import NoPlan
from models.formulations.link_flow import solve_link_flow
from models.projects import annuity, serves
from models.request import Request
from models.stop import Limits
from planner.study.explain import explain
from planner.study.explain.near import NEAR, Verdict
from planner.study.explain.variants import held, left_out, with_marker, years_to_hold
from tests.models.test_properties import Parts, build, parts
from tests.networks import case as tables_of

TOLERANCE = 1e-6
CLOSE = 2e-3
Choice = tuple[int | None, ...]
"""Year position in which each project opens, None: never."""


@dataclass(frozen=True)
class Enumerated:
    """Every choice of a case, whether or not it keeps the rules, with its cost of cargo."""

    case: Case
    rows: Parts

    @cached_property
    def freight(self) -> dict[Choice, float]:
        """Cost of all but projects, by the node-link model with the projects given."""
        years = [None, *range(len(self.case.years))]
        return {choice: self._freight(choice) for choice in product(years, repeat=len(self.case.projects))}

    def _freight(self, choice: Choice) -> float:
        rows = [
            {
                "id": row["id"],
                "capex_musd": 0.0,
                "lifetime_years": row["lifetime_years"],
                "decision": "forbid" if year is None else "force",
                "earliest_year": None if year is None else int(self.case.years.year[year]),
            }
            for row, year in zip(self.rows["projects"], choice, strict=True)
        ]
        given_ = tables_of(projects=rows)
        fixed = replace(self.case, projects=given_.projects, budget=given_.budget)
        return solve_link_flow(fixed, Request(limits=Limits(gap=1e-9)), lambda _: None).objective

    def cost(self, choice: Choice, capex: dict[int, float] | None = None) -> float:
        """MUSD; infinite where a rule is broken. capex: capital costs that differ from the case's."""
        musd = self.case.projects.capex_musd.copy()
        for project, amount in (capex or {}).items():
            musd[project] = amount
        if not (self._allowed(choice) and self._paid(choice, musd)):
            return np.inf
        yearly = annuity(replace(self.case, projects=replace(self.case.projects, capex_musd=musd)))
        served = serves(self.case) @ self.case.discount
        own = sum(yearly[p] * served[p, v] for p, v in enumerate(choice) if v is not None)
        return self.freight[choice] + float(own)

    def _allowed(self, choice: Choice) -> bool:
        table, calendar, served = self.case.projects, self.case.years.year, serves(self.case)
        position = {name: p for p, name in enumerate(table.id.tolist())}
        groups = [table.exclusive_group[p] for p, v in enumerate(choice) if v is not None and table.exclusive_group[p]]
        if len(groups) != len(set(groups)):
            return False
        for p, v in enumerate(choice):
            if v is None:
                continue
            if not table.earliest_year[p] <= calendar[v] <= table.latest_year[p]:
                return False
            for name in table.requires[p]:
                other = choice[position[name]]
                if other is None or (served[p, v] & ~served[position[name], other]).any():
                    return False
        return True

    def _paid(self, choice: Choice, capex: np.ndarray[tuple[int], np.dtype[np.float64]]) -> bool:
        """Two plan years in a row: what opens in the first, or takes a year and opens in the second, is paid first."""
        if not len(self.case.budget):
            return True
        money, spent = self.case.budget.available_musd, np.zeros(2)
        for p, v in enumerate(choice):
            if v is not None:
                late = v == 1 and self.case.projects.construction_years[p] == 0
                spent[1 if late else 0] += capex[p] * self.case.projects.budget_share[p]
        if self.case.parameters.budget_carry_over:
            money, spent = money.cumsum(), spent.cumsum()
        return bool((spent <= money + 1e-9).all())

    def cheapest(self, project: int, *, built: bool, year: int | None = None, capex: float | None = None) -> float:
        """The best plan with or without a project."""
        changed = None if capex is None else {project: capex}
        return min((self.cost(choice, changed) for choice in self._with(project, built, year)), default=np.inf)

    def _with(self, project: int, built: bool, year: int | None) -> Iterator[Choice]:
        for choice in self.freight:
            if (choice[project] is not None) == built and year in (None, choice[project]):
                yield choice


def same(found: float | None, expected: float, scale: float) -> bool:
    if found is None:
        return expected == np.inf
    return abs(found - expected) <= TOLERANCE * (1 + abs(scale))


def verdict_of(costs: list[tuple[float, bool]], limit: float) -> Verdict:
    near = {built for cost, built in costs if cost <= limit}
    if len(near) == 2:
        return Verdict.OPTIONAL
    return Verdict.MUST if near == {True} else Verdict.NEVER


@settings(max_examples=25, deadline=None)
@given(parts())
def test_must_optional_never(rows: Parts) -> None:
    built = build(rows)
    plans = Enumerated(built, rows)
    costs = {choice: plans.cost(choice) for choice in plans.freight}
    best = min(costs.values())
    found = explain(built, (), Request(limits=Limits(gap=1e-9)), lambda _: None)
    assert same(found.best.verification.objective_musd, best, best)
    for p, row in enumerate(found.near):
        assert same(row.without_musd, plans.cheapest(p, built=False) - best, best)
        assert same(row.with_musd, plans.cheapest(p, built=True) - best, best)
        for near, verdict in zip(NEAR, (row.within_1, row.within_2), strict=True):
            limit = best * (1 + near)
            if all(abs(cost - limit) > 1e-4 * (1 + limit) for cost in costs.values()):
                assert verdict is verdict_of([(cost, choice[p] is not None) for choice, cost in costs.items()], limit)


@settings(max_examples=25, deadline=None)
@given(parts(), st.integers(0, 2))
def test_years_rules_and_the_cost_of_entry(rows: Parts, number: int) -> None:
    if number >= len(rows["projects"]):
        return
    built = build(rows)
    plans = Enumerated(built, rows)
    best = min(plans.cost(choice) for choice in plans.freight)
    (story,) = explain(built, (f"p{number}",), Request(limits=Limits(gap=1e-9)), lambda _: None).projects
    for row in story.openings:
        expected = plans.cheapest(number, built=True, year=row.year - 2025) - best
        assert same(row.more_musd, expected, best)
        assert row.possible == (expected < np.inf)
    assert story.entry is not None
    without, slack = plans.cheapest(number, built=False), TOLERANCE * (1 + best)
    low, high = story.entry.built_at_musd, story.entry.left_out_at_musd
    if low is not None:
        assert plans.cheapest(number, built=True, capex=low) <= without + slack
    if high is not None:
        assert plans.cheapest(number, built=True, capex=high * (1 + CLOSE) + CLOSE) >= without - slack
        assert low is None or high - low <= CLOSE * max(high, story.capex_musd) + CLOSE
    else:
        assert low is None
    for rule in story.rules:
        eased = [{**row, **_lifted(rule.rule)} if row["id"] == f"p{number}" else row for row in rows["projects"]]
        freed = {**rows, "projects": eased}
        with_it = replace(plans, case=build(freed))
        cheapest = min(with_it.cost(choice) for choice in plans.freight)
        assert same(rule.cheaper_musd, best - cheapest, best)


@settings(max_examples=25, deadline=None)
@given(parts())
def test_divisible_projects_by_another_formulation(rows: Parts) -> None:
    """Without and with each project, by the node-link model of the same cases."""
    built, request = build(rows), Request(relaxed=True, limits=Limits(gap=1e-9))

    def optimum(changed: Case) -> float:
        try:
            return solve_link_flow(changed, request, lambda _: None).objective
        except NoPlan:
            return np.inf

    best, marked = optimum(built), with_marker(built)
    for p, row in enumerate(explain(built, (), request, lambda _: None).near):
        held_in = [optimum(held(marked, p, year)) for year in years_to_hold(marked, p)]
        assert same(row.without_musd, optimum(left_out(built, p)) - best, best)
        assert same(row.with_musd, min(held_in, default=np.inf) - best, best)
        assert row.least_share_1 is not None
        assert row.most_share_1 is not None
        assert 0.0 <= row.least_share_1 <= row.share + TOLERANCE
        assert row.share - TOLERANCE <= row.most_share_1 <= 1.0 + TOLERANCE


def _lifted(rule: str) -> dict[str, object]:
    lifted: dict[str, dict[str, object]] = {
        "requires": {"requires": ()},
        "exclusive_group": {"exclusive_group": ""},
        "window": {"earliest_year": None},
        "budget": {"budget_share": 0.0},
    }
    return lifted[rule]
