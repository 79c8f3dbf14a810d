"""Constants that made the counts are found again; what no cost can mend is told, and why."""

from __future__ import annotations

from math import exp

import pytest

from models.errors import InputErrors, PlannerError
from planner.show.studies.calibrate.sentences import told_change, told_end, told_limit, told_theta
from planner.show.texts import ENGLISH
from planner.study.calibrate import (
    Calibrated,
    Order,
    calibrate,
    scenario_name,
    with_scenario,
)
from planner.study.scenarios import apply_scenario
from tests.networks import cargo, case, effect, link, node, project
from tests.study.calibrate.crossings import BOUNDS, COUNTED, calibrated, count, one_cargo, two_crossings, with_projects


def model(found: Calibrated, when: str) -> dict[str, float]:
    """Mt of the model by observation."""
    counted = {"before": found.before, "after": found.after}[when].counted
    return dict(zip(found.case.observed.id[counted.row].tolist(), counted.model_mt.tolist(), strict=True))


def test_constants_that_made_the_counts_are_found_again() -> None:
    """Before, all 12 Mt of rail and 3 Mt of road go by p: misfit 2 x 7^2 (1/17 + 1/7 + 1/17) + 2 x 3^2 x 3 / 3.

    The least constants do it: 4.1 USD/t on rail, of which the true 6 is as good, and 2.1 on lorries.
    """
    found = calibrated(two_crossings(COUNTED))
    assert found.before.misfit == pytest.approx(98 * (2 / 17 + 1 / 7) + 18)
    first, second = (step.trial.changes[-1] for step in found.steps)
    assert (first.name, second.name) == ("a-p", "road_a-p")
    assert [first.amount, second.amount] == pytest.approx([4.1, 2.1])
    for step, true in zip(found.steps, (6.0, 3.0), strict=True):
        assert step.same is not None
        assert step.same[0] <= true <= step.same[1]
    assert found.steps[0].same == pytest.approx((4.1, 9.9), abs=0.11)
    assert found.after.misfit == 0
    assert found.again is not None
    assert found.again.misfit == 0
    assert model(found, "before") == pytest.approx(
        {"a-p": 12, "a-q": 0, "p-b": 12, "road_a-p": 3, "road_a-q": 0, "road_q-b": 0, "q-b": 0}
    )
    assert model(found, "after") == pytest.approx(
        {"a-p": 5, "a-q": 7, "p-b": 5, "road_a-p": 0, "road_a-q": 3, "road_q-b": 3, "q-b": 7}
    )


def test_never_more_constants_than_a_third_of_what_is_fitted() -> None:
    """Of six fitted observations two constants; of five one, the one that gains most: rail."""
    assert calibrated(two_crossings(COUNTED)).most_changes == 2
    one = calibrated(two_crossings(COUNTED[:5]))
    assert one.most_changes == 1
    assert [change.name for change in one.after.changes] == ["a-p"]
    assert "1 change is as many as may be made" in told_end(one, ENGLISH)
    with pytest.raises(PlannerError, match="2 observations of 2025 may be fitted"):
        calibrated(two_crossings(COUNTED[:2]))


def test_the_search_stops_where_a_change_gains_too_little() -> None:
    """Rail is 25.5 of 43.5 of the misfit, 59 %: below 60 % and above 55 %. After it lorries are all of it."""
    assert calibrated(two_crossings(COUNTED), stop=0.6).steps == ()
    assert len(calibrated(two_crossings(COUNTED), stop=0.55).steps) == 2


def test_a_bound_is_kept() -> None:
    """Within 3 USD/t slow rail cargo changes to q, which is 2 USD/t dearer: 8 and 4 Mt for 5 and 7 Mt counted."""
    found = calibrated(two_crossings(COUNTED), usd_per_t=3.0)
    assert model(found, "after")["a-p"] == pytest.approx(8)
    assert all(abs(change.amount) <= 3.0 for change in found.after.changes)


