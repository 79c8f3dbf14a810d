"""Assets explained, with the arithmetic by hand."""

from __future__ import annotations

import pytest

from models.case import Case
from tests.known.projects import whole_or_part
from tests.known.ways import shared_limit, two_ways
from tests.networks import cargo, case, link, node
from tests.study.explain.asking import about_asset, exactly, sentences_about


@pytest.mark.parametrize("relaxed", [False, True])
def test_a_full_link(relaxed: bool) -> None:
    """10 of 15 Mt go direct at 1, the others at 3: a Mt more saves 2, a Mt less costs 2."""
    story = about_asset(two_ways()[0], "a-b", relaxed=relaxed)
    (row,) = story.values
    assert (row.more_saves_musd, row.less_costs_musd, row.utilisation) == (exactly(2), exactly(2), exactly(1))
    assert [(user.demand, user.mt, user.used) for user in story.users] == [("d", exactly(10), exactly(10))]
    assert (story.kind, story.unit, story.projects) == ("link", "Mt", "free" if relaxed else "as planned")


def test_where_a_price_says_nothing() -> None:
    """10 Mt on a capacity of 10: a Mt more is worth nothing, a Mt less costs 2, whatever the shadow price."""
    built = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 1, 10), link("a-c", 1), link("c-b", 2)],
        demand=[cargo("d", "a-b", 10)],
    )
    (row,) = about_asset(built, "a-b").values
    assert (row.more_saves_musd, row.less_costs_musd) == (0.0, exactly(2))


def test_projects_stay_as_planned_or_are_free() -> None:
    """The project of 8 adds 10 Mt to 10 for 15 Mt. Planned whole there is room: 0 either way.

    Divisible half of it is built; a Mt more saves a tenth of it, 0.8, and a Mt less costs 0.8.
    """
    (whole,) = about_asset(whole_or_part()[0], "a-b").values
    (free,) = about_asset(whole_or_part()[0], "a-b", relaxed=True).values
    assert (whole.capacity, whole.added, whole.use) == (20.0, 10.0, exactly(15))
    assert (whole.more_saves_musd, whole.less_costs_musd) == (0.0, 0.0)
    assert (free.more_saves_musd, free.less_costs_musd) == (exactly(0.8), exactly(0.8))


def test_values_are_money_of_their_year() -> None:
    """At 10 % a year: 2 MUSD of 2026 are 2 / 1.1 of the objective, and are told as 2. The change is of 2026 alone."""
    built = case(
        settings={"discount_rate": "0.1"},
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 1, 10), link("a-c", 1), link("c-b", 2)],
        demand=[cargo("d", "a-b", [5, 15])],
    )
    first, second = about_asset(built, "a-b").values
    assert (first.more_saves_musd, first.less_costs_musd) == (0.0, 0.0)
    assert (second.more_saves_musd, second.less_costs_musd) == (exactly(2), exactly(2))


def test_no_more_can_be_taken_than_there_is() -> None:
    """0.25 of 1 Mt is free beside other traffic: taking it leaves 2 Mt behind instead of 1.75, 250 - 0.25 dearer."""
    built = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 1, existing_load_mt=0.75)],
        demand=[cargo("d", "a-b", 2)],
    )
    (row,) = about_asset(built, "a-b").values
    assert (row.less, row.less_costs_musd, row.more_saves_musd) == (0.25, exactly(249.75), exactly(999))


def test_penalty_stands_apart_from_money() -> None:
    """A Mt more moves at 1 and is no longer left behind at 1000: 1 more of real money, 1000 less of penalty.

    Taking the 0.25 Mt that are free saves 0.25 of real money and costs 250 of penalty. In words the 999 stand nowhere.
    """
    built = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 1, existing_load_mt=0.75)],
        demand=[cargo("d", "a-b", 2)],
    )
    (row,) = about_asset(built, "a-b").values
    assert (row.more_saves_real_musd, row.more_saves_penalty_musd) == (exactly(-1), exactly(1000))
    assert (row.less_costs_real_musd, row.less_costs_penalty_musd) == (exactly(-0.25), exactly(250))
    said = " ".join(sentences_about(built, "a-b"))
    assert "saves -1.0 MUSD of real money and 1,000.0 MUSD of penalty" in said
    assert "999.0 MUSD" not in said


def test_a_shared_limit() -> None:
    """A ship carries half a Mt: 0.5 x (1000 - 1), in the only year, more or less."""
    story = about_asset(shared_limit()[0], "ships")
    year, every = story.values
    assert (year.use, year.more_saves_musd, every.year) == (exactly(12), None, None)
    assert (every.more_saves_musd, every.less_costs_musd) == (exactly(499.5), exactly(499.5))
    assert sum(user.used for user in story.users) == exactly(12)
    assert sum(user.mt for user in story.users) == exactly(6)


def test_an_unused_link_in_words() -> None:
    built: Case = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b"), {**link("a-b", 9), "id": "dear"}],
        demand=[cargo("d", "a-b", 1)],
    )
    words = " ".join(sentences_about(built, "dear"))
    assert "No cargo of the plan uses it." in words
    assert "in no year" in words
