"""More than fits: on links and terminals, in shared limits, and under savings."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import Case
from tests.models.verify.plans import Opening, broken, verdict
from tests.networks import Row, cargo, case, effect, link, node, project


def line(forth: float = 0.0, back: float = 0.0, **more: Any) -> Case:
    """One link from a to b, cargo both ways; everything else as given."""
    return case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", **more)],
        demand=[cargo("forth", "a-b", forth), cargo("back", "b-a", back)],
    )


def load_on(given: Case) -> dict[str, list[float]]:
    """What is broken where all demand takes the link a-b."""
    rides = [
        (name, int(year), "a-b", mt)
        for name, row in zip(given.demand.id, given.demand_mt, strict=True)
        for year, mt in zip(given.years.year, row, strict=True)
        if mt > 0
    ]
    return broken(verdict(given, rides))


LINKS: dict[str, tuple[dict[str, Any], dict[str, list[float]]]] = {
    "both directions share": ({"forth": 3, "back": 2, "capacity": 5}, {}),
    "both directions together too much": ({"forth": 3, "back": 3, "capacity": 5}, {"capacity": [1]}),
    "each direction its own": ({"forth": 5, "back": 5, "capacity": 5, "direction": "each"}, {}),
    "each: too much forth": ({"forth": 6, "back": 5, "capacity": 5, "direction": "each"}, {"capacity": [1]}),
    "each: too much back": ({"forth": 5, "back": 7, "capacity": 5, "direction": "each"}, {"capacity": [2]}),
    "each: existing load in each": (
        {"forth": 4, "back": 3, "capacity": 5, "existing_load_mt": 2.0, "direction": "each"},
        {"capacity": [1]},
    ),
    "one way": ({"forth": 6, "capacity": 5, "direction": "oneway"}, {"capacity": [1]}),
    "existing load": ({"forth": 4, "capacity": 5, "existing_load_mt": 2.0}, {"capacity": [1]}),
    "existing load beyond the capacity": ({"forth": 1, "capacity": 5, "existing_load_mt": 7.0}, {"capacity": [1]}),
    "within the tolerance": ({"forth": 5.000005, "capacity": 5}, {}),
    "beyond the tolerance": ({"forth": 5.000007, "capacity": 5}, {"capacity": [0.000007]}),
}


@pytest.mark.parametrize(("given", "expected"), LINKS.values(), ids=LINKS.keys())
def test_a_link_carries_no_more_than_fits(given: dict[str, Any], expected: dict[str, list[float]]) -> None:
    assert load_on(line(**given)) == expected


def test_the_words_name_the_direction_where_it_matters() -> None:
    where = [
        verdict(line(back=6, capacity=5, direction=way), [("back", 2025, "a-b", 6)]).violations[0].where
        for way in ("each", "both")
    ]
    assert where == ["asset a-b in 2025 from b to a", "asset a-b in 2025"]


def test_the_tolerance_is_absolute_and_relative() -> None:
    """5.1 on 5 is 0.1 too much, 0.1 / (1 + 5) = 1/60 of a limit and one."""
    over = line(forth=5.1, capacity=5)
    assert verdict(over, [("forth", 2025, "a-b", 5.1)]).max_violation == pytest.approx(1 / 60)


def test_displaced_load_is_told_and_added_capacity_is_for_the_cargo() -> None:
    """7 Mt of others on 5 Mt: 2 displaced. A project adds 3, all of it for the 4 Mt of cargo: 1 too much."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", capacity=5.0, existing_load_mt=7.0)],
        demand=[cargo("d", "a-b", 4)],
        projects=[project("p", 10.0)],
        project_effects=[effect("p", "a-b", 3.0)],
    )
    verification = verdict(given, [("d", 2025, "a-b", 4)], [("p", 2025, 1)])
    assert broken(verification) == {"capacity": [1]}
    assert verification.violations[0].limit == 3
    assert verification.displaced_mt.tolist() == [[2]]
    assert verdict(line(capacity=5, existing_load_mt=4.0)).displaced_mt.tolist() == [[0]]


def test_changes_count_from_their_year_and_not_those_of_a_scenario() -> None:
    """Capacity 5, 2 less from 2026, 10 more in a scenario only, 1 more from 2027: 5, 3, 4 for 5 Mt a year."""
    change = {"event": "works", "asset": "a-b"}
    given = case(
        years=[{"year": 2025}, {"year": 2026}, {"year": 2027}],
        nodes=[node("a"), node("b")],
        links=[link("a-b", capacity=5.0)],
        asset_changes=[
            change | {"year": 2026, "capacity_change": -2.0},
            change | {"year": 2020, "capacity_change": 10.0, "scenario": "boom"},
            change | {"year": 2027, "capacity_change": 1.0},
        ],
        demand=[cargo("d", "a-b", [5, 5, 5])],
    )
    assert load_on(given) == {"capacity": [2, 1]}


