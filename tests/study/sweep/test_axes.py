"""What --vary says, point by point."""

from __future__ import annotations

import pytest

from models.errors import PlannerError
from planner.read.writing import teaching_case
from planner.study.changes import WrongChange
from planner.study.sweep import axis_of, chosen_scenarios, make_variants

CASE = teaching_case()
LINK = CASE.links.id[0]


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("budget=0.5,1", ["budget.available_musd*=0.5", "budget.available_musd*=1"]),
        ("capex=2", ["projects.capex_musd*=2"]),
        ("demand=1.1", ["demand.mt*=1.1"]),
        ("demand.transit=0.9", ["demand[flow_type=transit].mt*=0.9"]),
        ("demand.2026=5", ["demand.2026=5"]),
        (f"capacity.{LINK}=1.5", [f"links[id={LINK}].capacity_mt*=1.5"]),
        ("projects[id=p,status=x].decision=force,forbid", ["projects[id=p,status=x].decision=force",
                                                          "projects[id=p,status=x].decision=forbid"]),
        ("links[id=a].capacity_mt += 1:3:1", ["links[id=a].capacity_mt+=1", "links[id=a].capacity_mt+=2",
                                             "links[id=a].capacity_mt+=3"]),
        ("settings.discount_rate=0.05", ["settings.discount_rate=0.05"]),
    ],
)  # fmt: skip
def test_changes_of_an_axis(words: str, changes: list[str]) -> None:
    assert [change for point in axis_of(CASE, words) for change in point.changes] == changes


def test_a_range_meets_its_end() -> None:
    """In binary numbers 0.8 + 4 x 0.1 is a little more than 1.2."""
    values = [point.values["demand"] for point in axis_of(CASE, "demand=0.8:1.2:0.1")]
    assert values == ["0.8", "0.9", "1", "1.1", "1.2"]
    assert [point.values["demand"] for point in axis_of(CASE, "demand=1:0.5:-0.25, 10")] == ["1", "0.75", "0.5", "10"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("budget", "cannot be understood"),
        ("budget=", "cannot be understood"),
        ("budget=1,,2", "a value is missing"),
        ("budget=half", "'half' is no number"),
        ("budget=0.5:1", "no range such as"),
        ("budget=1:2:-0.1", "no steps of -0.1"),
        ("budget=1:2:0", "no steps of 0"),
        ("bugdet=1", "none of demand, budget, capex"),
        ("capacity.nowhere=2", "no link, terminal or shared limit"),
        ("links[id=a].capacity_mt*=wide", "'wide' is no number"),
    ],
)
def test_words_that_mean_nothing(words: str, says: str) -> None:
    with pytest.raises(PlannerError, match=says):
        axis_of(CASE, words)


def test_scenarios_times_points() -> None:
    """The last axis runs fastest; the common changes come first."""
    axes = [axis_of(CASE, "budget=1,2"), axis_of(CASE, "capex=1,3")]
    found = make_variants(CASE, chosen_scenarios(CASE, "all"), ["settings.unmet_penalty=400"], axes)
    assert len(found) == (1 + len(CASE.scenarios)) * 4
    assert [variant.name for variant in found[:3]] == [
        "base, budget 1, capex 1",
        "base, budget 1, capex 3",
        "base, budget 2, capex 1",
    ]
    assert found[1].changes == ("settings.unmet_penalty=400", "budget.available_musd*=1", "projects.capex_musd*=3")
    assert found[1].values == {"budget": "1", "capex": "3"}
    assert found[4].scenario == CASE.scenarios.id[0]


def test_the_base_case_has_a_name() -> None:
    name = CASE.scenarios.id[0]
    assert chosen_scenarios(CASE, f"base, {name},{name}") == ["", name]
    assert chosen_scenarios(CASE, "") == [""]


def test_what_is_varied_twice_or_too_often() -> None:
    budget = axis_of(CASE, "budget=1,2")
    with pytest.raises(PlannerError, match="budget is given twice"):
        make_variants(CASE, [""], [], [budget, budget])
    many = [axis_of(CASE, "budget=1:1000:1"), axis_of(CASE, "capex=1:1000:1")]
    with pytest.raises(PlannerError, match="1,000,000 variants"):
        make_variants(CASE, [""], [], many)


def test_a_change_without_rows_stops_the_sweep() -> None:
    with pytest.raises(WrongChange, match="nobody"):
        make_variants(CASE, [""], [], [axis_of(CASE, "projects[id=nobody].decision=force")])
