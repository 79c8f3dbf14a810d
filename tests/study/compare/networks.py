"""Cases with plans that cost the same, and cases that differ in one thing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.solution import Solution
from models.stop import Limits
from planner.show.workbook import write_results
from planner.study.compare import Planned
from tests.models.verify.plans import Opening, Ride, plan
from tests.networks import cargo, case, effect, link, node, project
from tests.show.plans import results

CORRIDORS = [{"id": "north", "name": "North"}, {"id": "south", "name": "South"}]
GATEWAYS = [{"corridor": "north", "asset": "a-b"}, {"corridor": "south", "asset": "c-b"}]


def two_alike(**more: Any) -> Case:
    """10 Mt from a to b, by the direct link at 2 or by c at 1 + 1 = 2, 10 Mt each: 20 MUSD whichever way."""
    return case(
        {"case": "two_alike", **more.pop("settings", {})},
        nodes=[node("a", "CN"), node("b"), node("c")],
        links=[link("a-b", 2, 10), link("a-c", 1, 10), link("c-b", 1, 10)],
        demand=[cargo("d", "a-b", 10)],
        corridors=CORRIDORS,
        corridor_gateways=GATEWAYS,
        **more,
    )


def by_hand(built: Case, rides: list[Ride], openings: list[Opening] | None = None, **more: Any) -> Planned:
    """A plan that is known to be best: its bound is its cost."""
    made = plan(built, rides, openings or [], **more)
    return Planned(built, replace(made, bound=more.get("bound", made.objective)))


NORTH: list[Ride] = [("d", 2025, "a-b", 10.0)]
SOUTH: list[Ride] = [("d", 2025, "a-c c-b", 10.0)]


def two_projects(capex_north: float = 1.0) -> Case:
    """Both links wait for a project of 1 MUSD that gives them 10 Mt: 20 + 1 = 21 MUSD with either, 22 with both."""
    return case(
        {"case": "two_projects"},
        nodes=[node("a", "CN"), node("b"), node("c")],
        links=[link("a-b", 2, 0), link("a-c", 1, 10), link("c-b", 1, 0)],
        demand=[cargo("d", "a-b", 10)],
        corridors=CORRIDORS,
        corridor_gateways=GATEWAYS,
        projects=[project("p_north", capex_north), project("p_south", 1.0)],
        project_effects=[effect("p_north", "a-b", 10), effect("p_south", "c-b", 10)],
    )


def closing(**more: Any) -> Case:
    """15 Mt from a to b in 2025 and 2026: 10 by the direct link at 1, 5 by c at 1 + 2 = 3: 25 MUSD a year.

    Scenario `low` takes 6 Mt of the direct link away from 2026: 4 x 1 + 11 x 3 = 37, 12 more. Scenario `shut` takes
    all of it away and 3 Mt of the way by c besides, of 12: 9 x 3 + 6 x 1000 = 6027 in 2026.
    """
    return case(
        {"case": "closing", **more.pop("settings", {})},
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a", "CN"), node("b"), node("c")],
        links=[link("a-b", 1, 10), link("a-c", 1, 12), link("c-b", 2, 12)],
        demand=[cargo("d", "a-b", [15, 15])],
        corridors=CORRIDORS,
        corridor_gateways=GATEWAYS,
        asset_changes=[
            {"event": "frost", "asset": "a-b", "year": 2026, "capacity_change": -6.0, "scenario": "low"},
            {"event": "war", "asset": "a-b", "year": 2026, "capacity_change": -10.0, "scenario": "shut"},
            {"event": "war", "asset": "a-c", "year": 2026, "capacity_change": -3.0, "scenario": "shut"},
        ],
        scenarios=[{"id": "low"}, {"id": "shut"}],
        **more,
    )


def solved(built: Case, *, relaxed: bool = False) -> Planned:
    """The best plan of a case."""
    return Planned(built, solve_by_routes(built, Request(relaxed, Limits(1e-9)), lambda _: None))


def written(planned: Planned, path: Path, **more: Any) -> str:
    """A result workbook of a plan."""
    solution: Solution = replace(planned.solution, **more)
    return str(write_results(results(planned.case, solution), path)[0])