def test_a_closed_asset_displaces_all_its_load_and_no_more() -> None:
    """Capacity 5 less 8 is none, so that all 2 Mt of existing load are displaced."""
    given = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", capacity=5.0, existing_load_mt=2.0)],
        asset_changes=[{"event": "closed", "asset": "a-b", "year": 2025, "capacity_change": -8.0}],
        demand=[cargo("d", "a-b", 0)],
    )
    assert verdict(given).displaced_mt.tolist() == [[2]]


SERVICE: dict[str, tuple[list[Opening], list[float]]] = {
    "open from the start": ([("p", 2025, 1)], [2]),
    "open later": ([("p", 2026, 1)], [2]),
    "half": ([("p", 2025, 0.5)], [1, 1, 2]),
    "two halves one after the other": ([("p", 2025, 0.5), ("p", 2026, 0.5)], [1, 1]),
    "never": ([], [2, 2, 2]),
}


@pytest.mark.parametrize(("openings", "expected"), SERVICE.values(), ids=SERVICE.keys())
def test_projects_add_their_share_while_they_serve(openings: list[Opening], expected: list[float]) -> None:
    """5 Mt a year on 3 Mt; the project adds 2 for two years, and each direction gets them all."""
    given = case(
        years=[{"year": 2025}, {"year": 2026}, {"year": 2027}],
        nodes=[node("a"), node("b")],
        links=[link("a-b", capacity=3.0, direction="each")],
        demand=[cargo("d", "a-b", [5, 5, 5])],
        projects=[project("p", 10.0, lifetime_years=2, divisible=True)],
        project_effects=[effect("p", "a-b", 2.0)],
    )
    rides = [("d", year, "a-b", 5.0) for year in (2025, 2026, 2027)]
    assert broken(verdict(given, rides, openings)) == {"capacity": expected}


def test_a_terminal_carries_both_directions_together() -> None:
    """4 Mt from rail to road and 3 Mt back on a terminal of 5 Mt."""
    given = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b"), link("b-c", mode="road")],
        terminals=[
            {"id": "t", "node": "b", "mode_a": "rail", "mode_b": "road"}
            | {"time_h": 0.0, "cost_usd_per_t": 1.0, "capacity_mt": 6.0, "existing_load_mt": 1.0}
        ],
        demand=[cargo("forth", "a-c", 4), cargo("back", "c-a", 3)],
    )
    rides = [("forth", 2025, "a-b t b-c", 4.0), ("back", 2025, "b-c t a-b", 3.0)]
    assert broken(verdict(given, rides)) == {"capacity": [2]}


def shared(members: list[Row], **more: Any) -> dict[str, list[float]]:
    """What is broken where 4 Mt of goods and 2 Mt of ore go a-b-c under a limit of 10."""
    given = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b"), link("b-c")],
        commodities=[{"id": name, "value_of_time_usd_per_t_day": 0.0} for name in ("goods", "ore")],
        demand=[cargo("d", "a-c", 4), cargo("o", "a-c", 2, commodity="ore")],
        shared_limits=[{"id": "fleet", "capacity": 10.0, "unit": "trains"} | more],
        shared_limit_members=[{"limit": "fleet", **row} for row in members],
        projects=[project("p", 1.0, divisible=True)],
        project_effects=[effect("p", "fleet", 4.0)],
    )
    verification = verdict(given, [("d", 2025, "a-b b-c", 4), ("o", 2025, "a-b b-c", 2)], [("p", 2025, 0.25)])
    assert all(violation.unit == "trains" for violation in verification.violations)
    return broken(verification)


LIMITS: dict[str, tuple[list[Row], dict[str, Any], dict[str, list[float]]]] = {
    "weight 1 where blank": ([{"asset": "a-b"}], {}, {}),
    "12 on 10 and a quarter of 4": ([{"asset": "a-b"}, {"asset": "b-c"}], {}, {"shared-limit": [1]}),
    "weights": ([{"asset": "a-b", "weight": 2.5}], {}, {"shared-limit": [4]}),
    "one commodity": ([{"asset": "a-b", "weight": 6.0, "commodity": "ore"}], {}, {"shared-limit": [1]}),
    "one commodity and all": (
        [{"asset": "a-b", "weight": 1.0}, {"asset": "a-b", "weight": 3.0, "commodity": "ore"}],
        {},
        {"shared-limit": [1]},
    ),
    "another commodity": ([{"asset": "a-b", "weight": 2.0, "commodity": "goods"}], {}, {}),
    "switched off": ([{"asset": "a-b", "weight": 9.0}], {"active": False}, {}),
}


@pytest.mark.parametrize(("members", "more", "expected"), LIMITS.values(), ids=LIMITS.keys())
def test_a_shared_limit_counts_its_members_by_weight(
    members: list[Row], more: dict[str, Any], expected: dict[str, list[float]]
) -> None:
    assert shared(members, **more) == expected


