"""Appraisals whose arithmetic a reader can follow."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from planner.study.appraise import Basis, Missing, OpeningYear, Side, Valued, What, Why, figures
from tests.networks import cargo, case, effect, link, node, project
from tests.study.appraise.cases import RATE, alone_of, appraised, cut, of, short_cut, value_of


def npv(given: Case, value: Valued, rate: float = 0.1) -> float:
    return figures(given, value, rate).npv


def test_a_short_cut() -> None:
    """It saves 2 x (5 - 1) = 8 MUSD in 2026 and 2027. 6 are paid in 2025, 1 a year; 8 of 10 years are left: 4.8.

    Net -6, 7, 7 + 4.8. Its rate of return solves 6 (1+r)^2 = 7 (1+r) + 11.8. By the end of 2026 7 / 1.1 > 6.
    First year: (8 - 1) / (6 x 1.1). 7 x 1.1 + 11.8 come back in 2027 for 6 paid in 2025.
    """
    given = short_cut()
    value = value_of(of(appraised(given), "cut"))
    assert value.economic.amounts["capital"] == pytest.approx([-6, 0, 0])
    assert value.economic.amounts["transport"] == pytest.approx([0, 8, 8])
    assert value.economic.net == pytest.approx([-6, 7, 11.8])
    found = figures(given, value, 0.1)
    assert found.npv == pytest.approx(-6 + 7 / 1.1 + 11.8 / 1.21)
    assert (found.benefits, found.costs) == pytest.approx((8 / 1.1 + 12.8 / 1.21, 6 + 1 / 1.1 + 1 / 1.21))
    assert found.bcr == pytest.approx(found.benefits / found.costs)
    assert found.first_year == pytest.approx(7 / 6.6)
    assert found.payback == 2026
    assert found.mirr == pytest.approx(((7.7 + 11.8) / 6) ** 0.5 - 1)
    assert value.economic.rates() == pytest.approx((((7 + 332.2**0.5) / 12) - 1,))


def test_demand_that_answers_by_the_rule_of_half() -> None:
    """At 5 USD/t 2 Mt want to go, at 1, the short cut, 2 x 5 = 10; in one step 8 Mt come, worth 3 each.

    The rule of half: (2 + 10) / 2 x (5 - 1) = 24: 10 x 1 are paid instead of 2 x 5, and 8 x 3 is what going is worth.
    """
    given = short_cut(
        {"demand_response": "yes", "response_steps": "1"},
        demand_response=[{"elasticity": -1.0, "reference_cost_usd_per_t": 5.0, "growth_most": 4.0}],
    )
    value = value_of(of(appraised(given), "cut"))
    assert value.paid.amounts["transport"] == pytest.approx([0, 0, 0], abs=1e-9)
    assert value.paid.amounts["response"] == pytest.approx([0, 24, 24])
    assert value.paid.amounts["moved"] == pytest.approx([0, 0, 0])
    assert value.cargo[0] == pytest.approx([0, 24, 24])


def test_in_the_plan_alone_and_as_the_programme_are_the_same_for_one_project() -> None:
    given = short_cut()
    found = appraised(given)
    programme, subject = found.subjects
    expected = pytest.approx(-6 + 7 / 1.1 + 11.8 / 1.21)
    assert npv(given, value_of(programme)) == expected
    assert npv(given, alone_of(subject)) == expected
    assert subject.side is None


def test_at_another_rate_the_flows_stay() -> None:
    given = short_cut()
    value = value_of(of(appraised(given, 0.1, 0.0), "cut"))
    assert npv(given, value, 0.0) == pytest.approx(12.8)


def test_a_plan_year_counts_for_all_years_it_stands_for() -> None:
    """2025 and 2030, which stands for 5 years: 8 x 5 saved, 1 x 5 upkeep, in money of 2030; 6 paid in 2025.

    Its project serves 5 of 10 years: 3 are left.
    """
    given = short_cut(
        years=[{"year": 2025}, {"year": 2030, "weight_years": 5.0}],
        demand=[{**cargo("d", "a-b", [2]), "2030": 2.0}],
    )
    value = value_of(of(appraised(given), "cut"))
    assert value.economic.net == pytest.approx([-6, 40 - 5 + 3])
    assert npv(given, value) == pytest.approx(-6 + 38 / 1.1**5)


def test_use_that_outlasts_its_life_is_part_of_the_residual_value() -> None:
    """Of 10 + 30 years 2 are over: 6 x 38 / 40 = 5.7."""
    given = short_cut(projects=[cut(residual_life_years=30)])
    assert value_of(of(appraised(given), "cut")).economic.amounts["residual"][-1] == pytest.approx(5.7)


def test_years_after_the_plan_are_as_its_last_year() -> None:
    """11 years after 2027: 8 - 1 in each. The life of 2026 ends with 2035: 6 paid again in 2036, 3 years used by 2038.

    Of 20 years of both lives 13 are over: 6 x 7 / 10 = 4.2.
    """
    value = value_of(of(appraised(short_cut({"years_after": "11"})), "cut"))
    assert value.economic.year.tolist() == list(range(2025, 2039))
    renewed = [7.0] * 8 + [1.0] + [7.0] * 2
    assert value.economic.net == pytest.approx([-6, 7, 7, *renewed[:-1], 7 + 4.2])


def test_no_renewal_where_the_life_lasts() -> None:
    """8 years after 2027, to 2035: of 10 years all are over, nothing is paid again and nothing is left."""
    value = value_of(of(appraised(short_cut({"years_after": "8"})), "cut"))
    assert value.economic.net == pytest.approx([-6] + [7.0] * 10)


def one_way(**more: object) -> Case:
    """2 Mt a year that have no other way than the project's, at 1 USD/t."""
    return short_cut(links=[link("a-b", 1, 0)], demand=[cargo("d", "a-b", [2, 2, 2], **more)])


