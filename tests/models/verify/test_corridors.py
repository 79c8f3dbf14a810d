"""Volumes of corridors, and limits on them."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import Case
from tests.models.verify.plans import broken, verdict
from tests.networks import Row, cargo, case, link, node

RIDES = [("ac", 2025, "a-b b-c", 3.0), ("cb", 2025, "b-c", 4.0), ("xc", 2025, "x-b b-c", 5.0)]
"""12 Mt on b-c, 3 of them on a-b too; 7 Mt have an end in a or b, 3 in a."""


def corridor(limits: Row | None = None, gateways: tuple[str, ...] = ("b-c",), **more: Any) -> Case:
    """A corridor over a star around b, one plan year."""
    return case(
        nodes=[node("a"), node("b"), node("c"), node("x")],
        links=[link("a-b", 0.0), link("b-c", 0.0), link("x-b", 0.0)],
        demand=[cargo("ac", "a-c", 3), cargo("cb", "c-b", 4), cargo("xc", "x-c", 5)],
        corridors=[{"id": "way", "outside_model_mt": 100.0} | more],
        corridor_gateways=[{"corridor": "way", "asset": asset} for asset in gateways],
        corridor_limits=[{"corridor": "way", "year": 2025, **limits}] if limits else [],
    )


VOLUMES: dict[str, tuple[dict[str, Any], float]] = {
    "every demand": ({}, 12),
    "every passing of a gateway": ({"gateways": ("a-b", "b-c")}, 15),
    "no gateway": ({"gateways": ()}, 0),
    "ends in": ({"ends_in": ("a", "b")}, 7),
    "does not end in": ({"not_ends_in": ("a",)}, 9),
    "both": ({"ends_in": ("a", "x"), "not_ends_in": ("x",)}, 3),
}


@pytest.mark.parametrize(("given", "expected"), VOLUMES.values(), ids=VOLUMES.keys())
def test_a_corridor_counts_gateways_of_the_demands_that_fit(given: dict[str, Any], expected: float) -> None:
    assert verdict(corridor(**given), RIDES).totals.corridor_mt.tolist() == [[expected]]


LIMITS: dict[str, tuple[Row, dict[str, list[float]], float]] = {
    "least volume kept": ({"min_mt": 12.0}, {}, 0),
    "least volume missed": ({"min_mt": 14.0}, {"corridor-min": [2]}, 0),
    "most volume kept": ({"max_mt": 12.0}, {}, 0),
    "most volume passed": ({"max_mt": 9.0}, {"corridor-max": [3]}, 0),
    "soft, missed by 2 at 5 USD": ({"min_mt": 14.0, "penalty_usd_per_t": 5.0}, {}, 10),
    "soft, passed by 3 at 5 USD": ({"max_mt": 9.0, "penalty_usd_per_t": 5.0}, {}, 15),
    "soft, kept": ({"min_mt": 11.0, "max_mt": 13.0, "penalty_usd_per_t": 5.0}, {}, 0),
    "of a year that is no plan year": ({"year": 2026, "min_mt": 99.0}, {}, 0),
}


@pytest.mark.parametrize(("limits", "expected", "penalty"), LIMITS.values(), ids=LIMITS.keys())
def test_hard_limits_are_kept_and_soft_ones_paid(limits: Row, expected: dict[str, list[float]], penalty: float) -> None:
    verification = verdict(corridor(limits), RIDES)
    assert broken(verification) == expected
    assert verification.penalty_musd == penalty
    assert verification.real_cost_musd == 0


def test_the_words_name_corridor_and_year() -> None:
    violation = verdict(corridor({"min_mt": 14.0}), RIDES).violations[0]
    assert (violation.where, violation.limit, violation.unit) == ("corridor way in 2025", 14, "Mt")
