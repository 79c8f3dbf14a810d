"""Sentences of a plan for many futures: what a later opening waits for, and what a difference is worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.show.studies import robust as show
from planner.show.studies.robust.answers import answers
from planner.show.studies.robust.parts import Between, Opening, Sign
from planner.show.studies.robust.sentences import measure_words, sign_words, statement, waits_words, worth_words
from planner.show.studies.robust.tables import now_table, standing_table
from planner.show.texts import ENGLISH
from planner.study.robust import Robust
from tests.networks import table
from tests.study.robust.cases import BUSY, CALM, decided, four_futures, one_bridge


def opening(future: str, early: int | None = None, later: int | None = None) -> Opening:
    return Opening(
        future=future,
        decision="auto",
        early_year=early,
        early_share=float(early is not None),
        later_year=later,
        later_share=float(later is not None),
        best_year=None,
        best_share=0.0,
    )


def between(least: float, value: float, most: float) -> Between:
    return Between(
        least_musd=least, value_musd=value, most_musd=most, decided=least > 0 or most < 0, exact=least == most
    )


def told(found: Robust) -> dict[str, str]:
    return dict(answers(show.shown_of(found, {})))


SIGN = Sign(figure="transit_mt", year=2029, threshold_mt=57.3, above=True, where_opens_mt=67.0, where_not_mt=47.6)


@pytest.mark.parametrize(
    ("openings", "words"),
    [
        ([opening("a"), opening("b", 2026)], ""),
        ([opening("a", later=2031), opening("b", later=2031)], "opens in 2031, in every future"),
        ([opening("a", later=2031), opening("b", later=2033)], "opens in 2031 to 2033, in every future"),
        (
            [opening("a", 2026, 2031), opening("b", 2026)],
            "more of it opens in 2031 in a, up to then already in b (no single figure of cargo tells them apart)",
        ),
        (
            [opening("a", later=2031), opening("b", 2026), opening("c")],
            "opens in 2031 in a, up to then already in b, not in c (no single figure of cargo tells them apart)",
        ),
    ],
)
def test_when_it_opens_later(openings: list[Opening], words: str) -> None:
    assert waits_words(openings, None, ENGLISH) == words


def test_many_futures_are_counted() -> None:
    openings = [opening(name, later=2031) for name in "abcdefgh"] + [opening("z")]
    assert "in a, b, c, d, e, f and 2 more, not in z" in waits_words(openings, None, ENGLISH)


def test_a_figure_that_tells() -> None:
    assert waits_words([opening("a", later=2031), opening("b")], SIGN, ENGLISH) == (
        "opens in 2031 if transit that wants to move in 2029 is above 57.3 Mt (67.0 or more where it opens, 47.6 or "
        "less where it does not)"
    )
    below = replace(SIGN, figure="total_mt", above=False, where_opens_mt=47.6, where_not_mt=67.0)
    assert "if all cargo that wants to move in 2029 is below 57.3 Mt (47.6 or less" in sign_words("", below, ENGLISH)
    assert "all cargo that wants to move in 2029 is above" in sign_words("", replace(below, above=True), ENGLISH)
    assert "transit that wants to move in 2029 is below" in sign_words("", replace(SIGN, above=False), ENGLISH)


def test_a_threshold_has_the_digits_that_tell_it_apart() -> None:
    near = replace(SIGN, threshold_mt=57.302, where_opens_mt=57.303, where_not_mt=57.301)
    assert "above 57.302 Mt (57.303 or more where it opens, 57.301 or less" in sign_words("", near, ENGLISH)


@pytest.mark.parametrize(
    ("kind", "saves", "words"),
    [
        ("knowing", between(5, 5, 5), "would save 5.0 MUSD on average. Of it real money 2.0 MUSD"),
        ("knowing", between(3, 5, 9), "5.0 MUSD by the plans in hand, 3.0 to 9.0 MUSD as far as the gaps tell"),
        ("knowing", between(0, 5, 9), "Undecided whether it would save anything"),
        ("knowing", between(0, 0, 0.01), "To know the future before deciding would save nothing."),
        (
            "planning",
            between(3, 3, 3),
            "To decide by the plan of calm alone, and to adapt later, would cost 3.0 MUSD more",
        ),
        ("planning", between(0, 0, 2), "Undecided whether to decide by the plan of calm alone"),
        ("planning", between(0, 0, 0), "costs no more on average"),
        ("caution", between(0, 1, 2), "Undecided whether the plan asked for costs more on average"),
        ("caution", between(0, 0, 0), "The plan asked for costs no more on average"),
        ("building", between(-2, 1, 2), "by the plans in hand 1.0 MUSD more, -2.0 to 2.0 MUSD"),
        ("building", between(-4, -3, -2), "would cost 3.0 MUSD by the plans in hand, 2.0 to 4.0 MUSD as far as"),
        ("building", between(0, 0, 0), "costs no more on average than this plan"),
    ],
)
def test_what_a_difference_is_worth(kind: str, saves: Between, words: str) -> None:
    assert words in worth_words(kind, saves, 2.0, 3.0, "calm", ENGLISH)


def test_how_sure_it_is() -> None:
    assert statement(True, 0.0, True, ENGLISH) == (
        "Every plan is verified. Projects may be built in part. No plan for these futures is better, by what was asked "
        "for."
    )
    assert "better by more than 0.100% of its cost" in statement(False, 0.001, True, ENGLISH)
    assert statement(False, 0.0, False, ENGLISH).endswith("what stands here was found before.")


def test_measures_in_words() -> None:
    assert measure_words("cvar", 0.8, 1.0, ENGLISH).endswith("dearest futures that are together 20.0% likely")
    assert measure_words("mix", 0.8, 0.3, ENGLISH).startswith("70.0% of the average cost over all futures and 30.0% of")


def test_nothing_to_decide() -> None:
    """Without the bridge nothing opens, and of two plans the calm future's is not regretted."""
    said = told(decided(one_bridge(), path=BUSY))
    assert said["Decide now"] == "Nothing but what the case has decided opens until 2025."
    assert said["May wait"] == "Nothing opens after 2025: no later decision is open."
    assert "costs most in busy (The cargo comes): 7,990.0 MUSD more" in said["Regret"]
    assert "would cost 1,001.0 MUSD more on average" in said["Value of planning for all futures"]
    assert "What was asked for" not in said


