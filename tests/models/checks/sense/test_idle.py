"""Projects that nothing can use or nobody can pay."""

from __future__ import annotations

from typing import Any

from models.case import Case
from models.checks import check_case
from models.findings import Finding
from tests.networks import Row, cargo, case, effect, link, node, project

NODES = [node("a", "CN"), node("b"), node("c", "UZ"), node("d", "RU")]


def _found(built: Case, rule: str) -> list[Finding]:
    return [finding for finding in check_case(built) if finding.rule == rule]


def _with_effect(links: list[Row], asset: str, **more: Any) -> Case:
    given: dict[str, Any] = {"demand": [cargo("x", "a-b", 1)]}
    given |= {"projects": [project("p", 1)], "project_effects": [effect("p", asset, 1)]}
    return case(nodes=NODES, links=links, **(given | more))


def test_a_project_on_the_way_is_of_use() -> None:
    assert _found(_with_effect([link("a-b")], "a-b"), "effect-without-cargo") == []


def test_a_dead_end_is_of_no_use() -> None:
    """Cargo from a to b passes neither b-c nor c-d, which lead nowhere else."""
    (finding,) = _found(_with_effect([link("a-b"), link("b-c"), link("c-d")], "c-d"), "effect-without-cargo")
    assert finding.expected.endswith("no permitted way of any cargo leads over it (mode rail)")


def test_a_project_of_use_may_also_change_what_no_cargo_of_the_case_passes() -> None:
    """An airline widens the line that cargo uses and an apron of which the case knows no cargo: nobody has to act."""
    both = {"project_effects": [effect("p", "a-b", 1), effect("p", "c-d", 1)]}
    assert _found(_with_effect([link("a-b"), link("b-c"), link("c-d")], "c-d", **both), "effect-without-cargo") == []


def test_a_way_closed_elsewhere_is_told_of_a_project_of_use_too() -> None:
    """Project p widens a-b, which is used, and a-c, from which c-b without capacity leads on: that can be mended."""
    both = {"project_effects": [effect("p", "a-b", 1), effect("p", "a-c", 1)]}
    links = [link("a-b"), link("a-c"), link("c-b", capacity=0)]
    (finding,) = _found(_with_effect(links, "a-c", **both), "effect-without-cargo")
    assert "another link or terminal has no capacity" in finding.expected


def test_a_way_around_is_of_use() -> None:
    links = [link("a-b"), link("a-c"), link("c-b")]
    assert _found(_with_effect(links, "a-c"), "effect-without-cargo") == []


def test_a_mode_that_no_cargo_may_use_is_of_no_use() -> None:
    air = {**link("a-b", mode="air"), "id": "air"}
    built = _with_effect([link("a-b"), air], "air", demand=[cargo("x", "a-b", 1, modes=("rail",))])
    (finding,) = _found(built, "effect-without-cargo")
    assert finding.expected.endswith("leads over it (mode air)")


def test_a_way_closed_elsewhere_is_of_no_use_until_a_project_opens_it() -> None:
    """Project p widens a-c, but c-b beside it has no capacity; a project that opens c-b makes p useful."""
    links = [link("a-b"), link("a-c"), link("c-b", capacity=0)]
    (finding,) = _found(_with_effect(links, "a-c"), "effect-without-cargo")
    assert "another link or terminal has no capacity in any year, whatever is built" in finding.expected
    both = {"projects": [project("p", 1), project("q", 1)]}
    both |= {"project_effects": [effect("p", "a-c", 1), effect("q", "c-b", 1)]}
    assert _found(_with_effect(links, "a-c", **both), "effect-without-cargo") == []


def test_more_of_a_shared_limit_needs_members_on_the_way() -> None:
    given = {
        "shared_limits": [{"id": "ships", "capacity": 1.0}],
        "project_effects": [effect("p", "ships", 1)],
    }
    links = [link("a-b"), link("c-d")]
    for member, rows in (("a-b", 0), ("c-d", 1)):
        members = [{"limit": "ships", "asset": member}]
        built = _with_effect(links, "ships", shared_limit_members=members, **given)
        assert len(_found(built, "effect-without-cargo")) == rows


def _paid(capex: float, money: list[float], carry: str = "yes", **more: Any) -> list[Finding]:
    built = case(
        {"budget_carry_over": carry},
        years=[{"year": 2025}, {"year": 2026}, {"year": 2027}],
        nodes=NODES,
        links=[link("a-b")],
        demand=[cargo("x", "a-b", [1, 1, 1])],
        projects=[project("p", capex, **more)],
        project_effects=[effect("p", "a-b", 1)],
        budget=[{"year": 2025 + n, "available_musd": amount} for n, amount in enumerate(money)],
    )
    return _found(built, "project-beyond-budget")


def test_a_project_that_the_budget_never_pays() -> None:
    """30 MUSD, built in one year: to open in 2027 it is paid in 2026, when 5 + 20 = 25 MUSD are there."""
    (finding,) = _paid(30, [5, 20, 100])
    assert "to open in 2027, when it falls least short, the project takes 30 MUSD up to 2026" in finding.expected
    assert finding.expected.endswith("the budget has 25 MUSD")
    assert finding.value == "30"


def test_projects_that_the_budget_pays_alone() -> None:
    assert _paid(25, [5, 20, 100]) == []
    assert _paid(30, [5, 20, 100], budget_share=0.8) == []
    assert _paid(30, [5, 20, 100], divisible=True) == []
    assert _paid(30, [5, 20, 100], decision="force", earliest_year=2025) == []
    assert _paid(30, []) == []


def test_money_that_is_not_carried_over_does_not_add_up() -> None:
    """25 MUSD in 2026, where 20 are given: 5 short."""
    (finding,) = _paid(25, [5, 20, 100], carry="no")
    assert "takes 25 MUSD in 2026, and the budget has 20 MUSD" in finding.expected
