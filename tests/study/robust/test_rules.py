"""The shortest rule that tells when something happens, and draws that a few stand for."""

from __future__ import annotations

import numpy as np
import pytest

from planner.study.robust import Desk, read_triggers, reduced
from planner.study.robust.rules import shortest_rule
from tests.networks import cargo, case, effect, link, node, project

DRAWN = np.random.default_rng(7).random((300, 4))
"""Four figures between 0 and 1."""


def test_one_threshold_is_found_and_right_on_draws_kept_apart() -> None:
    """It happens where the third figure is above 0.6; 100 of 300 draws are kept apart."""
    rule = shortest_rule(DRAWN, DRAWN[:, 2] > 0.6, seed=1)
    assert rule is not None
    assert [(each.figure, each.above) for each in rule.conditions] == [(2, True)]
    assert rule.conditions[0].at == pytest.approx(0.6, abs=0.05)
    assert rule.draws == 100
    assert rule.right > 0.93
    assert rule.better


@pytest.mark.parametrize("every", [True, False])
def test_two_conditions_where_one_does_not_tell(every: bool) -> None:
    first, second = DRAWN[:, 0] > 0.4, DRAWN[:, 3] <= 0.5
    rule = shortest_rule(DRAWN, first & second if every else first | second, seed=1)
    assert rule is not None
    assert {(each.figure, each.above) for each in rule.conditions} == {(0, True), (3, False)}
    assert rule.every is every
    assert rule.right > 0.9


def test_chance_has_no_rule_that_is_better_than_none() -> None:
    """Nothing tells heads from tails: on draws kept apart the rule is right in about half."""
    heads = np.random.default_rng(11).random(300) < 0.5
    rule = shortest_rule(DRAWN, heads, seed=1)
    assert rule is not None
    assert abs(rule.right - 0.5) < 0.15


def test_what_always_happens_has_no_rule() -> None:
    assert shortest_rule(DRAWN, np.ones(300, np.bool_), seed=1) is None


def test_draws_that_stand_for_others() -> None:
    """Two heaps, four near 1 and one at 10: the first in the middle of the four stands for 4 of 5."""
    values = np.array([[0.0], [1.0], [2.0], [1.0], [10.0]])
    kept, share = reduced(values, 2)
    assert kept.tolist() == [1, 4]
    assert share.tolist() == [0.8, 0.2]
    everything, each = reduced(values, 5)
    assert everything.tolist() == [0, 1, 2, 3, 4]
    assert each.sum() == pytest.approx(1.0)


def test_when_a_project_pays() -> None:
    """1 Mt of capacity, a tonne left behind costs 100 USD, 1 Mt more 60: half of it is built from 1.5 Mt on."""
    drawn = case(
        {"unmet_penalty": "100"},
        nodes=[node("a"), node("b")],
        links=[link("a-b", 0, 1)],
        demand=[cargo("d", "a-b", 1)],
        projects=[project("p", 60)],
        project_effects=[effect("p", "a-b", 1)],
        targets=[{"year": 2025, "metric": "transit_total_mt", "value": 1.5}],
        uncertainty=[
            {"id": "volume", "sheet": "demand", "column": "2025", "operation": "multiply", "distribution": "uniform"}
            | {"low": 1.1, "high": 2.0}
        ],
    )
    found = read_triggers(drawn, 60, 3, Desk(lambda _: None))
    (pays,) = [trigger for trigger in found.found if trigger.kind == "project"]
    assert pays.rule is not None
    assert pays.rule.conditions[0].above
    assert pays.rule.conditions[0].at == pytest.approx(1.5, abs=0.05)
    assert pays.rule.right > 0.9
    assert found.lost == 0
