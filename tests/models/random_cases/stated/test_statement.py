"""The third statement is itself held against optima that were worked out by hand or published."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.known import KNOWN, Known
from tests.known.combined import COMBINED
from tests.models.random_cases.stated import program
from tests.models.random_cases.stated.money import annuity, discount
from tests.models.random_cases.stated.statement import optimum
from tests.models.test_public_instances import all_built, instance, published_optima
from tests.networks import cargo, case, link, node

STATED = [named for named in KNOWN if named not in COMBINED]
"""Seasons with equipment or with demand that answers have a statement of their own: tests.models.seasons.switched."""

LISTABLE = ("r01.1", "r01.5", "r02.1")
"""Public instances of which all ways can be listed: 913 and 1676."""


@pytest.mark.parametrize("divisible", [False, True], ids=["whole", "divisible"])
@pytest.mark.parametrize("named", STATED, ids=lambda named: named.__name__)
def test_known_optimum(named: Callable[[], Known], divisible: bool) -> None:
    known, whole, parted = named()
    found = optimum(known, divisible=divisible)
    assert found is not None
    assert found.objective == pytest.approx(parted if divisible else whole, rel=1e-9)
    assert sum(found.parts.values()) == pytest.approx(found.objective, rel=1e-12)


@pytest.mark.parametrize(
    ("name", "variant", "published"),
    [known for known in published_optima() if known[0] in LISTABLE],
)
def test_published_optimum(name: str, variant: str, published: float) -> None:
    known = all_built(instance(name)) if variant == "all built" else instance(name)
    found = optimum(known, divisible=variant == "divisible")
    assert found is not None
    assert found.objective == pytest.approx(published, rel=1e-8)


@pytest.mark.parametrize("named", STATED, ids=lambda named: named.__name__)
def test_branches_find_what_the_search_finds(named: Callable[[], Known], monkeypatch: Any) -> None:
    """With a search that is never believed every branch is asked, and the optimum is the same."""
    monkeypatch.setattr(program, "AGREED", -1.0)
    found = optimum(named()[0], divisible=False)
    assert found is not None
    assert found.objective == pytest.approx(named()[1], rel=1e-9)


@pytest.mark.parametrize("divisible", [False, True], ids=["whole", "divisible"])
@pytest.mark.parametrize("mt", [0.0, 1.0])
def test_no_plan(mt: float, divisible: bool) -> None:
    """At least 2 Mt over the only link: 1 Mt is too little, and so is no cargo at all."""
    built = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b")],
        demand=[cargo("d", "a-b", mt)],
        corridors=[{"id": "k"}],
        corridor_gateways=[{"corridor": "k", "asset": "a-b"}],
        corridor_limits=[{"corridor": "k", "year": 2025, "min_mt": 2.0}],
    )
    assert optimum(built, divisible=divisible) is None


def test_coming_back_to_a_state_is_no_way() -> None:
    """Cargo for b has arrived there; the gateway b-c and the way back by c-b would only serve the least volume."""
    back = {**link("c-b"), "id": "back"}
    built = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b"), link("b-c"), back],
        demand=[cargo("d", "a-b", 1)],
        corridors=[{"id": "k"}],
        corridor_gateways=[{"corridor": "k", "asset": "b-c"}],
        corridor_limits=[{"corridor": "k", "year": 2025, "min_mt": 1.0}],
    )
    assert optimum(built, divisible=False) is None


@pytest.mark.parametrize("rate", [1e-7, 1e-9, 1e-12, 1e-17])
def test_money_near_no_interest(rate: float) -> None:
    """Capex / lifetime x (1 + r (lifetime + 1) / 2), and years ahead cost (1 - r) each, to second order of r."""
    assert annuity(100.0, 20, rate) == pytest.approx(5.0 * (1 + 10.5 * rate), rel=1e-11)
    built = case({"discount_rate": repr(rate)}, years=[{"year": 2035}])
    assert discount(built) == pytest.approx([1 - 10 * rate], rel=1e-11)
