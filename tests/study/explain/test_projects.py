"""Projects explained, with the arithmetic by hand."""

from __future__ import annotations

from dataclasses import replace

from models.case import Case
from planner.study.explain.near import Verdict
from tests.known.common import ABC, DETOUR
from tests.known.projects import lifetime_ends, whole_or_part
from tests.networks import Row, cargo, case, effect, link, node, project
from tests.study.explain.asking import about_project, ask, exactly, sentences_about


def grown(capex: float = 8.0, budget: list[Row] | None = None, **more: object) -> Case:
    """As tests.known.whole_or_part: of 15 Mt 10 go at 1, the rest at 3 unless p adds 10 Mt: 25 or 15 + capex."""
    return case(
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", 15)],
        projects=[project("p", capex, **more)],
        project_effects=[effect("p", "a-b", 10)],
        budget=budget or [],
    )


def test_a_project_that_is_built() -> None:
    """23 with it, 25 without: 2 for it. It brings 10 and costs 8: 1 and 0.8 USD/t on 10 Mt. It pays up to 10."""
    story = about_project(whole_or_part()[0], "p")
    (without,) = story.compared
    assert (without.money.plan, without.money.more_musd) == ("without", exactly(2))
    assert (without.money.more_real_musd, without.money.more_penalty_musd) == (exactly(2), 0.0)
    assert [(move.other, move.what) for move in without.moves] == [("p", "goes")]
    assert (story.advantage_musd, story.own_cost_musd) == (exactly(2), exactly(8))
    assert story.worth is not None
    assert (story.worth.asset, story.worth.worth_usd, story.worth.cost_usd) == ("a-b", exactly(1), exactly(0.8))
    assert story.entry is not None
    assert (story.entry.built_at_musd, story.entry.left_out_at_musd) == (exactly(10, rel=2e-3), exactly(10, rel=2e-3))
    assert story.rules == ()
    assert [(row.year, row.more_musd) for row in story.openings] == [(2025, 0.0)]


def test_a_project_that_is_too_dear() -> None:
    """At 12 it costs 27 with it, 25 without: 2 dearer. It would enter below 10."""
    story = about_project(grown(12.0), "p")
    (included,) = story.compared
    assert (included.money.plan, included.money.more_musd) == ("with", exactly(2))
    assert [(move.other, move.what) for move in included.moves] == [("p", "comes")]
    assert story.entry is not None
    assert (story.entry.built_at_musd, story.entry.left_out_at_musd) == (exactly(10, rel=2e-3), exactly(10, rel=2e-3))


def test_a_project_that_brings_nothing() -> None:
    """5 Mt need no more than the 10 that are there: even for nothing it is no better."""
    idle = replace(grown(1.0), demand=case(demand=[cargo("d", "a-b", 5)]).demand)
    story = about_project(idle, "p")
    assert story.entry is not None
    assert story.entry.built_at_musd in (None, exactly(0, abs=1e-6))
    assert story.entry.left_out_at_musd == exactly(0, abs=2e-3)
    assert story.advantage_musd == exactly(-1)


def test_a_divisible_project() -> None:
    """Half of it is best, 19. Without it 25, with the whole of it 23. The first part pays up to 20, the whole to 10.

    1 % is 0.19: of the way to nothing 0.19 / 6 can be gone, of the way to the whole 0.19 / 4.
    """
    story = about_project(whole_or_part()[0], "p", relaxed=True)
    near = story.near
    assert (near.share, near.without_musd, near.with_musd) == (exactly(0.5), exactly(6), exactly(4))
    assert (near.within_1, near.within_2) == (Verdict.MUST, Verdict.MUST)
    assert near.least_share_1 == exactly(0.5 - 0.5 * 0.19 / 6)
    assert near.most_share_1 == exactly(0.5 + 0.5 * 0.19 / 4)
    assert story.entry is not None
    assert story.entry_in_part is not None
    assert story.entry.built_at_musd == exactly(10, rel=2e-3)
    assert story.entry_in_part.built_at_musd == exactly(20, rel=2e-3)


def test_near_plans() -> None:
    """23 with it, 25 without: more than 2 % of 23. A dear twin of 23.2 (capex 8.2) can stand in for it.

    Both together cost 31.2, and the twin alone is 0.87 % above 23: within 1 % each can be left out, and built.
    """
    twins = replace(
        grown(),
        projects=case(projects=[project("p", 8.0), project("twin", 8.2)]).projects,
        project_effects=case(project_effects=[effect("p", "a-b", 10), effect("twin", "a-b", 10)]).project_effects,
    )
    alone = ask(grown()).near
    assert [(row.project, row.within_1, row.within_2) for row in alone] == [("p", Verdict.MUST, Verdict.MUST)]
    both = ask(twins).near
    assert [(row.project, row.within_1) for row in both] == [("p", Verdict.OPTIONAL), ("twin", Verdict.OPTIONAL)]


def test_a_project_that_no_near_plan_builds() -> None:
    """With it 27 against 25: 8 %."""
    (row,) = ask(grown(12.0)).near
    assert (row.within_1, row.within_2, row.opening_year) == (Verdict.NEVER, Verdict.NEVER, None)


