"""No money is lost between the lines: streams sum up to what whole plans, each solved on its own, differ by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.solution import Openings
from models.tables import Cell, more_rows
from planner.study.appraise import BESIDE, Valued
from tests.known.seasons import HALVES, less
from tests.study.appraise.cases import appraised
from tests.study.cases import random_case
from tests.study.enumeration import every_choice


def named(openings: Openings) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(zip(openings.project.tolist(), openings.year.tolist(), strict=True)))


def summed(given: Case, value: Valued) -> float:
    """Operating streams with penalties, and annuities, discounted as the objective is."""
    rate, base = given.parameters.discount_rate, given.parameters.base_year
    factors = (1 + rate) ** (base - value.paid.year.astype(float))
    kinds = ("transport", "time", "carbon", "upkeep", *BESIDE)
    streams = sum(value.paid.amounts[name] for name in kinds) + value.paid.amounts.get("response", 0.0)
    return float(np.asarray(streams) @ factors - value.annuities @ given.discount)


def longer(given: Case, years: int) -> Case:
    """The case with so many years after the plan."""
    return replace(given, settings=more_rows(given.settings, [{"key": "years_after", "value": str(years)}]))


def emitting(given: Case) -> Case:
    """The case with emissions, whose price counts: 2 kg a tonne and km at 500 USD/t CO2e are 1 USD/t a km."""
    modes = [{"id": mode, "emission_g_per_tkm": 2000.0} for mode in sorted(set(given.links.mode.tolist()))]
    prices = [{"year": year, "price_usd_per_t": 500.0} for year in given.years.year.tolist()]
    return replace(
        given,
        settings=more_rows(given.settings, [{"key": "carbon_price", "value": "yes"}]),
        modes=more_rows(given.modes, modes),
        carbon=more_rows(given.carbon, prices),
    )


SWITCHED = {"demand_response": "yes", "response_steps": "9"}


def answering(given: Case) -> Case:
    """The case with demand that leaves, grows and goes outside."""
    row = {"elasticity": -0.8, "reference_cost_usd_per_t": 9.0, "growth_most": 0.5, "outside_cost_usd_per_t": 40.0}
    return replace(
        given,
        settings=more_rows(given.settings, [{"key": key, "value": value} for key, value in SWITCHED.items()]),
        demand_response=more_rows(given.demand_response, [row]),
    )


def returning(given: Case) -> Case:
    """The case with wagons that come back: empty they pay and use a fifth, less than projects leave of any cost."""
    wagon: dict[str, Cell] = {"id": "wagon", "payload_t": 50.0, "empty_cost_factor": 0.2, "empty_use": 0.2}
    return replace(given, equipment=more_rows(given.equipment, [wagon]))


def parted(given: Case) -> Case:
    """The case in two halves of the year; in winter its first link has half of its room."""
    return replace(
        given,
        seasons=more_rows(given.seasons, HALVES),
        season_capacity=more_rows(given.season_capacity, [less(str(given.links.id[0]), "winter", 0.5)]),
    )


def test_carbon_is_a_stream_of_its_own() -> None:
    """Where its price counts in the objective, what a project spares of it is told apart and sums up with the rest."""
    plain, priced = random_case(0), emitting(random_case(0))
    without, found = (appraised(given).subjects[0].in_plan for given in (plain, priced))
    assert isinstance(without, Valued)
    assert isinstance(found, Valued)
    assert not without.paid.amounts["carbon"].any()
    assert found.paid.amounts["carbon"].any()


def test_answers_to_cost_are_a_stream_of_their_own() -> None:
    """There is one where demand answers, and none elsewhere."""
    plain, priced = random_case(2), answering(random_case(2))
    without, found = (appraised(given).subjects[0].in_plan for given in (plain, priced))
    assert isinstance(without, Valued)
    assert isinstance(found, Valued)
    assert "response" not in without.paid.amounts
    assert found.paid.amounts["response"].all()


@pytest.mark.parametrize(("seed", "after"), [(0, 0), (1, 0), (2, 0), (3, 0), (0, 7), (3, 4)])
@pytest.mark.parametrize("change", [lambda given: given, emitting, returning], ids=["plain", "emitting", "returning"])
def test_every_value_is_the_difference_of_two_plans(change: Callable[[Case], Case], seed: int, after: int) -> None:
    _is_the_difference(longer(change(random_case(seed)), after))


def test_every_value_is_the_difference_of_two_plans_where_demand_answers() -> None:
    _is_the_difference(answering(random_case(2)))


def test_every_value_is_the_difference_of_two_plans_of_seasons_that_answer_and_balance() -> None:
    _is_the_difference(parted(answering(returning(random_case(2)))))


def _is_the_difference(given: Case) -> None:
    priced = {one.openings: one.cost for one in every_choice(given)}
    found = appraised(given)
    values = [subject.in_plan for subject in found.subjects] + [subject.alone for subject in found.subjects]
    values += [each.value for subject in found.subjects for each in subject.openings]
    known = [value for value in values if isinstance(value, Valued)]
    assert len(known) >= 9
    for value in known:
        expected = priced[named(value.against)] - priced[named(value.choice)]
        assert summed(given, value) == pytest.approx(expected, rel=1e-6, abs=1e-6)


def _at_the_rate_of_the_case(given: Case, value: Valued, name: str) -> float:
    rate, base = given.parameters.discount_rate, given.parameters.base_year
    return float(value.paid.amounts[name] @ (1 + rate) ** (base - value.paid.year.astype(float)))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("relaxed", [False, True])
def test_kinds_of_money_sum_up_to_the_objectives(seed: int, relaxed: bool) -> None:
    given = random_case(seed, divisible=relaxed)
    for subject in appraised(given, relaxed=relaxed).subjects:
        for value in (subject.in_plan, subject.alone):
            if isinstance(value, Valued):
                own = value.annuities @ given.discount
                own -= _at_the_rate_of_the_case(given, value, "upkeep")
                assert summed(given, value) + own == pytest.approx(value.objectives @ given.discount, abs=1e-6)


@pytest.mark.parametrize("seed", range(6))
def test_users_and_others_share_all_that_cargo_gains(seed: int) -> None:
    for subject in appraised(random_case(seed)).subjects:
        value = subject.in_plan
        if not isinstance(value, Valued):
            continue
        gained = value.economic.amounts["transport"] + value.economic.amounts["time"]
        assert value.cargo.sum(axis=0) == pytest.approx(gained, abs=1e-9)
        assert value.moved.sum(axis=0) == pytest.approx(value.economic.amounts["moved"], abs=1e-9)
        assert value.assets.sum(axis=0) == pytest.approx(value.economic.amounts["transport"], abs=1e-9)
