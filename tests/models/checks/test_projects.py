"""Projects: when they may open, what they need, and what they save."""

from __future__ import annotations

import pytest

from models.checks import check_case
from tests.models.checks.planting import SOUND, found, sound, the
from tests.networks import Row, effect, project


def _rules(projects: list[Row], **tables: list[Row]) -> list[tuple[str, str]]:
    """Rule and project of the findings of projects that each add capacity to the port, in plan years 2025 to 2030."""
    years = range(2025, 2031)
    case = sound(
        years=[{"year": year} for year in years],
        budget=[],
        demand=[{**row, **{str(year): 1.0 for year in years}} for row in SOUND["demand"]],
        projects=projects,
        project_effects=[effect(row["id"], "port", 1.0) for row in projects],
        **tables,
    )
    findings = [finding for finding in check_case(case) if finding.table == "projects"]
    return [(finding.rule, case.projects.id[finding.row]) for finding in findings if finding.row is not None]


def _forced(name: str, year: int, life: int = 20, **more: object) -> Row:
    return project(name, 1.0, decision="force", earliest_year=year, lifetime_years=life, **more)


def _free(name: str, first: int, last: int, life: int = 20, **more: object) -> Row:
    return project(name, 1.0, earliest_year=first, latest_year=last, lifetime_years=life, **more)


def test_a_forced_project_that_should_stand_already_opens_in_the_first_year() -> None:
    assert _rules([_forced("a", 2020)]) == []


def test_a_forced_project_needs_what_it_requires_from_its_first_year() -> None:
    assert _rules([_forced("a", 2026), _forced("b", 2026, requires=("a",))]) == []
    assert _rules([_forced("a", 2027), _forced("b", 2026, requires=("a",))]) == [("forced-without-required", "b")]


def test_a_forced_project_needs_what_it_requires_to_its_last_plan_year() -> None:
    """Project a serves 2026 to 2029; b serves 2026 to 2030, and c only to 2029."""
    short = _forced("a", 2026, life=4)
    assert _rules([short, _forced("b", 2026, requires=("a",))]) == [("forced-without-required", "b")]
    assert _rules([short, _forced("c", 2026, life=4, requires=("a",))]) == []


def test_a_forced_project_needs_all_down_the_chain() -> None:
    chain = [_free("c", 2028, 2030), _free("b", 2025, 2030, requires=("c",)), _forced("a", 2026, requires=("b",))]
    assert _rules(chain) == [("forced-without-required", "a")]
    assert _rules([_free("c", 2025, 2030), *chain[1:]]) == []


def test_a_free_project_may_wait_for_what_it_requires() -> None:
    assert _rules([_free("a", 2028, 2030), _free("b", 2025, 2028, requires=("a",))]) == []
    assert _rules([_free("a", 2028, 2030), _free("b", 2025, 2027, requires=("a",))]) == [("required-too-late", "b")]


def test_what_stands_in_the_way_is_named() -> None:
    projects = [
        _free("early", 2025, 2030),
        _free("late", 2028, 2030, life=2),
        _forced("a", 2026, requires=("early", "late")),
    ]
    case = sound(
        years=[{"year": year} for year in range(2025, 2031)],
        projects=projects,
        project_effects=[],
    )
    finding = the(case, "forced-without-required")
    assert finding.related == ("projects", 1, "earliest_year")
    assert "late opens in 2028 at the earliest and serves 2 years, not all of 2026-2030" in finding.expected


def test_a_circle_is_told_once() -> None:
    circle = [
        _free("a", 2025, 2030, requires=("c",)),
        _free("b", 2025, 2030, requires=("a",)),
        _free("c", 2025, 2030, requires=("b",)),
        _free("d", 2025, 2030, requires=("a",)),
    ]
    assert _rules(circle) == [("requires-circle", "a")]


def test_a_forced_project_brings_what_it_requires_into_its_group() -> None:
    projects = [
        _free("a", 2025, 2030, exclusive_group="g"),
        _forced("b", 2025, exclusive_group="g"),
        _forced("c", 2025, requires=("a",)),
    ]
    assert _rules(projects) == [("forced-exclusive", "b")]


def test_a_forced_project_that_never_opens_excludes_nothing() -> None:
    projects = [_forced("a", 2040, exclusive_group="g"), _forced("b", 2025, exclusive_group="g")]
    assert _rules(projects) == [("window-outside-plan", "a")]