def test_no_regret() -> None:
    """Futures that are alike have one best plan."""
    alike = replace(one_bridge(), scenario_changes=table("scenario_changes", []))
    said = told(decided(alike, path=CALM))
    assert said["Regret"] == "In every future it costs no more than that future's own best plan."
    assert said["Decide now"].startswith("1 project opens until 2025, alike in every future that leaves it open then")


def test_what_cannot_be_carried_out_is_said_in_its_rows() -> None:
    shown = show.shown_of(decided(four_futures(), path=BUSY), {})
    assert "Not in poor: the plan of busy alone" in dict(answers(shown))["Cannot be carried out"]
    frame = standing_table(shown).frame
    (row,) = frame[(frame["kind"] == "path") & (frame["future"] == "poor")].to_dict("records")
    assert row["possible"] == "no: no plan keeps its decisions there"
    assert row["objective_musd"] != row["objective_musd"]


def test_decide_now_by_hand() -> None:
    """The gate, 100 MUSD, in all four futures, which all would build it themselves."""
    (row,) = now_table(show.shown_of(decided(four_futures()), {})).frame.to_dict("records")
    assert (row["project"], row["name"], row["opening_year"], row["share"]) == ("gate", "The gate", 2025, 1)
    assert (row["capex_musd"], row["futures"], row["best_futures"], row["of"]) == (100, 4, 4, 4)
