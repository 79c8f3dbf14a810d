"""The generator gives sound cases in which every rule decides something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from models.case import Case
from models.tables import Cell, replace_cells
from planner.read.case import read_case
from planner.read.writing import write_folder
from tests.models.random_cases.draws.generator import drawn_cases, errors_of, has_few_ways, random_case
from tests.models.random_cases.stated.statement import optimum
from tests.models.random_cases.stated.ways import TooManyWays
from tests.networks import table

SEEDS = 500

Change = Callable[[Case], Case]


def without(*tables: str) -> Change:
    """The case with tables empty."""
    return lambda drawn: replace(drawn, **{name: table(name, []) for name in tables})


def with_all(name: str, **cells: Cell) -> Change:
    """The case with the same cell in all rows of a table, in columns that it has."""

    def change(drawn: Case) -> Case:
        rows: Any = getattr(drawn, name)
        filled = {column: [cell] * len(rows) for column, cell in cells.items() if column in rows.header}
        return replace(drawn, **{name: replace_cells(rows, filled)})

    return change


def with_setting(key: str, value: str) -> Change:
    """The case with another value of a setting that it has."""
    return lambda drawn: replace(
        drawn,
        settings=replace_cells(
            drawn.settings,
            {"value": [value if own == key else given for own, given in zip(*_pairs(drawn), strict=True)]},
        ),
    )


def _pairs(drawn: Case) -> tuple[list[str], list[str]]:
    return drawn.settings.key.tolist(), drawn.settings.value.tolist()


RULES: dict[str, Change] = {
    "years after the plan": with_setting("years_after", "0"),
    "seasons": with_setting("seasons", "no"),
    "capacities of seasons": with_all("season_capacity", factor=1.0),
    "demand of seasons": with_all("season_demand", factor=1.0),
    "limits of seasons": without("season_limits"),
    "hard limits of seasons": with_all("season_limits", penalty_usd_per_t=1.0),
    "stores": with_all("terminals", store_mt=0.0),
    "costs of stores": with_all("terminals", store_cost_usd_per_t=0.0),
    "answers to cost": with_setting("demand_response", "no"),
    "growth of demand": with_all("demand_response", growth_most=0.0),
    "ways outside": with_all("demand_response", outside_cost_usd_per_t=None),
    "costs of reference": without("demand_reference"),
    "prices of carbon": with_all("carbon", price_usd_per_t=0.0),
    "caps on carbon": with_all("carbon", cap_mt=1e6),
    "emissions of terminals": with_all("terminals", emission_kg_per_t=0.0),
    "emissions of links": with_all("links", emission_g_per_tkm=0.0),
    "emissions of modes": with_all("modes", emission_g_per_tkm=0.0),
    "saved emissions": with_all("project_effects", emission_saving_g_per_tkm=0.0),
    "asset changes": without("asset_changes"),
    "terminals": without("terminals"),
    "directions": with_all("links", direction="both"),
    "load outside": with_all("links", existing_load_mt=0.0),
    "modes of cargo": with_all("demand", modes=()),
    "modes of commodities": with_all("commodities", modes=()),
    "avoided countries": with_all("demand", avoid_countries=()),
    "own penalties": with_all("commodities", unmet_penalty_usd_per_t=100.0),
    "value of time": with_all("commodities", value_of_time_usd_per_t_day=0.0),
    "added capacity": with_all("project_effects", capacity_added=0.0),
    "saved cost": with_all("project_effects", cost_saving_usd_per_t=0.0),
    "saved time": with_all("project_effects", time_saving_h=0.0),
    "windows": with_all("projects", earliest_year=0, latest_year=9999),
    "lifetimes": with_all("projects", lifetime_years=200),
    "upkeep": with_all("projects", fixed_opex_musd_per_year=0.0),
    "parts": with_all("projects", divisible=False),
    "requires": with_all("projects", requires=()),
    "exclusive groups": with_all("projects", exclusive_group=""),
    "budget": without("budget"),
    "budget shares": with_all("projects", budget_share=1.0),
    "shared limits": without("shared_limits", "shared_limit_members"),
    "weights": with_all("shared_limit_members", weight=1.0),
    "members by commodity": with_all("shared_limit_members", commodity=""),
    "least volumes": with_all("corridor_limits", min_mt=0.0),
    "most volumes": with_all("corridor_limits", max_mt=1e6),
    "hard limits": with_all("corridor_limits", penalty_usd_per_t=1.0),
    "ends of corridors": with_all("corridors", ends_in=()),
    "ends left out": with_all("corridors", not_ends_in=()),
}
"""What takes a rule out of a case."""


@cache
def least_cost(seed: int) -> float | None:
    return cost_of(random_case(seed))


def cost_of(drawn: Case) -> float | None:
    found = optimum(drawn, divisible=False)
    return None if found is None else round(found.objective, 6)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_decides_something(rule: str) -> None:
    """Some case has another optimum without the rule, or has a plan only without it."""
    assert any(decides(RULES[rule], seed) for seed in range(SEEDS))


def decides(change: Change, seed: int) -> bool:
    """Whether a case has another optimum once changed; not where the change leaves too many ways to list."""
    changed = change(random_case(seed))
    try:
        return changed != random_case(seed) and cost_of(changed) != least_cost(seed)
    except TooManyWays:
        return False


def test_plans_exist_mostly_not_always() -> None:
    without_plan = sum(least_cost(seed) is None for seed in range(200))
    assert 10 <= without_plan <= 40


def test_hardly_any_case_is_drawn_in_vain() -> None:
    """Of the first draw of 200 seeds at most 15 have errors or too many ways, which stores make many."""
    first = [next(drawn_cases(seed)) for seed in range(200)]
    assert sum(bool(errors_of(drawn)) or not has_few_ways(drawn) for drawn in first) <= 15


@pytest.mark.parametrize("seed", range(5))
def test_a_seed_gives_the_same_case_in_a_folder_too(seed: int, tmp_path: Path) -> None:
    write_folder(random_case(seed), tmp_path / "case")
    assert read_case(tmp_path / "case").case == random_case(seed)
    assert random_case(seed) != random_case(seed + 1)