def test_what_is_held_out_is_not_fitted() -> None:
    """The third of the three counts says that all goes by q; it is held out, and nothing moves."""
    rows = [count("a-p", 12.0), count("a-q", 0.0), count("p-b", 12.0), count("q-b", 12.0, hold_out=True)]
    found = calibrated(two_crossings(rows))
    assert found.before.misfit == 0
    assert (found.steps, found.held_out.tolist()) == ((), [False, False, False, True])
    every = calibrate(two_crossings(COUNTED), Order(BOUNDS, hold_out=2), lambda _: None, lambda solve: solve)
    assert every.held_out.tolist() == [False, True, False, True, False, True, True]


def test_a_split_of_equal_cargo_is_told_as_one_that_no_cost_mends() -> None:
    """8 Mt at one price: below 3 USD/t all by p, above all by q. 5 of 8 Mt, 62 %, would have to go by p."""
    rows = [count("a-p", 5.0), count("a-q", 3.0), count("b-d", 8.0)]
    found = calibrated(one_cargo(rows))
    limits = {found.case.observed.id[limit.place]: limit for limit in found.limits}
    assert set(limits) == {"a-p", "a-q"}
    assert limits["a-p"].why == "split"
    assert {round(limits["a-p"].before_mt), round(limits["a-p"].after_mt)} == {0, 8}
    assert limits["a-p"].before_usd_per_t == pytest.approx(3.0, abs=0.11)
    said = told_limit(found, limits["a-p"], ENGLISH)
    assert "8.00 Mt change their way at once" in said
    assert "No cost mends it: in all" in said
    assert "62% over this place" in said
    assert "at a-q" in said


def test_tonnes_that_have_no_other_way_are_moved_by_no_cost() -> None:
    rows = [count("a-p", 8.0), count("a-q", 0.0), count("b-d", 4.0)]
    (limit,) = (found := calibrated(one_cargo(rows))).limits
    assert (limit.why, found.case.observed.id[limit.place]) == ("unmoved", "b-d")
    assert "No cost mends it" in told_limit(found, limit, ENGLISH)


def test_existing_loads_change_within_their_bound() -> None:
    """8 Mt and 2 Mt of load against 10.15 counted: 0.15 Mt more load.

    Within 1 % of the load only 0.02 Mt, which gains 1 - (0.13 / 0.15)^2, a quarter of the misfit.
    """
    rows = [count("a-p", 8.0), count("a-q", 0.0), count("b-d", 10.15, includes_existing_load=True)]
    found = calibrated(one_cargo(rows, load=2.0))
    (change,) = found.after.changes
    assert (change.kind, change.name) == ("load", "b-d")
    assert change.amount == pytest.approx(0.15)
    assert found.after.misfit == pytest.approx(0, abs=1e-9)
    (small,) = calibrated(one_cargo(rows, load=2.0), load_share=0.01).after.changes
    assert small.amount == pytest.approx(0.02)
    assert calibrated(one_cargo(rows, load=2.0), load_share=0.0).steps == ()


def test_the_scenario_makes_the_changes_and_the_case_stays_as_it_is() -> None:
    given = two_crossings(COUNTED)
    found = calibrated(given)
    copy = with_scenario(given, found.rows)
    assert apply_scenario(copy, "").links is copy.links
    rows = copy.asset_changes
    assert rows.asset.tolist() == ["a-p", "road_a-p"]
    assert rows.cost_change_usd_per_t.tolist() == pytest.approx([4.1, 2.1])
    assert set(rows.scenario.tolist()) == {"calibrated"}
    assert scenario_name(copy) == "calibrated_2"
    assert "does the same" in rows.note[0]
    assert told_change(found, 0, ENGLISH).startswith("a-p: +4.1 USD/t: 59% less misfit")


