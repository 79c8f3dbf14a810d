"""Rules that contradict each other are found one by one."""

from __future__ import annotations

from models.request import Request
from planner.study.conflict import rules_in_conflict
from tests.networks import cargo, case, effect, link, node, project


def test_each_rule_that_alone_could_give() -> None:
    """`track` is forced and requires `bridge`, which may open a year later only: drop the force or the requirement.

    The other forced project and the least volume that 3 Mt of cargo meet stand in nobody's way.
    """
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", [3, 3])],
        projects=[
            project("track", 1, decision="force", lifetime_years=2, requires=("bridge",)),
            project("bridge", 1, earliest_year=2026),
            project("other", 1, decision="force"),
        ],
        project_effects=[effect(name, "a-b", 1) for name in ("track", "bridge", "other")],
        corridors=[{"id": "c"}],
        corridor_gateways=[{"corridor": "c", "asset": "a-b"}],
        corridor_limits=[{"corridor": "c", "year": 2025, "min_mt": 2.0}],
    )
    found = rules_in_conflict(built, Request())
    assert [(rule.table, rule.row, rule.column) for rule in found] == [
        ("projects", 0, "decision"),
        ("projects", 0, "requires"),
    ]


def test_nothing_alone() -> None:
    """Two least volumes that are both out of reach: neither alone lets a plan exist."""
    built = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b"), link("b-c")],
        demand=[cargo("d", "a-c", 1)],
        corridors=[{"id": "x"}, {"id": "y"}],
        corridor_gateways=[{"corridor": "x", "asset": "a-b"}, {"corridor": "y", "asset": "b-c"}],
        corridor_limits=[{"corridor": name, "year": 2025, "min_mt": 2.0} for name in ("x", "y")],
    )
    assert rules_in_conflict(built, Request()) == []
