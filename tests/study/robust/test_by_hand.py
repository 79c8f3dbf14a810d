"""One plan for many futures: what is decided, what waits, and what knowing, planning and caution are worth."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from models.case import Case
from models.errors import InputErrors, NoPlan, PlannerError, StoppedEmpty
from models.futures import FuturesPlan, read_measure
from models.request import Request
from models.stop import Limits, Stop
from models.tables import replace_cells
from planner.study.robust import Desk, Order, Robust, futures_of_draws, futures_of_scenarios, reduced, robust
from planner.study.run import run_case
from tests.networks import impossible, table
from tests.study.robust.cases import BUSY, CALM, change, decided, four_futures, one_bridge, opens, regrets


def average(found: Robust, kind: str) -> float | None:
    (way,) = [one for one in found.alternatives if one.kind == kind]
    return way.average_musd


def test_the_average_builds_no_bridge() -> None:
    """With it 0.1 x 2,010 + 0.9 x 2,000 = 2,001, without 0.1 x 10,000 = 1,000.

    Known before: 0.1 x 2,010 + 0.9 x 0 = 201, so knowing is worth 799. The plan of the busy future builds: 2,001, so
    planning for both saves 1,001.
    """
    found = decided(one_bridge(), path=BUSY)
    assert opens(found, "bridge") == [None, None]
    assert found.plan.objective == pytest.approx(1000)
    assert found.knowing is not None
    assert found.planning is not None
    assert found.knowing.value == pytest.approx(799)
    assert found.planning.value == pytest.approx(1001)
    assert found.knowing.decided
    assert found.knowing.exact
    assert found.caution is None
    assert regrets(found, "plan") == pytest.approx([7990, 0])
    assert regrets(found, "path") == pytest.approx([0, 2000])
    assert regrets(found, "best") == pytest.approx([0, 0])


def test_the_path_that_decides_alike_is_as_good() -> None:
    """The calm future builds nothing either."""
    found = decided(one_bridge(), path=CALM)
    assert found.planning is not None
    assert found.planning.most == pytest.approx(0)
    assert not found.planning.decided


@pytest.mark.parametrize(
    ("measure", "musd"),
    [("worst", 2010), ("regret", 2000), ("cvar:0.9", 2010), ("cvar:0.8", 2005), ("mix:0.5:0.9", 2005.5)],
)
def test_caution_builds_the_bridge(measure: str, musd: float) -> None:
    """Worst: 2,010 against 10,000. Regret: 2,000 (calm) against 10,000 - 2,010 (busy). It costs 2,001 - 1,000 more.

    The dearest tenth is the busy future; the dearest fifth is it and as much of the calm: (2,010 + 2,000) / 2. Half of
    the average and half of the dearest tenth: (2,001 + 2,010) / 2 against (1,000 + 10,000) / 2.
    """
    found = decided(one_bridge(), measure)
    assert opens(found, "bridge") == [2025, 2025]
    assert found.plan.objective == pytest.approx(musd)
    assert found.caution is not None
    assert found.caution.value == pytest.approx(1001)
    assert (average(found, "plan"), average(found, "average")) == pytest.approx((2001, 1000))


def test_the_turn_from_the_average_to_the_worst_future() -> None:
    """At 0.5 the busy tenth is a fifth of the tail: none 0.2 x 10,000 = 2,000, the bridge 2,002. At 0.8 the bridge."""
    found = decided(one_bridge(), risk=True)
    costs = [(point.average_musd, point.worst_musd) for point in found.risk]
    assert costs == [pytest.approx(pair) for pair in ((1000, 10000), (1000, 10000), *[(2001, 2010)] * 3)]
    assert all(point.gap < 1e-6 for point in found.risk)


def test_of_plans_as_good_the_cheapest_on_average() -> None:
    """Only the closed future is dear: what opens in the others is no matter to the worst, but costs on average."""
    futures, loose = futures_of_scenarios(four_futures()), Request(limits=Limits(gap=1e-3, seconds=60.0))
    found = robust(four_futures(), futures, Order(loose, read_measure("worst"), 2026, BUSY, True), Desk(lambda _: None))
    assert found.plan.objective == pytest.approx(8166)
    assert average(found, "plan") == pytest.approx(2648.9)
    assert [point.average_musd for point in found.risk] == pytest.approx([2648.9] * 5)
    assert found.caution is not None
    assert found.caution.value == pytest.approx(0)
    assert found.verification.ok


def test_one_certain_future_is_the_plan_of_the_case() -> None:
    """Nothing is left to know, and nothing to plan for besides."""
    given = four_futures()
    given = replace(given, scenarios=replace_cells(given.scenarios, {"probability": [None, 1.0, None, None]}))
    found = decided(given)
    alone = run_case(futures_of_scenarios(given)[0].case, "routes", Request(limits=Limits(gap=1e-9)), lambda _: None)
    assert found.plan.objective == pytest.approx(alone.solution.objective) == pytest.approx(232)
    for worth in (found.knowing, found.planning):
        assert worth is not None
        assert worth.most == pytest.approx(0, abs=1e-3)


def test_equal_futures_are_one() -> None:
    given = one_bridge()
    found = decided(replace(given, scenario_changes=table("scenario_changes", [])))
    assert opens(found, "bridge") == [2025, 2025]
    assert found.plan.objective == pytest.approx(2010)
    assert found.knowing is not None
    assert found.knowing.most == pytest.approx(0, abs=1e-3)


def test_now_and_later_by_hand() -> None:
    """See `four_futures`: average 0.4 x 124 + 0.3 x 3,179 + 0.2 x 8,166 + 0.1 x 124 = 2,648.9.

    Knowing saves 0.3 x (3,179 - 232) = 884.1.
    """
    found = decided(four_futures())
    assert opens(found, "gate") == [2025] * 4
    assert opens(found, "second") == [None, 2027, None, None]
    assert opens(found, "road") == [None, None, 2027, None]
    assert found.plan.objective == pytest.approx(2648.9)
    assert found.knowing is not None
    assert found.knowing.value == pytest.approx(884.1)
    assert regrets(found, "plan") == pytest.approx([0, 2947, 0, 0])
    now, *later = found.choices
    assert (now.now, now.waits, now.futures, now.alone_futures) == (True, False, 4, 4)
    assert all(choice.waits and not choice.now for choice in later)


def test_what_tells_that_it_is_time() -> None:
    """In 2026 8 Mt of transit want to move where the second gate opens, 4 where not: 6. For the road nothing tells."""
    second, road = (choice for choice in decided(four_futures()).choices if not choice.now)
    assert second.sign is not None
    assert (second.sign.figure, second.sign.year, second.sign.above) == ("transit_mt", 2026, True)
    assert (second.sign.at, second.sign.holds, second.sign.others) == (6, 8, 4)
    assert road.sign is None


def test_a_path_that_cannot_be_paid_in_one_future() -> None:
    """Busy opens both gates for 200 MUSD; Poor has 100. So there is no average, and nothing that planning saves."""
    found = decided(four_futures(), path=BUSY)
    assert regrets(found, "path") == [pytest.approx(100), pytest.approx(0), pytest.approx(100), None]
    assert found.planning is None
    assert average(found, "path") is None


def test_nothing_more_than_what_is_decided() -> None:
    """Calm leaves 12 Mt behind: 12,000 + 12."""
    (nothing,) = [way for way in decided(four_futures()).alternatives if way.kind == "nothing"]
    costs = [standing.objective_musd for standing in nothing.standing if standing is not None]
    assert costs == pytest.approx([12012, 20012, 24000, 12012])


def test_money_and_penalty_of_a_future() -> None:
    """Busy: 179 of real money, 3,000 of penalty; 29 Mt moved, 3 left behind; 8 Mt of home transit in 2027."""
    busy = decided(four_futures()).alternatives[0].standing[1]
    assert busy is not None
    assert (busy.real_musd, busy.penalty_musd) == pytest.approx((179, 3000))
    assert (busy.moved_mt, busy.unmet_mt, busy.home_transit_mt) == pytest.approx((29, 3, 8))


def test_what_a_future_brings_by_itself_is_no_decision() -> None:
    """Closed forces the road: it opens there, and neither waits nor is decided."""
    given = four_futures()
    forced = [*_changes(given), change("closed", "projects", "decision", "force", "id=road")]
    (road,) = [
        choice
        for choice in decided(replace(given, scenario_changes=table("scenario_changes", forced))).choices
        if choice.project == 2
    ]
    assert (road.free, road.now, road.waits, road.futures) == (True, False, False, 1)


def _changes(given: Case) -> list[dict[str, object]]:
    owner = given.scenario_changes
    return [{name: getattr(owner, name)[row] for name in owner.header} for row in range(len(owner))]


def test_divisible_projects_open_in_part_now_and_more_later() -> None:
    """With `relaxed` the gate opens for 4 of its 5 Mt at once; where transit doubles what is missing comes later."""
    found = decided(four_futures(), relaxed=True)
    gate = next(choice for choice in found.choices if choice.project == 0)
    assert [opened.early_share for opened in gate.plan] == pytest.approx([gate.plan[0].early_share] * 4)
    assert found.plan.objective <= 2648.9 + 1e-6


def test_no_scenario_has_a_probability() -> None:
    given = one_bridge()
    with pytest.raises(PlannerError, match="no scenario has a probability"):
        futures_of_scenarios(replace(given, scenarios=replace_cells(given.scenarios, {"probability": [None, None]})))


def test_probabilities_that_do_not_add_up() -> None:
    given = one_bridge()
    wrong = replace(given, scenarios=replace_cells(given.scenarios, {"probability": [0.5, 0.75]}))
    with pytest.raises(InputErrors) as caught:
        futures_of_scenarios(wrong)
    (finding,) = caught.value.findings
    assert "now 1.25" in finding.expected
    assert "with 0.5 in this cell" in finding.fix


def test_draws_that_stand_for_those_near_them() -> None:
    """Of 0, 1, 10, 11, 12 two stand for all: 11 is nearest to all, then 0 or 1 leaves least."""
    kept, share = reduced(np.array([[0.0], [1.0], [10.0], [11.0], [12.0]]), 2)
    assert share.tolist() == [0.4, 0.6]
    assert kept[0] in (0, 1)
    assert share.sum() == pytest.approx(1)


def test_futures_of_draws_are_cases() -> None:
    ranges = [{"id": "cargo", "sheet": "demand", "column": "mt", "distribution": "uniform", "low": 0.5, "high": 1.5}]
    given = replace(one_bridge(), uncertainty=table("uncertainty", ranges))
    futures = futures_of_draws(given, 20, 1, 3)
    assert len(futures) == 3
    assert sum(future.probability for future in futures) == pytest.approx(1)
    assert all(5 <= future.case.demand_mt.sum() <= 15 for future in futures)


def test_a_future_without_a_plan_is_named() -> None:
    """At least 5 Mt shall pass: they want to in the one future, in the other 1 Mt does."""
    likely = [{"id": name, "probability": 0.5} for name in ("enough", "little")]
    changes = [change("enough", "demand", "mt", "5")]
    given = replace(
        impossible(), scenarios=table("scenarios", likely), scenario_changes=table("scenario_changes", changes)
    )
    with pytest.raises(NoPlan, match="future little"):
        decided(given)


@pytest.mark.parametrize("error", [StoppedEmpty(Stop.TIME_LIMIT), KeyboardInterrupt()])
def test_what_is_known_is_kept(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison that ends at its limit without a plan, or at a signal, leaves the plan and what was compared."""

    def breaks(*_: Any) -> FuturesPlan:
        raise error

    monkeypatch.setattr("planner.study.robust.tasks.solve_futures", breaks)
    found = decided(one_bridge(), path=BUSY)
    assert not found.complete
    assert found.knowing is not None
    assert found.planning is None
