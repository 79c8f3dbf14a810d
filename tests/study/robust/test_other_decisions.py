"""What the other decision on a project would cost, by hand; cases in `tests.study.robust.cases`."""

from __future__ import annotations

import pytest

from models.case import Case
from models.futures import Rule
from planner.study.robust import Between, Other, Robust
from tests.study.robust.cases import decided, four_futures, one_bridge


def others(given: Case, measure: str = "expected", *, relaxed: bool = False) -> dict[tuple[str, Rule], Other]:
    found: Robust = decided(given, measure, relaxed=relaxed, explain=True)
    ids = given.projects.id.tolist()
    return {(ids[other.project], other.rule): other for other in found.others}


def dearer(other: Other) -> Between:
    assert other.dearer is not None
    return other.dearer


@pytest.mark.parametrize("relaxed", [False, True])
def test_the_bridge_that_is_not_built(relaxed: bool) -> None:
    """2,001 on average with it, 1,000 without; it costs the calm future 2,000 and saves the busy one 7,990.

    A share x of it costs 1,000 + 1,001 x on average, so in part it is not built either.
    """
    found = others(one_bridge(), relaxed=relaxed)
    assert list(found) == [("bridge", Rule.NOW)]
    bridge = found["bridge", Rule.NOW]
    assert dearer(bridge).value == pytest.approx(1001)
    assert dearer(bridge).exact
    assert dearer(bridge).decided
    assert bridge.in_part_musd == pytest.approx(1001)
    assert dict(bridge.futures) == pytest.approx({1: 2000})


def test_the_bridge_that_is_built_for_the_least_regret() -> None:
    """2,000 with it (calm), 7,990 without (busy).

    In part: 7,990 - 7,990 x in the busy future, 2,000 x in the calm one, alike at x = 0.7998: 1,599.6.
    """
    found = others(one_bridge(), "regret")
    assert list(found) == [("bridge", Rule.NOT_NOW)]
    bridge = found["bridge", Rule.NOT_NOW]
    assert dearer(bridge).value == pytest.approx(5990)
    assert bridge.in_part_musd == pytest.approx(7990 - 1599.6, abs=0.1)
    assert [future for future, _ in bridge.futures] == [0]


def test_now_later_and_never() -> None:
    """The second gate decided otherwise, and the road, and the gate.

    Second gate now: Poor pays for it in place of the gate alone, so that 4 Mt stay behind in 2025; the plan in hand
    with the second gate as well breaks its budget. Never: busy 6,126 instead of 3,179, three tenths of it 884.1.

    Road, not open before 2027: without it 4 Mt more stay behind in the closed future, 12,112 instead of 8,166; a fifth
    of that is 789.2. The gate is for the years of all futures: without it 4 Mt and more stay behind in each.
    """
    found = others(four_futures())
    assert set(found) == {
        *(("gate", Rule.NOT_NOW), ("gate", Rule.NEVER), ("second", Rule.NOW)),
        *(("second", Rule.NEVER), ("road", Rule.NEVER)),
    }
    second = found["second", Rule.NOW]
    assert second.possible
    assert second.dearer is None
    assert second.least_musd > 3900
    assert dearer(found["second", Rule.NEVER]).value == pytest.approx(884.1)
    assert dict(found["second", Rule.NEVER].futures) == pytest.approx({1: 2947})
    assert dearer(found["road", Rule.NEVER]).value == pytest.approx(789.2)
    assert len(found["gate", Rule.NOT_NOW].futures) == 4