def test_cargo_without_another_way_gains_nothing_where_no_willingness_is_stated() -> None:
    """It pays 2 x 1 and going is worth as much: only the penalty of 2 x 1000 is saved, which does not count."""
    value = value_of(of(appraised(one_way()), "cut"))
    assert value.economic.amounts["transport"] == pytest.approx([0, -2, -2])
    assert value.economic.amounts["moved"] == pytest.approx([0, 2, 2])
    assert value.economic.amounts["unmet_penalty"] == pytest.approx([0, 2000, 2000])
    assert value.economic.net == pytest.approx([-6, -1, -1 + 4.8])
    assert value.basis_mt[Basis.OWN] == pytest.approx(4)


def test_stated_willingness() -> None:
    """9 USD/t for a way of 1: 2 x 8 a year."""
    value = value_of(of(appraised(one_way(willingness_usd_per_t=9.0)), "cut"))
    assert value.economic.net == pytest.approx([-6, 15, 15 + 4.8])
    assert value.basis_mt[Basis.STATED] == pytest.approx(4)


def test_the_best_way_left_however_full() -> None:
    """The other way carries 1 of 3 Mt at 5. With the project all go at 1: 1 Mt saves 4, 2 Mt gain 5 - 1 each."""
    given = short_cut(
        links=[link("a-b", 1, 0), {**link("a-b", 5, 1), "id": "slow"}], demand=[cargo("d", "a-b", [3, 3, 3])]
    )
    value = value_of(of(appraised(given), "cut"))
    assert value.economic.amounts["transport"] == pytest.approx([0, 5 - 3, 5 - 3])
    assert value.economic.amounts["moved"] == pytest.approx([0, 10, 10])
    assert value.economic.gained == pytest.approx([0, 12, 12])
    assert value.basis_mt[Basis.WAY] == pytest.approx(4)


@pytest.mark.parametrize("penalty", [100.0, 1000.0, 100_000.0])
def test_a_penalty_is_in_no_figure(penalty: float) -> None:
    found = appraised(short_cut({"unmet_penalty": str(penalty)}, links=[link("a-b", 1, 0)]))
    expected = -6 - 1 / 1.1 + 3.8 / 1.21
    assert [npv(found.case, value_of(each)) for each in found.subjects] == pytest.approx([expected] * 2)


def test_conversion_factors() -> None:
    """Capital at 0.5 (residual value too), upkeep at 2, transport at 3: -3, 24 - 2, 24 - 2 + 2.4."""
    rows = [{"kind": "capital", "factor": 0.5}, {"kind": "upkeep", "factor": 2.0}, {"kind": "transport", "factor": 3.0}]
    value = value_of(of(appraised(short_cut(conversion_factors=rows)), "cut"))
    assert value.economic.net == pytest.approx([-3, 22, 24.4])
    assert value.paid.net == pytest.approx([-6, 7, 11.8])


