"""Least volumes that capacity, demand or a most volume does not allow."""

from __future__ import annotations

from typing import Any

from models.case import Case
from tests.models.repair.proving import alone, hopeless, tables, together
from tests.networks import Row, cargo, case, effect, link, node, project

AB = [node("a"), node("b")]
ABC = [*AB, node("c")]


def counted(limits: list[dict[str, Any]], **gateways: str) -> dict[str, Any]:
    """Corridors by name with their gateways, parted by blanks, and their limits."""
    gates = [{"corridor": name, "asset": asset} for name, assets in gateways.items() for asset in assets.split()]
    rows = [{"year": 2025} | limit for limit in limits]
    return {"corridors": [{"id": name} for name in gateways], "corridor_gateways": gates, "corridor_limits": rows}


def simple(mt: float, least: float, **first: Any) -> Case:
    """Cargo over one link under a least volume."""
    return case(
        nodes=AB,
        links=[link("a-b", 1, 10, **first)],
        demand=[cargo("d", "a-b", mt)],
        **counted([{"corridor": "x", "min_mt": least}], x="a-b"),
    )


def test_capacity_short() -> None:
    """15 Mt shall pass where 10 can: 5 less, or 5 more of the link. More demand does not help."""
    (table,) = tables(simple(20, 15))
    assert alone(table) == {("least_volume", "x", 2025): 5, ("capacity", "a-b", None): 5}
    assert ("demand", "x", 2025) in hopeless(table)
    assert together(table.together) == {("least_volume", "x", 2025): 5}


def test_demand_short() -> None:
    """8 Mt shall pass where 6.5 want to: 1.5 less, or 1.5 Mt more demand. More capacity does not help."""
    (table,) = tables(simple(6.5, 8))
    assert alone(table) == {("least_volume", "x", 2025): 1.5, ("demand", "x", 2025): 1.5}
    assert ("capacity", "a-b", None) in hopeless(table)
    (demand,) = [repair for repair in table.alone if repair.lever.kind == "demand"]
    assert demand.lever.limit == 6.5
    assert [(change.column, change.old, change.new) for change in demand.changes] == [("2025", 6.5, 8.0)]


def test_no_demand_at_all() -> None:
    """2 Mt shall pass and none want to."""
    (table,) = tables(simple(0, 2))
    assert alone(table) == {("least_volume", "x", 2025): 2, ("demand", "x", 2025): 2}


def test_load_outside_the_model_comes_first() -> None:
    """A load of 12 fills a capacity of 10; 3 Mt shall pass: 2 + 3 Mt more capacity, or 3 Mt less."""
    (table,) = tables(simple(20, 3, existing_load_mt=12.0))
    assert alone(table) == {("least_volume", "x", 2025): 3, ("capacity", "a-b", None): 5}


def test_a_capacity_for_each_direction() -> None:
    """10 Mt pass there and 2 back; 15 shall: 3 Mt more in each direction, though only one needs it."""
    built = case(
        nodes=AB,
        links=[link("a-b", 1, 10, direction="each")],
        demand=[cargo("there", "a-b", 20), cargo("back", "b-a", 2)],
        **counted([{"corridor": "x", "min_mt": 15}], x="a-b"),
    )
    (table,) = tables(built)
    assert alone(table) == {
        ("least_volume", "x", 2025): 3,
        ("capacity", "a-b", None): 3,
        ("demand", "x", 2025): 3,
    }


def test_least_against_most() -> None:
    """8 Mt shall pass a-b; over a-b and c-b together at most 5 may: 3 less of the one or 3 more of the other."""
    limits = [{"corridor": "x", "min_mt": 8}, {"corridor": "y", "max_mt": 5}]
    built = case(
        nodes=ABC,
        links=[link("a-b"), link("c-b")],
        demand=[cargo("d", "a-b", 20), cargo("e", "c-b", 20)],
        **counted(limits, x="a-b", y="a-b c-b"),
    )
    (table,) = tables(built)
    assert alone(table) == {("least_volume", "x", 2025): 3, ("most_volume", "y", 2025): 3}


