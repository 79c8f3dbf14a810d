"""Totals and corridors against targets."""

from __future__ import annotations

from typing import Any

import pytest

from models.checks import check_case
from models.findings import Finding
from tests.networks import cargo, case, effect, link, node, project


def _found(rule: str, **tables: Any) -> list[Finding]:
    given: dict[str, Any] = {
        "nodes": [node("a", "CN"), node("b"), node("c", "RU")],
        "links": [link("a-b", capacity=6, direction="each"), link("b-c", capacity=8)],
        "demand": [cargo("x", "a-c", 5), cargo("e", "b-c", 1, flow_type="export")],
    }
    return [finding for finding in check_case(case(**(given | tables))) if finding.rule == rule]


def _target(value: float, metric: str = "transit_total_mt", **more: Any) -> list[dict[str, Any]]:
    return [{"year": 2025, "metric": metric, "value": value, **more}]


@pytest.mark.parametrize("target", [5.0, 5.04, 3.4])
def test_transit_near_its_target_is_silent(target: float) -> None:
    """5 Mt: a per cent below and half above the target are within what is published."""
    assert _found("transit-against-target", targets=_target(target)) == []


def test_a_target_beyond_all_transit_is_missed_whatever_is_built() -> None:
    """5 Mt wanted against 7: 2 Mt are missed; with 2 Mt outside the model none."""
    (finding,) = _found("transit-against-target", targets=_target(7.0))
    assert finding.expected == "about the transit of 2025, 5 Mt; the target is missed by 2 Mt whatever is built"
    outside = [{"id": "all", "role": "total", "outside_model_mt": 2.0}]
    assert _found("transit-against-target", targets=_target(7.0), corridors=outside) == []


def test_transit_far_above_its_target() -> None:
    (finding,) = _found("transit-against-target", targets=_target(3.0))
    assert finding.expected.endswith("the target is far below what is wanted")


def test_a_thousandfold_total_is_called_that() -> None:
    (finding,) = _found("transit-against-target", targets=_target(5000.0))
    assert "about a thousandfold apart" in finding.fix


def test_targets_of_other_paths_and_years_are_not_asked() -> None:
    targets = [*_target(70.0, scenario="bold"), *_target(70.0, metric="other_mt"), {**_target(70.0)[0], "year": 2030}]
    assert _found("transit-against-target", targets=targets) == []


def _corridor(target: float, **more: Any) -> list[Finding]:
    given: dict[str, Any] = {
        "corridors": [{"id": "east"}],
        "corridor_gateways": [{"corridor": "east", "asset": "a-b"}],
        "targets": _target(target, metric="east_mt"),
        "demand": [cargo("x", "a-c", 50)],
    }
    return _found("corridor-beyond-reach", **(given | more))


def test_a_corridor_whose_gateways_are_too_narrow() -> None:
    """6 Mt each way over a-b: at most 12 Mt; with a project of 2 Mt each way 16."""
    (finding,) = _corridor(14.0)
    assert finding.expected.startswith("at most 12 Mt: so much its gateways can carry in 2025")
    wider = {"projects": [project("p", 1)], "project_effects": [effect("p", "a-b", 2)]}
    assert _corridor(14.0, **wider) == []
    assert _corridor(12.1) == []


def test_a_corridor_with_too_little_cargo() -> None:
    """Of 50 Mt to c and 3 Mt to b only the 3 fit the corridor; 1.5 Mt outside the model count with a target."""
    demand = [cargo("x", "a-c", 50), cargo("y", "a-b", 3)]
    corridors = [{"id": "east", "ends_in": ("b",), "outside_model_mt": 1.5}]
    (finding,) = _corridor(6.0, demand=demand, corridors=corridors)
    assert finding.expected == (
        "at most 4.5 Mt: so much can be counted in 2025 of the cargo that fits it, 1.5 Mt of it outside the model"
    )
    assert _corridor(4.5, demand=demand, corridors=corridors) == []


def test_a_least_volume_beyond_the_gateways() -> None:
    limits = [{"corridor": "east", "year": 2025, "min_mt": 13.0}]
    (finding,) = _corridor(1.0, corridor_limits=limits)
    assert (finding.table, finding.row, finding.column) == ("corridor_limits", 0, "min_mt")
