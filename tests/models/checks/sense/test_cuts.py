"""Demand against the capacity that any plan could offer."""

from __future__ import annotations

import numpy as np
import pytest

from models.case import Case
from models.checks import check_case
from models.checks.sense.cuts import tightest_cuts
from models.checks.sense.possible import can_serve, most_capacity
from models.engine import solve_by_routes
from models.findings import Finding
from models.network import build_network
from models.request import Request
from tests.networks import cargo, case, effect, link, node, project

NODES = [node("a", "CN"), node("b"), node("c", "RU"), node("d", "UZ")]


def _beyond(built: Case) -> list[Finding]:
    return [finding for finding in check_case(built) if finding.rule == "demand-beyond-capacity"]


def _short(built: Case) -> dict[str, float]:
    """Mt that stay behind in the worst year by the ids of each cut's assets."""
    lane_asset, ids = build_network(built).lane_asset, built.asset_ids
    cuts = tightest_cuts(built)
    return {"+".join(sorted(ids[np.unique(lane_asset[cut.lanes])])): float(cut.short.max()) for cut in cuts}


def test_the_only_way_is_too_narrow() -> None:
    """7 Mt of both directions over b share 3 Mt on a-b: 4 Mt stay behind, whatever is built."""
    built = case(
        nodes=NODES,
        links=[link("a-b", capacity=3), link("b-c", capacity=10)],
        demand=[cargo("there", "a-c", 5), cargo("back", "c-a", 2)],
    )
    (finding,) = _beyond(built)
    assert (finding.table, finding.row, finding.column, finding.value) == ("links", 0, "capacity_mt", "3")
    assert "room for the 7 Mt that must pass here in 2025" in finding.expected
    assert "room for at most 3 Mt: a-b 3 Mt" in finding.expected
    assert finding.fix.startswith("At least 4 Mt in 2025 stay behind")
    assert finding.related == ("demand", 0, "2025")


def test_a_capacity_per_direction_is_held_against_each_direction() -> None:
    """5 Mt there over 3, 2 Mt back over 3: only 2 Mt of those there stay behind."""
    built = case(
        nodes=NODES,
        links=[link("a-b", capacity=3, direction="each")],
        demand=[cargo("there", "a-b", 5), cargo("back", "b-a", 2)],
    )
    assert _short(built) == {"a-b": pytest.approx(2)}


def test_two_ways_are_cut_together() -> None:
    """10 Mt from a to d over b (4 Mt) or c (3 Mt): 3 Mt stay behind at the two."""
    built = case(
        nodes=NODES,
        links=[link("a-b", capacity=4), link("b-d"), link("a-c", capacity=3), link("c-d")],
        demand=[cargo("d", "a-d", 10)],
    )
    assert _short(built) == {"a-b+a-c": pytest.approx(3)}


def test_cargo_of_many_origins_meets_at_a_border() -> None:
    """5 Mt each from b and d to a share the 6 Mt of c-a: 4 Mt stay behind, though each alone has room."""
    built = case(
        nodes=NODES,
        links=[link("b-c"), link("d-c"), link("c-a", capacity=6)],
        demand=[cargo("x", "b-a", 5), cargo("y", "d-a", 5)],
    )
    assert _short(built) == {"c-a": pytest.approx(4)}


def test_both_directions_count_where_each_alone_has_room() -> None:
    """8 Mt there and 8 back over 10 for both: 6 Mt stay behind."""
    built = case(nodes=NODES, links=[link("a-b", capacity=10)], demand=[cargo("x", "a-b", 8), cargo("y", "b-a", 8)])
    assert _short(built) == {"a-b": pytest.approx(6)}


def test_modes_are_kept_apart() -> None:
    """Road cargo has 1 Mt; the rail beside it does not help its 3 Mt: 2 Mt stay behind."""
    road = {**link("a-b", mode="road", capacity=1), "id": "road"}
    demand = [cargo("r", "a-b", 3, modes=("road",)), cargo("any", "a-b", 3)]
    assert _short(case(nodes=NODES, links=[link("a-b"), road], demand=demand)) == {"road": pytest.approx(2)}


def test_what_projects_could_add_is_room() -> None:
    """1 Mt and 4 Mt by a project: 5 Mt pass; two projects of a group give 4, not 8."""
    links = [link("a-b", capacity=1)]
    effects = [effect(name, "a-b", 4) for name in "pq"]
    demand = [cargo("d", "a-b", 9)]
    free = [project(name, 1) for name in "pq"]
    assert _short(case(nodes=NODES, links=links, demand=demand, projects=free, project_effects=effects)) == {}
    group = [project(name, 1, exclusive_group="g") for name in "pq"]
    narrow = case(nodes=NODES, links=links, demand=demand, projects=group, project_effects=effects)
    assert most_capacity(narrow).tolist() == [[5]]
    assert _short(narrow) == {"a-b": pytest.approx(4)}


def test_a_project_counts_only_in_years_in_which_it_can_serve() -> None:
    """Project p may open in 2026 at the earliest and serves two years; q needs p; r is forbidden; s needs r."""
    built = case(
        years=[{"year": year} for year in (2025, 2026, 2027, 2028)],
        nodes=NODES,
        links=[link("a-b")],
        demand=[cargo("d", "a-b", [1, 1, 1, 1])],
        projects=[
            project("p", 1, earliest_year=2026, latest_year=2026, lifetime_years=2),
            project("q", 1, requires=("p",)),
            project("r", 1, decision="forbid"),
            project("s", 1, requires=("r",)),
        ],
    )
    assert can_serve(built).tolist() == [
        [False, True, True, False],
        [False, True, True, False],
        [False] * 4,
        [False] * 4,
    ]


def test_what_nothing_joins_is_not_told_as_a_lack_of_capacity() -> None:
    assert _short(case(nodes=NODES, links=[link("a-b"), link("c-d")], demand=[cargo("d", "a-d", 500)])) == {}


def test_no_more_stays_behind_than_is_told() -> None:
    """Random networks: the search for divisible projects leaves at least as much behind as a cut says."""
    rng = np.random.default_rng(3)
    told = 0
    for _ in range(12):
        names = "abcdef"
        pairs = [(one, other) for one in names for other in names if one < other and rng.random() < 0.5]
        links = [
            link(f"{one}-{other}", capacity=float(rng.integers(0, 6)), direction=str(rng.choice(["both", "each"])))
            for one, other in pairs
        ]
        demand = [cargo(f"d{n}", "-".join(rng.choice(list(names), 2, replace=False)), 4) for n in range(6)]
        built = case(nodes=[node(name, name.upper()) for name in names] + [node("k")], links=links, demand=demand)
        unmet = solve_by_routes(built, Request(relaxed=True), lambda _: None).unmet_mt.sum()
        for cut in tightest_cuts(built):
            told += 1
            assert cut.short.max() <= unmet + 1e-6
    assert told > 5