def test_money_holds_it_back() -> None:
    """The budget has 5 for a capital cost of 8; free of it the plan costs 23 instead of 25."""
    story = about_project(grown(budget=[{"year": 2025, "available_musd": 5.0}]), "p")
    (included,) = story.compared
    assert included.money.more_musd is None
    assert [(row.rule, row.built, row.cheaper_musd) for row in story.rules] == [("budget", True, exactly(2))]
    assert story.near.within_1 is Verdict.NEVER
    assert [row.possible for row in story.openings] == [False]
    assert story.entry is not None
    assert story.entry.built_at_musd == exactly(5, rel=2e-3)
    assert story.entry.limited_by == "rules"
    assert story.entry.left_out_at_musd == exactly(5, rel=2e-3)


def test_held_in_service_it_uses_the_budget() -> None:
    """Two projects of 8 for a budget of 8: holding the poor one in pushes the good one out: 25 + 8 instead of 23."""
    built = case(
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", 15)],
        projects=[project("good", 8.0), project("poor", 8.0)],
        project_effects=[effect("good", "a-b", 10), effect("poor", "a-c", 10)],
        budget=[{"year": 2025, "available_musd": 8.0}],
    )
    (included,) = about_project(built, "poor").compared
    assert included.money.more_musd == exactly(10)
    assert {(move.other, move.what) for move in included.moves} == {("good", "goes"), ("poor", "comes")}


def test_rules_lifted_one_by_one() -> None:
    """Track needs a bridge of 9 that is too dear with it; its twin of the same group costs 5 and is built: 20.

    Without the bridge the track would cost 1 and be built: 16. Without the group it would not be built.
    """
    built = case(
        nodes=ABC,
        links=DETOUR,
        demand=[cargo("d", "a-b", 15)],
        projects=[
            project("track", 1.0, requires=("bridge",), exclusive_group="one"),
            project("bridge", 9.0),
            project("twin", 5.0, exclusive_group="one"),
        ],
        project_effects=[effect("track", "a-b", 10), effect("bridge", "a-b", 0), effect("twin", "a-b", 10)],
    )
    rules = {row.rule: (row.built, row.cheaper_musd) for row in about_project(built, "track").rules}
    assert rules == {"requires": (True, exactly(4)), "exclusive_group": (False, exactly(0))}


def test_a_forced_project_needs_it() -> None:
    """No plan is without the bridge, because the track is forced: a must, and the words name the track."""
    built = case(
        nodes=ABC[:2],
        links=[link("a-b", 1, 1)],
        demand=[cargo("d", "a-b", 5)],
        projects=[project("track", 1.0, requires=("bridge",), decision="force"), project("bridge", 6.0)],
        project_effects=[effect("track", "a-b", 4), effect("bridge", "a-b", 0)],
    )
    story = about_project(built, "bridge")
    assert story.near.within_2 is Verdict.MUST
    assert story.near.without_musd is None
    assert story.entry is None
    assert any("forced projects require it: track" in sentence for sentence in sentences_about(built, "bridge"))


def test_a_forced_project_may_be_worth_less_than_nothing() -> None:
    """Forced for 12 the plan costs 27; without it 25: 2 less."""
    story = about_project(grown(12.0, decision="force"), "p")
    (without,) = story.compared
    assert without.money.more_musd == exactly(-2)
    assert story.entry is not None
    assert story.entry.built_at_musd == exactly(10, rel=2e-3)


def test_a_forbidden_project_would_pay() -> None:
    """Forbidden the plan costs 25, with it 23."""
    story = about_project(grown(decision="forbid"), "p")
    (included,) = story.compared
    assert included.money.more_musd == exactly(-2)
    assert story.advantage_musd == exactly(2)


def test_short_lives_are_held_in_any_year() -> None:
    """It lives one year and serves 2025 or 2026: 1006 either way, 2000 without."""
    story = about_project(lifetime_ends()[0], "p")
    assert [(row.year, row.more_musd, row.within_1) for row in story.openings] == [(2025, 0, True), (2026, 0, True)]
    assert story.advantage_musd == exactly(994)


def test_opening_years() -> None:
    """1 Mt a year stays behind at 1000 unless the project of 5 a year serves: 12 from 2025, 1006 from 2026."""
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 0)],
        demand=[cargo("d", "a-b", [1, 1])],
        projects=[project("p", 10.0, lifetime_years=2)],
        project_effects=[effect("p", "a-b", 1)],
    )
    story = about_project(built, "p")
    assert [(row.year, row.more_musd) for row in story.openings] == [(2025, 0), (2026, exactly(994))]
    assert [row.within_2 for row in story.openings] == [True, False]
    assert [(row.year, row.utilisation) for row in story.room] == [(2025, exactly(1)), (2026, exactly(1))]
    (without,) = story.compared
    assert [(row.year, row.unmet_mt) for row in without.years] == [(2025, exactly(1)), (2026, exactly(1))]


def test_what_limits_its_use() -> None:
    """The second track lets 20 Mt pass from a to b, from b on 12 do. One Mt more there passes both: 1000 - 2."""
    built = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 1, 10), link("b-c", 1, 12)],
        demand=[cargo("d", "a-c", 30)],
        projects=[project("track", 1.0)],
        project_effects=[effect("track", "a-b", 10)],
    )
    story = about_project(built, "track")
    (limit,) = story.limits
    assert (limit.asset, limit.saves_musd, limit.own_mt) == ("b-c", exactly(998), exactly(1))
    assert any(
        "b to c, rail (-2.0 MUSD, penalty 1,000.0 MUSD, +1.00 Mt)" in sentence
        for sentence in sentences_about(built, "track")
    )