SAVING = case(
    years=[{"year": 2025}, {"year": 2026}],
    nodes=[node("a"), node("b")],
    links=[link("a-b", 5.0, time_h=10.0), link("a-b", 9.0, id="a=b", time_h=10.0)],
    commodities=[
        {"id": "goods", "value_of_time_usd_per_t_day": 6.0},
        {"id": "ore", "value_of_time_usd_per_t_day": 0.0},
    ],
    demand=[cargo("d", "a-b", [6, 6]), cargo("o", "a-b", [2, 2], commodity="ore")],
    shared_limits=[{"id": "fleet", "capacity": 100.0}],
    projects=[project("p", 1.0, divisible=True), project("q", 1.0, divisible=True)],
    project_effects=[
        effect("p", "a-b", cost_saving_usd_per_t=1.0, time_saving_h=4.0),
        effect("q", "a-b", 50.0),
        effect("q", "fleet", 1.0),
        effect("p", "a=b", cost_saving_usd_per_t=0.5),
        effect("q", "a=b", time_saving_h=0.5),
    ],
)
"""4 of 6 Mt of goods and all ore take a-b, where p saves goods 1 + 6 x 4 / 24 = 2 and ore 1 USD/t, and q nothing."""

BENEFITS: dict[str, tuple[dict[tuple[int, str, int], float], float, dict[str, list[float]]]] = {
    "all that pass": ({(0, "goods", 2025): 4, (0, "ore", 2025): 2}, 1, {}),
    "all that pass the other way": ({(3, "goods", 2025): 2, (4, "goods", 2025): 2}, 1, {}),
    "fewer than pass": ({(0, "goods", 2025): 1}, 1, {}),
    "more than pass": ({(0, "goods", 2025): 5}, 1, {"benefit-flow": [1]}),
    "other cargo that passes": ({(0, "ore", 2025): 4}, 1, {"benefit-flow": [2], "benefit-service": [2]}),
    "half a project serves half the demand": ({(0, "goods", 2025): 3}, 0.5, {}),
    "more than half a project serves": ({(0, "goods", 2025): 4}, 0.5, {"benefit-service": [1]}),
    "out of service": ({(0, "goods", 2026): 4}, 1, {"benefit-service": [4]}),
    "below zero": ({(0, "goods", 2025): -1}, 1, {"negative-tonnes": [1]}),
    "an effect without savings": ({(1, "goods", 2025): 1}, 1, {"benefit-none": [1]}),
    "an effect on a shared limit": ({(2, "goods", 2025): 1}, 1, {"benefit-none": [1]}),
}


@pytest.mark.parametrize(("benefit", "share", "expected"), BENEFITS.values(), ids=BENEFITS.keys())
def test_only_tonnes_that_pass_a_project_in_service_benefit(
    benefit: dict[tuple[int, str, int], float], share: float, expected: dict[str, list[float]]
) -> None:
    rides = [
        ride
        for year in (2025, 2026)
        for ride in (("d", year, "a-b", 4.0), ("d", year, "a=b", 2.0), ("o", year, "a-b", 2.0))
    ]
    verification = verdict(SAVING, rides, [("p", 2025, share), ("q", 2025, 1)], benefit=benefit)
    assert broken(verification) == expected


def test_a_tonne_benefits_from_one_of_two_that_exclude_each_other_and_save_too_much() -> None:
    """a-b costs 5 USD/t; p and q save 3 each: all 4 Mt may benefit from one of them, not 4 from both.

    Saving 2 each they leave a tonne 1 USD to pay: both count. The member that comes first, f, adds capacity only.
    """
    openings = [("p", 2025, 0.5), ("q", 2025, 0.5)]
    for saving, expected in ((3.0, {"benefit-flow": [4.0]}), (2.0, {})):
        given = case(
            nodes=[node("a"), node("b"), node("c")],
            links=[link("a-b", 5.0), link("a-c", 1.0)],
            demand=[cargo("d", "a-b", 4), cargo("e", "a-c", 4)],
            projects=[project(name, 1.0, divisible=True, exclusive_group="g") for name in "fpq"],
            project_effects=[
                effect("f", "a-b", 1.0),
                *(effect(name, "a-b", cost_saving_usd_per_t=saving) for name in "pq"),
            ],
        )
        both = {(1, "goods", 2025): 4.0, (2, "goods", 2025): 4.0}
        one = {(1, "goods", 2025): 2.0, (2, "goods", 2025): 2.0}
        rides = [("d", 2025, "a-b", 4.0), ("e", 2025, "a-c", 4.0)]
        assert broken(verdict(given, rides, openings, benefit=both)) == expected
        assert broken(verdict(given, rides, openings, benefit=one)) == {}