def test_two_volumes_and_neither_lever_helps_alone() -> None:
    """2 Mt shall pass a-b where 1 can, and 2 Mt c-b where 0.5 can: 1 and 1.5 Mt less, only together."""
    built = case(
        nodes=ABC,
        links=[link("a-b", 1, 1), link("c-b", 1, 0.5)],
        demand=[cargo("d", "a-b", 9), cargo("e", "c-b", 9)],
        **counted([{"corridor": "x", "min_mt": 2}, {"corridor": "y", "min_mt": 2}], x="a-b", y="c-b"),
    )
    (table,) = tables(built)
    assert alone(table) == {}
    assert together(table.together) == {("least_volume", "x", 2025): 1, ("least_volume", "y", 2025): 1.5}


def test_one_demand_for_two_volumes() -> None:
    """a-b and b-c shall carry 2 Mt each; 1 Mt goes from a to c: 1 Mt more of it serves both."""
    built = case(
        nodes=ABC,
        links=[link("a-b"), link("b-c")],
        demand=[cargo("d", "a-c", 1)],
        **counted([{"corridor": "x", "min_mt": 2}, {"corridor": "y", "min_mt": 2}], x="a-b", y="b-c"),
    )
    (table,) = tables(built)
    assert alone(table) == {("demand", "x", 2025): 1, ("demand", "y", 2025): 1}


def test_cargo_does_not_circle() -> None:
    """5 Mt shall pass c-e, which leads nowhere for cargo from a to b; circling over it does not count."""
    built = case(
        nodes=[*ABC, node("e")],
        links=[link("a-b"), link("a-c"), link("c-e")],
        demand=[cargo("d", "a-b", 9)],
        **counted([{"corridor": "x", "min_mt": 5}], x="c-e"),
    )
    (table,) = tables(built)
    assert alone(table) == {("least_volume", "x", 2025): 5}


def test_a_gateway_beside_another() -> None:
    """Cargo passes a-b (4) and then b-c (3): both passings count, 7 of the 10 that shall.

    3 Mt more of a-b carry what ends in b. More of b-c helps up to the 4 Mt that reach it: 8 are too few.
    """
    built = case(
        nodes=ABC,
        links=[link("a-b", 1, 4), link("b-c", 1, 3)],
        demand=[cargo("d", "a-c", 9), cargo("e", "a-b", 9)],
        **counted([{"corridor": "x", "min_mt": 10}], x="a-b b-c"),
    )
    (table,) = tables(built)
    assert alone(table) == {("least_volume", "x", 2025): 3, ("capacity", "a-b", None): 3}


def test_a_shared_limit() -> None:
    """2 locomotives per Mt, 10 of them: 5 Mt. 6 shall pass: 2 locomotives more, or 1 Mt less."""
    built = case(
        nodes=AB,
        links=[link("a-b")],
        demand=[cargo("d", "a-b", 9)],
        shared_limits=[{"id": "fleet", "capacity": 10.0, "unit": "locomotives"}],
        shared_limit_members=[{"limit": "fleet", "asset": "a-b", "weight": 2.0}],
        **counted([{"corridor": "x", "min_mt": 6}], x="a-b"),
    )
    (table,) = tables(built)
    assert alone(table) == {("least_volume", "x", 2025): 1, ("shared_limit", "fleet", None): 2}
    assert {repair.lever.unit for repair in table.alone if repair.lever.kind == "shared_limit"} == {"locomotives"}


def test_years_apart_share_a_capacity() -> None:
    """12 Mt in 2025 and 14 in 2026 over a link of 10: it needs 4 more; neither volume alone helps."""
    limits = [{"corridor": "x", "min_mt": 12}, {"corridor": "x", "year": 2026, "min_mt": 14}]
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=AB,
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", [20, 20])],
        **counted(limits, x="a-b"),
    )
    (table,) = tables(built)
    assert alone(table) == {("capacity", "a-b", None): 4}
    assert together(table.together) == {("least_volume", "x", 2025): 2, ("least_volume", "x", 2026): 4}


