"""Projects that open when or as they may not."""

from __future__ import annotations

from typing import Any

import pytest

from models.case import Case
from tests.models.verify.plans import Opening, broken, idle, verdict
from tests.networks import project


def projects(*rows: Any) -> Case:
    """A case of projects only, with plan years 2025, 2026 and 2028."""
    return idle((2025, 2026, 2028), projects=list(rows))


def one(**more: Any) -> Case:
    """One project of 10 MUSD that lasts ten years."""
    return projects(project("p", 10.0, **{"lifetime_years": 10} | more))


PAIR = projects(
    project("base", 10.0, lifetime_years=2, divisible=True),
    project("next", 10.0, lifetime_years=10, divisible=True, requires=("base",)),
)
EITHER = projects(
    project("one", 10.0, lifetime_years=10, exclusive_group="port"),
    project("two", 10.0, lifetime_years=10, exclusive_group="port"),
    project("three", 10.0, lifetime_years=10),
    project("half", 10.0, lifetime_years=10, exclusive_group="port", divisible=True),
)

DECISIONS: dict[str, tuple[Case, list[Opening], dict[str, list[float]]]] = {
    "auto may open": (one(), [("p", 2028, 1)], {}),
    "auto may stay away": (one(), [], {}),
    "forbidden": (one(decision="forbid"), [("p", 2026, 1)], {"project-forbidden": [1]}),
    "forced at once": (one(decision="force"), [("p", 2025, 1)], {}),
    "forced before the plan": (one(decision="force", earliest_year=2020), [("p", 2025, 1)], {}),
    "forced between plan years": (one(decision="force", earliest_year=2027), [("p", 2028, 1)], {}),
    "forced after the plan": (one(decision="force", earliest_year=2029), [], {}),
    "forced after the plan but open": (
        one(decision="force", earliest_year=2029),
        [("p", 2028, 1)],
        {"project-forced": [1]},
    ),
    "forced but missing": (one(decision="force"), [], {"project-forced": [1]}),
    "forced but late": (one(decision="force"), [("p", 2026, 1)], {"project-forced": [1, 1]}),
    "forced but partly": (one(decision="force", divisible=True), [("p", 2025, 0.75)], {"project-forced": [0.25]}),
    "forced and once more": (
        one(decision="force"),
        [("p", 2025, 1), ("p", 2028, 1)],
        {"project-forced": [1]},
    ),
    "within the window": (one(earliest_year=2026, latest_year=2026), [("p", 2026, 1)], {}),
    "before the window": (one(earliest_year=2026), [("p", 2025, 1)], {"project-window": [1]}),
    "after the window": (one(latest_year=2026), [("p", 2028, 1)], {"project-window": [1]}),
    "a window between plan years": (
        one(earliest_year=2027, latest_year=2027),
        [("p", 2028, 1)],
        {"project-window": [1]},
    ),
    "twice": (one(), [("p", 2025, 1), ("p", 2028, 1)], {"project-once": [1]}),
    "shares that make more than one": (
        one(divisible=True),
        [("p", 2025, 0.75), ("p", 2028, 0.5)],
        {"project-once": [0.25]},
    ),
    "shares that make one": (one(divisible=True), [("p", 2025, 0.75), ("p", 2028, 0.25)], {}),
    "part of a whole": (one(), [("p", 2025, 0.75)], {"project-whole": [0.25]}),
    "a whole in two years": (one(), [("p", 2025, 0.5), ("p", 2026, 0.5)], {"project-whole": [0.5, 0.5]}),
    "nearly whole": (one(), [("p", 2025, 0.9999999)], {}),
    "a share below zero": (one(divisible=True), [("p", 2025, -0.5)], {"share-range": [0.5]}),
    "a share above one": (one(divisible=True), [("p", 2025, 1.5)], {"share-range": [0.5], "project-once": [0.5]}),
    "requires, both open": (PAIR, [("base", 2026, 1), ("next", 2026, 1)], {"project-requires": [1]}),
    "requires, one missing": (PAIR, [("next", 2025, 1)], {"project-requires": [1, 1, 1]}),
    "requires, one later": (
        PAIR,
        [("base", 2026, 1), ("next", 2025, 0.5)],
        {"project-requires": [0.5, 0.5]},
    ),
    "requires, a smaller share": (
        PAIR,
        [("base", 2025, 0.5), ("base", 2028, 0.5), ("next", 2028, 0.75)],
        {"project-requires": [0.25]},
    ),
    "requires, the share there is": (
        PAIR,
        [("base", 2028, 0.5), ("next", 2028, 0.5)],
        {},
    ),
    "exclusive, one of them and another": (EITHER, [("one", 2025, 1), ("three", 2025, 1)], {}),
    "exclusive, two at once": (EITHER, [("one", 2025, 1), ("two", 2025, 1)], {"project-exclusive": [1]}),
    "exclusive, two in different years": (EITHER, [("one", 2025, 1), ("two", 2028, 1)], {"project-exclusive": [1]}),
    "exclusive, one and a half": (EITHER, [("one", 2025, 1), ("half", 2028, 0.5)], {"project-exclusive": [0.5]}),
}


@pytest.mark.parametrize(("given", "openings", "expected"), DECISIONS.values(), ids=DECISIONS.keys())
def test_projects_open_when_and_as_they_may(
    given: Case, openings: list[Opening], expected: dict[str, list[float]]
) -> None:
    assert broken(verdict(given, openings=openings)) == expected


def test_shares_of_whole_projects_are_for_relaxed_plans_only() -> None:
    opening = [("p", 2025, 0.75)]
    assert broken(verdict(one(), openings=opening, relaxed=True)) == {}
    assert broken(verdict(one(), openings=opening)) == {"project-whole": [0.25]}


def test_the_words_name_project_and_year() -> None:
    late = verdict(one(decision="force"), openings=[("p", 2028, 1)]).violations
    assert [violation.where for violation in late] == ["project p in 2025", "project p in 2028"]
    odd = verdict(one(divisible=True), openings=[("p", 2028, -0.5)]).violations
    assert [violation.where for violation in odd] == ["opening of p in 2028"]
    alone = verdict(PAIR, openings=[("next", 2028, 1)]).violations
    assert [violation.where for violation in alone] == ["project next requires base in 2028"]
