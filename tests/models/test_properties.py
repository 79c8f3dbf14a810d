"""What must hold for any case: orders of optima, and changes that change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.case import Case
from models.checks import check_case
from models.request import Request
from models.stop import Limits
from models.verify import verify
from planner.study.run import FORMULATIONS
from tests.networks import Row, cargo, case, effect, link, node, project

NODES = "abcde"
PAIRS = [f"{start}-{end}" for position, start in enumerate(NODES) for end in NODES[position + 1 :]]
TOLERANCE = 1e-6

amounts = st.integers(0, 20).map(float)
Parts = Mapping[str, Sequence[Row]]


@st.composite
def parts(draw: st.DrawFn) -> Parts:
    """Rows of a small case: up to five nodes, two years, two modes, projects with every kind of rule."""
    ends = draw(st.lists(st.sampled_from(PAIRS), min_size=2, max_size=6, unique=True))
    links = [
        link(
            pair,
            draw(st.integers(1, 9)),
            draw(amounts),
            time_h=float(draw(st.sampled_from([0, 24, 48]))),
            direction=draw(st.sampled_from(["both", "each", "oneway"])),
            existing_load_mt=float(draw(st.integers(0, 3))),
        )
        for pair in ends
    ]
    origins = st.sampled_from([tuple(pair.split("-")) for pair in PAIRS])
    demand = []
    for number in range(draw(st.integers(1, 4))):
        start, end = draw(origins)
        start, end = (end, start) if draw(st.booleans()) else (start, end)
        demand.append(cargo(f"d{number}", f"{start}-{end}", [draw(amounts), draw(amounts)]))
    projects, effects = [], []
    for number in range(draw(st.integers(0, 3))):
        name = f"p{number}"
        required = (f"p{number - 1}",) if number and draw(st.booleans()) else ()
        projects.append(
            project(
                name,
                float(draw(st.integers(0, 40))),
                lifetime_years=draw(st.integers(1, 3)),
                construction_years=draw(st.integers(0, 2)),
                earliest_year=draw(st.sampled_from([2025, 2026])),
                requires=required,
                exclusive_group=draw(st.sampled_from(["", "one"])) if not required else "",
            )
        )
        asset = draw(st.sampled_from(ends))
        effects.append(effect(name, asset, draw(amounts), cost_saving_usd_per_t=draw(st.sampled_from([0.0, 0.25]))))
    budget = [{"year": year, "available_musd": draw(amounts)} for year in (2025, 2026)] if draw(st.booleans()) else []
    return {"links": links, "demand": demand, "projects": projects, "project_effects": effects, "budget": budget}


def build(rows: Parts, factor: float = 1.0) -> Case:
    goods = [{"id": "goods", "value_of_time_usd_per_t_day": 0.5}]
    settings_ = {"unmet_penalty": str(100 * factor), "discount_rate": "0.05"}
    years: list[Row] = [{"year": 2025}, {"year": 2026, "weight_years": 2.0}]
    return case(settings_, years=years, nodes=[node(name) for name in NODES], commodities=goods, **rows)


def optimum(built: Case, *, relaxed: bool = False) -> float:
    """The verified optimum, by every formulation."""
    assert not [finding for finding in check_case(built) if finding.severity == "error"]
    request = Request(relaxed=relaxed, limits=Limits(gap=1e-9))
    found = []
    for solve in FORMULATIONS.values():
        solution = solve(built, request, lambda _: None)
        verification = verify(built, solution)
        assert verification.violations == ()
        assert verification.bound_musd <= solution.objective + TOLERANCE * (1 + abs(solution.objective))
        if relaxed:
            assert verification.bound_musd == pytest.approx(solution.objective, rel=TOLERANCE, abs=TOLERANCE)
        found.append(solution.objective)
    assert found == pytest.approx([found[0]] * len(found), rel=TOLERANCE, abs=TOLERANCE)
    return found[0]


def no_more(first: float, second: float) -> bool:
    return first <= second + TOLERANCE * (1 + abs(second))


def free(rows: Parts) -> Parts:
    """The same with every project built for nothing, whatever the rules say."""
    built = [{"id": row["id"], "lifetime_years": 9, "capex_musd": 0.0, "decision": "force"} for row in rows["projects"]]
    return {**rows, "projects": built, "budget": []}


@settings(max_examples=60, deadline=None)
@given(parts())
def test_all_built_is_no_dearer_than_divisible_than_whole(rows: Parts) -> None:
    built, divisible, whole = optimum(build(free(rows))), optimum(build(rows), relaxed=True), optimum(build(rows))
    assert no_more(built, divisible)
    assert no_more(divisible, whole)


@settings(max_examples=30, deadline=None)
@given(parts())
def test_splitting_a_demand_changes_nothing(rows: Parts) -> None:
    first, *others = rows["demand"]
    half = {year: first[year] / 2 for year in ("2025", "2026")}
    halves: list[Row] = [{**first, **half}, {**first, **half, "id": "other_half"}]
    assert optimum(build({**rows, "demand": [*halves, *others]})) == pytest.approx(
        optimum(build(rows)), rel=TOLERANCE, abs=TOLERANCE
    )


@settings(max_examples=30, deadline=None)
@given(parts())
def test_a_dearer_twin_of_a_project_changes_nothing(rows: Parts) -> None:
    """The twin shares an exclusive group with its original, which no other project is in."""
    if not rows["projects"]:
        return
    original: dict[str, Any] = {**rows["projects"][0], "exclusive_group": "twins"}
    twin = {**original, "id": "twin", "capex_musd": original["capex_musd"] + 1}
    alone = {**rows, "projects": [original, *rows["projects"][1:]]}
    effects = [{**row, "project": "twin"} for row in rows["project_effects"] if row["project"] == original["id"]]
    both = {
        **alone,
        "projects": [original, twin, *rows["projects"][1:]],
        "project_effects": [*rows["project_effects"], *effects],
    }
    assert optimum(build(both)) == pytest.approx(optimum(build(alone)), rel=TOLERANCE, abs=TOLERANCE)


@settings(max_examples=30, deadline=None)
@given(parts(), st.sampled_from([0.5, 3.0, 10.0]))
def test_scaling_money_scales_the_answer(rows: Parts, factor: float) -> None:
    priced = {"cost_usd_per_t", "capex_musd", "available_musd", "cost_saving_usd_per_t"}
    scaled = {
        name: [{key: value * factor if key in priced else value for key, value in row.items()} for row in table]
        for name, table in rows.items()
    }
    goods = replace(
        build(rows).commodities,
        value_of_time_usd_per_t_day=build(rows).commodities.value_of_time_usd_per_t_day * factor,
    )
    assert optimum(replace(build(scaled, factor), commodities=goods)) == pytest.approx(
        factor * optimum(build(rows)), rel=TOLERANCE, abs=TOLERANCE
    )


@settings(max_examples=30, deadline=None)
@given(parts(), st.sampled_from([0.5, 4.0]))
def test_scaling_tonnes_and_money_per_project_scales_the_answer(rows: Parts, factor: float) -> None:
    scaled_columns = {
        "capacity_mt",
        "existing_load_mt",
        "capacity_added",
        "capex_musd",
        "available_musd",
        "2025",
        "2026",
    }
    scaled = {
        name: [{key: value * factor if key in scaled_columns else value for key, value in row.items()} for row in table]
        for name, table in rows.items()
    }
    assert optimum(build(scaled)) == pytest.approx(factor * optimum(build(rows)), rel=TOLERANCE, abs=TOLERANCE)