def test_cargo_at_the_cost_of_its_own_way_gains_nothing_whatever_is_converted() -> None:
    given = replace(
        one_way(),
        conversion_factors=short_cut(conversion_factors=[{"kind": "transport", "factor": 3.0}]).conversion_factors,
    )
    assert value_of(of(appraised(given), "cut")).economic.gained == pytest.approx([0, 0, 0])


def test_time_and_transport_apart() -> None:
    """The way at 5 takes 48 h, the new one 24: at 2 USD/(t day) 2 Mt save 2 x 1 x 2 = 4 a year in time."""
    given = short_cut(
        commodities=[{"id": "goods", "value_of_time_usd_per_t_day": 2.0}],
        links=[link("a-b", 1, 0, time_h=24.0), {**link("a-b", 5, 9, time_h=48.0), "id": "slow"}],
    )
    value = value_of(of(appraised(given), "cut"))
    assert value.economic.amounts["transport"] == pytest.approx([0, 8, 8])
    assert value.economic.amounts["time"] == pytest.approx([0, 4, 4])


def test_savings_are_taken_off() -> None:
    """A project saves 3 USD/t and 12 h, worth 1 USD/t, on a way at 5: 2 x 3 and 2 x 1 a year."""
    given = short_cut(
        commodities=[{"id": "goods", "value_of_time_usd_per_t_day": 2.0}],
        links=[link("a-b", 5, 9, time_h=24.0)],
        project_effects=[effect("cut", "a-b", cost_saving_usd_per_t=3.0, time_saving_h=12.0)],
    )
    value = value_of(of(appraised(given), "cut"))
    assert value.economic.amounts["transport"] == pytest.approx([0, 6, 6])
    assert value.economic.amounts["time"] == pytest.approx([0, 2, 2])
    assert value.assets.sum(axis=1) == pytest.approx([12])


def in_series(**more: object) -> Case:
    """2 Mt by a link of two halves at 1 each, each of which only a project of 3 MUSD opens; straight at 9."""
    return case(
        RATE,
        nodes=[node("a"), node("m"), node("b", "RU")],
        links=[link("a-m", 1, 0), link("m-b", 1, 0), link("a-b", 9, 9)],
        demand=[cargo("d", "a-b", 2)],
        projects=[project("first", 3), project("second", 3, **more)],
        project_effects=[effect("first", "a-m", 5), effect("second", "m-b", 5)],
    )


def test_projects_in_series_complement_each_other() -> None:
    """Both save 2 x 7 = 14: in the plan each is worth 14 - 3 = 11, alone -3, both together 14 - 6 = 8."""
    given = in_series()
    found = appraised(given)
    assert npv(given, value_of(found.subjects[0])) == pytest.approx(8)
    for name, other in (("first", 1), ("second", 0)):
        subject = of(found, name)
        assert npv(given, value_of(subject)) == pytest.approx(11)
        assert npv(given, alone_of(subject)) == pytest.approx(-3)
        assert (subject.side, subject.sharing) == (Side.COMPLEMENTS, (other,))


def test_what_requires_a_project_falls_with_it() -> None:
    """Without the first the second falls too: 14 - 6 = 8 for both; alone the first saves nothing: -3."""
    given = in_series(requires=("first",))
    found = appraised(given)
    first, second = of(found, "first"), of(found, "second")
    assert (first.group, second.group) == ((0, 1), (1,))
    assert npv(given, value_of(first)) == pytest.approx(8)
    assert npv(given, alone_of(first)) == pytest.approx(-3)
    assert npv(given, value_of(second)) == pytest.approx(11)
    assert second.alone_group == (1, 0)
    assert npv(given, alone_of(second)) == pytest.approx(8)
    assert (first.side, first.sharing) == (Side.REQUIRES, (1,))


def side_by_side(**more: object) -> Case:
    """2 Mt at 9; a project of 3 MUSD opens a way at 1 for 5 Mt, another of 5 MUSD one at 2."""
    return case(
        RATE,
        nodes=[node("a"), node("b", "RU")],
        links=[link("a-b", 1, 0), {**link("a-b", 2, 0), "id": "other"}, {**link("a-b", 9, 9), "id": "old"}],
        demand=[cargo("d", "a-b", 2)],
        projects=[project("good", 3, **more), project("poor", 5, **more)],
        project_effects=[effect("good", "a-b", 5), effect("poor", "other", 5)],
    )