def test_limits_at_a_price_do_not_matter() -> None:
    """A soft least volume beside the hard one gives no line."""
    built = case(
        nodes=AB,
        links=[link("a-b", 1, 10)],
        demand=[cargo("d", "a-b", 20)],
        **counted(
            [{"corridor": "x", "min_mt": 15}, {"corridor": "y", "min_mt": 50, "penalty_usd_per_t": 9.0}],
            x="a-b",
            y="a-b",
        ),
    )
    (table,) = tables(built)
    assert {repair.lever.subject for repair in table.alone} == {"x", "a-b"}


def two_quays(**second: Any) -> Case:
    """9 Mt shall pass a port of 5; two quays of one group add 2 each."""
    quays: list[Row] = [
        project("north", 1, exclusive_group="quay"),
        project("south", 1, **({"exclusive_group": "quay"} | second)),
    ]
    return case(
        nodes=AB,
        links=[link("a-b", 1, 5)],
        demand=[cargo("d", "a-b", 20)],
        projects=quays,
        project_effects=[effect("north", "a-b", 2), effect("south", "a-b", 2)],
        **counted([{"corridor": "x", "min_mt": 9}], x="a-b"),
    )


def test_an_exclusive_group() -> None:
    """With one quay 7 Mt pass: 2 less, 2 more, or both quays."""
    for table in tables(two_quays()):
        assert alone(table) == {
            ("least_volume", "x", 2025): 2,
            ("capacity", "a-b", None): 2,
            ("exclusive_group", "quay", None): 1,
        }


def test_a_forbidden_project() -> None:
    """One quay is forbidden and in no group: allow it, 2 Mt less, or 2 more."""
    built = two_quays(decision="forbid", exclusive_group=None)
    for table in tables(built):
        assert alone(table) == {
            ("least_volume", "x", 2025): 2,
            ("capacity", "a-b", None): 2,
            ("forbidden", "south", None): 1,
        }


def test_windows() -> None:
    """In 2026 9 Mt shall pass a link of 5. `late` (2) opens from 2027 on, `early` (2) in 2025 only: both must move.

    A forced `ship` (4) that serves in 2025 only would do if it opened a year later.
    """
    built = case(
        years=[{"year": 2025}, {"year": 2026}, {"year": 2027}],
        nodes=AB,
        links=[link("a-b", 1, 5)],
        demand=[cargo("d", "a-b", [20, 20, 20])],
        projects=[
            project("late", 1, earliest_year=2027),
            project("early", 1, latest_year=2025),
            project("ship", 1, decision="force"),
        ],
        project_effects=[effect("late", "a-b", 2), effect("early", "a-b", 2), effect("ship", "a-b", 4)],
        **counted([{"corridor": "x", "year": 2026, "min_mt": 9}], x="a-b"),
    )
    for table in tables(built):
        assert alone(table) == {
            ("least_volume", "x", 2026): 4,
            ("capacity", "a-b", None): 4,
            ("opens_later", "ship", None): 1,
            ("forced", "ship", None): 1,
        }
        assert {("opens_earlier", "late", None), ("opens_later", "early", None)} <= hopeless(table)


def test_a_window_that_gives() -> None:
    """In 2026 7 Mt shall pass a link of 5; `track` (2) may open from 2028 on: two years earlier."""
    built = case(
        years=[{"year": year} for year in (2025, 2026, 2027)],
        nodes=AB,
        links=[link("a-b", 1, 5)],
        demand=[cargo("d", "a-b", [20, 20, 20])],
        projects=[project("track", 1, earliest_year=2028, lifetime_years=9)],
        project_effects=[effect("track", "a-b", 2)],
        **counted([{"corridor": "x", "year": 2026, "min_mt": 7}], x="a-b"),
    )
    for table in tables(built):
        assert alone(table)["opens_earlier", "track", None] == 2
        (moved,) = [repair for repair in table.alone if repair.lever.kind == "opens_earlier"]
        assert [(change.column, change.new) for change in moved.changes] == [("earliest_year", 2026)]
