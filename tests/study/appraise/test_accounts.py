"""What a project brings its owner and the state, by hand and against a root finder."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.optimize import brentq

from models.case import Case
from models.income import income_by_year, income_of
from models.network import find_ways
from planner.study.appraise import Account, Party, Valued
from tests.networks import cargo, link
from tests.study.appraise.cases import appraised, cut, of, short_cut, value_of

TARIFFS = [
    {"owner": "rail", "asset": "a-b", "usd_per_t": 2.0},
    {"owner": "port", "asset": "slow", "usd_per_t": 1.5},
    {"owner": "rail", "usd_per_t": 0.5},
]
"""The railway earns 2 USD/t on the new way and 0.5 on the old one, where the port earns 1.5."""


def owned(settings: dict[str, str] | None = None, **more: Any) -> Case:
    """The railway owns the short cut; the budget pays a third of it."""
    return short_cut(settings, tariffs=TARIFFS, projects=[cut(owner="rail", budget_share=1 / 3)], **more)


def account(value: Valued, party: Party, owner: str = "") -> Account:
    return next(each for each in value.accounts if (each.party, each.owner) == (party, owner))


def worth(rate: float, amounts: list[float]) -> float:
    return float(sum(amount / (1 + rate) ** year for year, amount in enumerate(amounts)))


def test_of_the_railway_and_the_port() -> None:
    """2 Mt leave the old way: the railway earns 2 x (2 - 0.5) = 3 more a year, the port 2 x 1.5 = 3 less.

    Of 6 MUSD the railway pays 4, of what is left of it 4.8 x 2 / 3 = 3.2 are its own; upkeep is 1 a year: -4, 2, 5.2.
    """
    value = value_of(of(appraised(owned()), "cut"))
    rail, port = account(value, Party.OWNER, "rail"), account(value, Party.OWNER, "port")
    assert rail.net == pytest.approx([-4, 2, 5.2])
    assert port.net == pytest.approx([0, -3, -3])
    assert sum(rail.value(2025, 0.1).values()) == pytest.approx(worth(0.1, [-4, 2, 5.2]))
    assert rail.rates() == pytest.approx((brentq(worth, -0.9, 9, args=([-4, 2, 5.2],), xtol=1e-14),), abs=1e-9)
    assert port.rates() == ()


def test_of_the_budget_the_state_and_all() -> None:
    """The budget pays 2 of 6 and keeps 1.6 of 4.8. Where the railway is the state's, both are: -6, 2, 6.8.

    All together earn nothing more: -6, -1, -1 + 4.8.
    """
    value = value_of(of(appraised(owned({"state_owners": "rail"})), "cut"))
    assert account(value, Party.BUDGET).net == pytest.approx([-2, 0, 1.6])
    assert account(value, Party.NOBODY).net == pytest.approx([0, 0, 0])
    assert account(value, Party.STATE).net == pytest.approx([-6, 2, 6.8])
    assert account(value, Party.ALL).net == pytest.approx([-6, -1, 3.8])


def test_a_transfer_is_in_no_economic_figure() -> None:
    with_tariffs, without = (value_of(of(appraised(given), "cut")) for given in (owned(), short_cut()))
    assert with_tariffs.economic.net == pytest.approx(without.economic.net)


def test_who_pays_the_tariffs() -> None:
    """Transit pays 2 x 2 where it paid 2 x (1.5 + 0.5): the same. Income by owner and demand: 3 more and 3 less."""
    value = value_of(of(appraised(owned()), "cut"))
    assert value.income[:, 0] == pytest.approx(np.array([[0, 3, 3], [0, -3, -3]]))


def test_accounts_are_as_paid() -> None:
    rows = [{"kind": "capital", "factor": 0.5}, {"kind": "upkeep", "factor": 2.0}]
    value = value_of(of(appraised(owned(conversion_factors=rows)), "cut"))
    assert account(value, Party.OWNER, "rail").net == pytest.approx([-4, 2, 5.2])


def test_owners_projects_without_one_and_the_budget_are_all() -> None:
    """Also with years after the plan, renewals and a project whose owner nobody names."""
    projects = [cut(owner="port", budget_share=0.25), {**cut(budget_share=0.5), "id": "other"}]
    effects = [{"project": name, "asset": "a-b", "capacity_added": 1.0} for name in ("cut", "other")]
    given = short_cut({"years_after": "11"}, tariffs=TARIFFS, projects=projects, project_effects=effects)
    for subject in appraised(given).subjects:
        value = value_of(subject)
        apart = [each.net for each in value.accounts if each.party in (Party.OWNER, Party.NOBODY, Party.BUDGET)]
        assert sum(apart) == pytest.approx(account(value, Party.ALL).net)
        money = sum(value.paid.amounts[name] for name in ("capital", "upkeep", "residual"))
        assert account(value, Party.ALL).net == pytest.approx(money + value.income.sum(axis=(0, 1)))


def test_no_account_where_nobody_earns_or_owns() -> None:
    assert value_of(of(appraised(short_cut()), "cut")).accounts == ()


def test_the_income_of_a_programme_that_all_cargo_needs_is_that_of_the_plan() -> None:
    """Without projects no cargo moves, so what they bring is all that owners earn with the plan."""
    given = short_cut(links=[link("a-b", 1, 0)], demand=[cargo("d", "a-b", [2, 2, 2])], tariffs=TARIFFS[:1])
    found = appraised(given)
    plan = income_of(given, found.plan, find_ways(given, found.plan.routes))
    assert value_of(found.subjects[0]).income.sum(axis=1) == pytest.approx(income_by_year(given, plan))