def test_what_the_plan_has_not_is_put_into_it() -> None:
    """The good one saves 16 - 3 = 13. Beside it the poor one saves nothing: -5; alone 2 x 7 - 5 = 9."""
    given = side_by_side()
    found = appraised(given)
    good, poor = of(found, "good"), of(found, "poor")
    assert (good.planned, poor.planned) == (True, False)
    assert npv(given, value_of(good)) == pytest.approx(13)
    assert npv(given, value_of(poor)) == pytest.approx(-5)
    assert npv(given, alone_of(poor)) == pytest.approx(9)
    assert (poor.side, poor.sharing) == (Side.RIVALS, ())


def test_of_an_exclusive_group_one_stands_in_place_of_the_other() -> None:
    """The poor one in place of the good one, against neither: 14 - 5 = 9."""
    given = side_by_side(exclusive_group="one")
    poor = of(appraised(given), "poor")
    assert poor.replaced == (0,)
    assert npv(given, value_of(poor)) == pytest.approx(9)


def test_a_least_volume_that_needs_the_project() -> None:
    """At least 1 Mt shall pass the way that it opens: without it no plan keeps that, and there is no figure."""
    given = short_cut(
        corridors=[{"id": "k"}],
        corridor_gateways=[{"corridor": "k", "asset": "a-b"}],
        corridor_limits=[{"corridor": "k", "year": 2027, "min_mt": 1.0}],
    )
    subject = of(appraised(given), "cut")
    assert subject.in_plan == Missing(Why.LEAST_VOLUME, 2027)
    assert subject.alone == Missing(Why.LEAST_VOLUME, 2027)


def worth_by_year(given: Case, openings: tuple[OpeningYear, ...]) -> list[float]:
    return [npv(given, each.value) for each in openings if isinstance(each.value, Valued)]


def test_every_year_of_opening() -> None:
    """2026: as above. 2027: -6 / 1.1 paid in 2026, 7 and 9 of 10 years, 5.4, in 2027."""
    given = short_cut()
    openings = of(appraised(given), "cut").openings
    assert [(each.year, each.planned) for each in openings] == [(2026, True), (2027, False)]
    expected = [-6 + 7 / 1.1 + 11.8 / 1.21, -6 / 1.1 + 12.4 / 1.21]
    assert worth_by_year(given, openings) == pytest.approx(expected)


def test_switching_values() -> None:
    """Capital and what is left of it are worth -6 + 4.8 / 1.21, upkeep -1 / 1.1 - 1 / 1.21, cargo 8 / 1.1 + 8 / 1.21.

    The value is nothing where each of them is larger by the value: (part - value) / part. With f times the demand the
    value is 8 f / 1.1 + 8 f / 1.21 less the costs, nothing at the same f as for the gains of cargo.
    """
    given = short_cut()
    found = appraised(given, projects=("cut",))
    parts = {
        What.CAPITAL: -6 + 4.8 / 1.21,
        What.UPKEEP: -1 / 1.1 - 1 / 1.21,
        What.CARGO: 8 / 1.1 + 8 / 1.21,
    }
    whole = sum(parts.values())
    switches = {each.what: each for each in found.switches(1)}
    for what, part in parts.items():
        assert switches[what].low == switches[what].high == pytest.approx((part - whole) / part)
        assert (switches[what].less, switches[what].more) == pytest.approx((whole - part / 10, whole + part / 10))
    demand = switches[What.DEMAND]
    assert demand.low <= (parts[What.CARGO] - whole) / parts[What.CARGO] <= demand.high
    assert demand.high - demand.low <= 0.01
    assert (demand.less, demand.more) == pytest.approx((switches[What.CARGO].less, switches[What.CARGO].more))
    assert np.isnan(switches[What.TIME].low)


def test_who_gains() -> None:
    """Only d uses the new way, and gains 8 a year; 2 x 5 less is paid on the old link, 2 x 1 more on the new."""
    value = value_of(of(appraised(short_cut()), "cut"))
    assert value.cargo == pytest.approx(np.array([[0, 8, 8]]))
    assert value.users.tolist() == [[False, True, True]]
    assert value.assets == pytest.approx(np.array([[0, -2, -2], [0, 10, 10]]))
