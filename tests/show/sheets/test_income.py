"""The sheets Income and Accounts, and what the sheet Checks holds them against."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.verify import income_by_owner
from planner.show.result import Results
from planner.show.sheets.record.checks import disagreement
from tests.networks import Row
from tests.show.plans import results, ridge, ridge_plan

TARIFFS: list[Row] = [
    {"owner": "pass", "asset": "b-c", "usd_per_t": 1.0},
    {"owner": "railway", "mode": "rail", "flow_type": "transit", "usd_per_tkm": 0.5},
    {"owner": "railway", "mode": "rail", "usd_per_tkm": 0.25},
]


@pytest.fixture(name="shown", scope="module")
def _shown() -> Results:
    built = ridge(tariffs=TARIFFS)
    return results(built, ridge_plan(built))


def test_totals_are_those_of_verification(shown: Results) -> None:
    frame = shown.table("income_years").frame
    for owner, musd in income_by_owner(shown.case, shown.solution).items():
        assert frame[frame["owner"] == owner]["income_musd"].tolist() == pytest.approx(musd.tolist())
    long = shown.table("income").frame
    assert long["musd"].sum() == pytest.approx(frame["income_musd"].sum())
    assert frame["income_musd"].sum() > 0
    kinds = frame[["transit_musd", "export_musd", "import_musd", "domestic_musd"]].sum(axis=1)
    assert kinds.tolist() == pytest.approx(frame["income_musd"].tolist())


def test_the_owner_that_earns_most_stands_first(shown: Results) -> None:
    """Over b-c every tonne pays the pass 1 USD; the railway earns half a USD at most, on 1 km."""
    frame = shown.table("income_years").frame
    assert frame["owner"].tolist() == ["pass"] * 2 + ["railway"] * 2


def test_income_that_verification_does_not_find_is_a_disagreement(shown: Results) -> None:
    assert disagreement(shown.facts) < 1e-9
    facts = replace(shown.facts)
    facts.__dict__["income"] = replace(facts.income, musd=facts.income.musd + 1)
    assert disagreement(facts) > 0.1
