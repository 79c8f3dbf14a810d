"""Changes typed as text: what they mean, and what is said where they mean nothing."""

from __future__ import annotations

import pytest

from models.errors import InputErrors
from models.request import Request
from planner.study.changes import WrongChange, apply_changes, changed_case, parse_change
from planner.study.scenarios import apply_scenario
from tests.networks import Row, cargo, link, node
from tests.networks import case as make_case
from tests.study.test_scenarios import example


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("projects[id=p].decision=force", ("projects", "id=p", "decision", "set", "force")),
        (" demand [ flow_type=transit ] . 2025 *= 1.5 ", ("demand", "flow_type=transit", "2025", "multiply", "1.5")),
        ("links.capacity_mt+=-5", ("links", "", "capacity_mt", "add", "-5")),
        ("projects[id=p].requires=", ("projects", "id=p", "requires", "set", "")),
        ("nodes[name=A [x]].country=KZ", ("nodes", "name=A [x]", "country", "set", "KZ")),
        ("settings.discount_rate=0.1", ("settings", "key=discount_rate", "value", "set", "0.1")),
        ("settings[key=title].value=a=b", ("settings", "key=title", "value", "set", "a=b")),
    ],
)
def test_parts_of_a_change(text: str, parts: tuple[str, ...]) -> None:
    change = parse_change(text)
    assert (change.sheet, change.where, change.column, change.operation, change.value) == parts


@pytest.mark.parametrize("text", ["", "projects", "projects.decision", "[id=p].decision=force", "links.capacity_mt-=1"])
def test_no_change(text: str) -> None:
    with pytest.raises(WrongChange, match="is no change"):
        parse_change(text)


def test_changes_are_made_in_their_order() -> None:
    """Transit 2 x 2 + 1 = 5 in 2025; mt stands for both years; export has 4 throughout."""
    changed = apply_changes(
        example(), ["demand[flow_type=transit].mt*=2", "demand[flow_type=transit,id=t].2025+=1", "links.capacity_mt=50"]
    )
    assert changed.demand.mt.tolist() == [[5.0, 4.0], [4.0, 4.0]]
    assert changed.links.capacity_mt.tolist() == [50.0]


def test_changes_come_after_the_scenario() -> None:
    """Scenario high makes transit 2 x 1.5 = 3 and the penalty 500; then it doubles."""
    request = Request(scenario="high", changes=("demand[id=t].2025*=2", "settings.unmet_penalty*=2"))
    changed = changed_case(example(), request)
    assert changed.demand.mt[:, 0].tolist() == [6.0, 4.0]
    assert changed.parameters.unmet_penalty == 1000.0
    assert changed.asset_changes.scenario.tolist() == ["", "war"]


def test_a_change_may_rest_on_an_earlier_one() -> None:
    changed = apply_changes(example(), ["projects[id=p].decision=force", "projects[decision=force].capex_musd=7"])
    assert changed.projects.capex_musd.tolist() == [7.0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("projects[id=q].decision=force", "at least one row of projects, such as id=p"),
        ("demand[flow_type=transit,id=e].2025=1", "at least one row of demand"),
        ("project[id=p].decision=force", "Did you mean 'projects'"),
        ("projects[id=p].decison=force", "Did you mean 'decision'"),
        ("projects[idd=p].decision=force", "Did you mean 'id'"),
        ("projects[p].decision=force", "column=value"),
        ("projects[id=p].decision=forced", "Did you mean 'force'"),
        ("projects[id=p].decision*=2", "holds no numbers"),
        ("projects[id=p].id=q", "the key names the row"),
        ("links.capacity_mt=wide", "a number"),
        ("links.capacity_mt*=-1", "a factor from 0"),
        ("settings.discont_rate=0.1", "expected"),
        ("scenarios[id=high].parent=war", "expected one of"),
    ],
)
def test_a_change_that_means_nothing(text: str, says: str) -> None:
    with pytest.raises(WrongChange) as caught:
        apply_changes(example(), ["links.capacity_mt=50", text])
    assert f"--set '{text}'" in str(caught.value)
    assert says in str(caught.value)


def test_a_case_that_is_wrong_once_changed() -> None:
    with pytest.raises(InputErrors) as caught:
        apply_changes(example(), ["links.capacity_mt+=-200"])
    assert "with --set links.capacity_mt+=-200" in caught.value.findings[0].fix


SWITCH: Row = {
    "scenario": "s",
    "sheet": "settings",
    "where": "key=budget_carry_over",
    "column": "value",
    "operation": "set",
    "value": "no",
}
RATE: Row = {**SWITCH, "where": "key=discount_rate", "operation": "add", "value": "0.05"}
SEVERAL: Row = {
    "scenario": "s",
    "sheet": "demand",
    "where": "flow_type=transit|modes=rail|sea",
    "column": "mt",
    "operation": "multiply",
    "value": "2",
}


def test_settings_and_several_conditions_in_a_scenario() -> None:
    """A flag is switched, a rate grows from 0 to 0.05; of two transits the one by rail or sea doubles."""
    case = make_case(
        {"budget_carry_over": "yes"},
        nodes=[node("a"), node("b")],
        links=[link("a-b"), link("b-a", mode="sea")],
        demand=[cargo("t", "a-b", 2), cargo("u", "a-b", 3, modes=("rail", "sea"))],
        scenarios=[{"id": "s"}],
        scenario_changes=[SWITCH, RATE, SEVERAL],
    )
    changed = apply_scenario(case, "s")
    assert changed.parameters.budget_carry_over is False
    assert changed.parameters.discount_rate == 0.05
    assert changed.demand.mt.tolist() == [[2.0], [6.0]]