def test_a_project_that_another_requires_needs_no_effect() -> None:
    assert check_case(sound(project_effects=SOUND["project_effects"][1:])) == ()


def test_an_effect_of_nothing_is_no_effect() -> None:
    effects = [SOUND["project_effects"][0], effect("track", "dostyk-aktau")]
    assert the(sound(project_effects=effects), "project-without-effects").value == "track"


@pytest.mark.parametrize(("groups", "wrong"), [((None, None), True), (("g", "g"), False), (("g", "h"), True)])
def test_savings_of_an_exclusive_group_do_not_add_up(groups: tuple[str | None, str | None], wrong: bool) -> None:
    """Each project saves 6 of the 10 hours: together 12, or 6 where only one of them can be built."""
    projects: list[Row] = [
        {**row, "exclusive_group": group, "requires": None}
        for row, group in zip(SOUND["projects"], groups, strict=True)
    ]
    effects = [effect(name, "dostyk-aktau", time_saving_h=6.0) for name in ("berths", "track")]
    findings = found(sound(projects=projects, project_effects=effects), "excessive-saving")
    assert bool(findings) is wrong


def test_a_forbidden_project_saves_nothing() -> None:
    effects = [effect(name, "dostyk-aktau", time_saving_h=6.0) for name in ("berths", "track")]
    projects = [SOUND["projects"][0], {**SOUND["projects"][1], "decision": "forbid"}]
    assert not found(sound(projects=projects, project_effects=effects), "excessive-saving")


def test_savings_may_take_all_that_an_asset_has() -> None:
    effects = [effect("berths", "dostyk-aktau", time_saving_h=10.0, cost_saving_usd_per_t=4.0)]
    assert not found(sound(project_effects=effects), "excessive-saving")


def test_savings_are_held_against_what_changes_leave() -> None:
    """Cost 4 falls to 2.5 in scenario slow: a saving of 3 is too much there."""
    effects = [effect("berths", "dostyk-aktau", cost_saving_usd_per_t=3.0)]
    changes: list[Row] = [
        {"event": "e", "asset": "dostyk-aktau", "year": 2026, "cost_change_usd_per_t": -1.5, "scenario": "slow"}
    ]
    finding = the(sound(project_effects=effects, asset_changes=changes), "excessive-saving")
    assert "its cost_usd_per_t, 2.5 in 2026 in scenario slow; now 3" in finding.expected


@pytest.mark.parametrize(("rates", "wrong"), [((0.5,), True), ((0.75,), False), ((2.0,), False), ((0.5, 0.75), True)])
def test_savings_are_held_against_what_the_cheapest_cargo_pays(rates: tuple[float, ...], wrong: bool) -> None:
    """Cost 4, of which a saving takes 3: at a rate of 0.5 cargo pays 2 only. Where some pay all, 2.0 hurts nobody."""
    names = ("goods", "ore")[: len(rates)] if len(rates) > 1 else ("goods",)
    commodities: list[Row] = [{**SOUND["commodities"][0], "id": name} for name in ("goods", "ore")]
    rows: list[Row] = [
        {"commodity": name, "mode": "rail", "cost_factor": rate} for name, rate in zip(names, rates, strict=True)
    ]
    effects = [effect("berths", "dostyk-aktau", cost_saving_usd_per_t=3.0)]
    built = sound(commodities=commodities, commodity_rates=rows, project_effects=effects)
    findings = found(built, "excessive-saving")
    assert bool(findings) is wrong
    assert all(
        "its cost_usd_per_t, 2 in 2025 for the commodity with the lowest cost_factor; now 3" in finding.expected
        for finding in findings
    )


def test_rates_above_one_of_every_cargo_leave_more_to_save() -> None:
    rates: list[Row] = [{"commodity": "goods", "mode": "rail", "cost_factor": 2.0}]
    effects = [effect("berths", "dostyk-aktau", cost_saving_usd_per_t=8.0)]
    assert not found(sound(commodity_rates=rates, project_effects=effects), "excessive-saving")


def test_an_excess_points_to_the_largest_saving() -> None:
    effects = [
        effect("berths", "dostyk-aktau", time_saving_h=4.0),
        effect("track", "dostyk-aktau", time_saving_h=7.0),
    ]
    finding = the(sound(project_effects=effects), "excessive-saving")
    assert (finding.row, finding.value, finding.related) == (1, "7", ("links", 1, "time_h"))