def test_projects_that_are_still_to_be_decided_carry_nothing_in_the_base_year() -> None:
    """A free project that would save 9 USD/t by q is left out; one that is forced is there and takes all to q."""
    for decision, expected in (("auto", 12.0), ("force", 0.0)):
        given = with_projects(
            two_crossings(COUNTED),
            [project("shed", 0.0, decision=decision, earliest_year=2025)],
            [effect("shed", "a-q", 0.0, cost_saving_usd_per_t=9.0, time_saving_h=48.0)],
        )
        assert model(calibrated(given), "before")["a-p"] == pytest.approx(expected)


def test_the_same_is_found_again() -> None:
    first, second = calibrated(two_crossings(COUNTED)), calibrated(two_crossings(COUNTED))
    assert [step.trial.changes for step in first.steps] == [step.trial.changes for step in second.steps]
    assert (first.rows, first.searches) == (second.rows, second.searches)


def test_an_interruption_keeps_what_was_found() -> None:
    def watch(line: str) -> None:
        if line.startswith("1 of at most 2"):
            raise KeyboardInterrupt

    found = calibrate(two_crossings(COUNTED), Order(BOUNDS), watch, lambda solve: solve)
    assert not found.complete
    assert [change.name for change in found.after.changes] == ["a-p"]
    assert list(found.rows) == ["scenarios", "asset_changes"]


def test_orders_that_cannot_be_carried_out() -> None:
    given = two_crossings(COUNTED)
    with pytest.raises(PlannerError, match="give one of 2025"):
        calibrate(given, Order(BOUNDS, year=2026), lambda _: None, lambda solve: solve)
    with pytest.raises(PlannerError, match="fill the table observed"):
        calibrated(two_crossings([]))
    with pytest.raises(InputErrors):
        calibrate(given, Order(BOUNDS, scenario="none"), lambda _: None, lambda solve: solve)


def split_by_logit(theta: float, *, hold_out: bool) -> Calibrated:
    """10 Mt by a-p-b for 15 USD/t or a-q-b for 25: shippers take the dearer one exp(-10 theta) times as often.

    So the counts are those of shippers with `theta`; the plan sends all by p, and no constant can split cargo.
    """
    dearer = 10.0 / (1.0 + exp(10.0 * theta))
    given = case(
        nodes=[node("a", "CN"), node("p"), node("q"), node("b", "UZ")],
        links=[link("a-p", 10.0), link("p-b", 5.0), link("a-q", 20.0), link("q-b", 5.0)],
        demand=[cargo("d", "a-b", 10.0)],
        observed=[
            count("a-p", 10.0 - dearer),
            count("p-b", 10.0 - dearer),
            count("a-q", dearer),
            count("q-b", dearer, hold_out=hold_out),
        ],
    )
    return calibrate(given, Order(BOUNDS, theta=True), lambda _: None, lambda solve: solve)


def test_the_theta_that_made_the_counts_is_found_again() -> None:
    """Of the values that are tried 0.2 is it: misfit nothing, held out too; the scenario says so of all cargo."""
    found = split_by_logit(0.2, hold_out=True)
    assert found.theta is not None
    best = found.theta.best
    assert (best.theta, found.theta.alike) == (0.2, (0.2, 0.2))
    assert best.misfit == pytest.approx(0, abs=1e-6)
    assert best.held_out_misfit == pytest.approx(0, abs=1e-6)
    assert not found.steps
    (row,) = found.rows["scenario_changes"]
    assert (row["sheet"], row["column"], row["value"]) == ("commodities", "choice_theta_per_usd", "0.2")
    written = apply_scenario(with_scenario(found.case, found.rows), scenario_name(found.case))
    assert written.commodities.choice_theta_per_usd.tolist() == [0.2]


def test_what_the_counts_do_not_tell_of_theta_is_told() -> None:
    """At 2 and 5 per USD/t exp(-20) and less go the other way: all by p, as counted; the larger one is taken."""
    found = split_by_logit(5.0, hold_out=False)
    assert found.theta is not None
    assert found.theta.best.theta == 5.0
    low, high = found.theta.alike
    assert low < high == 5.0
    assert "the counts do not tell theta closer" in told_theta(found, ENGLISH)
    assert "Held out" not in told_theta(found, ENGLISH)
