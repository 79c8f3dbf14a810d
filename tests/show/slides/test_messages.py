"""The title of every slide is what it says, with figures of the workbook, and true in every case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from models.case import Case
from models.verify import verify
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.slides.files import draw_pages
from planner.show.slides.look import drawing
from planner.show.texts import Language, Words
from tests.models.verify.plans import plan
from tests.networks import cargo, case, effect, link, node, project
from tests.show.slides.test_slides import crowded, pages_of, said, small
from tests.show.texts.listening import results_of

NO_FIGURE = re.compile(r"^1 Mt a year|^\d+ projects? opens?| by \d{4}\b| \(\d+ of \d+\)$|\b(in|up to) \d{4}\b")
"""Years, pages, and how many: no figures of a table."""


def titles(results: Results) -> dict[str, str]:
    with drawing():
        return {page.name: said(page)[1] for page in draw_pages(results)}


def figures(title: str) -> list[str]:
    """The figures of an English title, without what follows a colon: a name."""
    told = title if "penalties beside" in title or "capital cost" in title else title.partition(": ")[0]
    return re.findall(r"\d[\d,]*(?:\.\d+)?%?", NO_FIGURE.sub("", told))


def written(results: Results) -> set[str]:
    """Every number of the workbook as a sentence may round it."""
    found: set[str] = set()
    for value in _numbers(results):
        found |= {f"{value:,.{digits}f}" for digits in (0, 1, 3)} | {f"{100 * value:.0f}%"}
    return found


def _numbers(results: Results) -> Iterator[float]:
    for sheet in results.sheets:
        for table in sheet.tables:
            for name in table.columns:
                yield from (float(cell) for cell in table.frame[name].tolist() if isinstance(cell, int | float))


@pytest.mark.parametrize("name", ["divisible", "whole", "small", "ridge", "crowded"])
def test_every_figure_of_a_title_stands_in_a_table(name: str) -> None:
    results = {"ridge": small, "crowded": crowded}.get(name, lambda: results_of(name, Words("en")))()
    stands, told = written(results), titles(results)
    for page, title in told.items():
        assert figures(title), (page, title)
        assert set(figures(title)) <= stands, (page, title)


def test_the_titles_of_the_ridge() -> None:
    """2026: 6 Mt of transit and 1 Mt of export; 5 Mt over the ridge, the target; 1 Mt around. One project, 100 MUSD."""
    assert titles(small()) == {
        "summary": "All 7.0 Mt of cargo move in 2026",
        "corridors": "Home transit of 5.0 Mt reaches the target of 5.0 Mt in 2026; 1.0 Mt takes a bypass",
        "corridors-each": "Most in 2026, 5.2 Mt: East",
        "timeline": "1 project opens by 2026: 100 MUSD of capital cost",
        "utilisation": "Fullest over the years, 100% in 2026: a to b, rail",
        "bottlenecks": "1 Mt a year more saves most, 29.0 MUSD: a to b, rail",
        "budget": "The budget spends 50.0 MUSD of 65.0 MUSD up to 2026",
        "investment": "Projects that open cost 100 MUSD; most falls in 2025, 100 MUSD",
        "costs": "The plan costs 122 MUSD in 2026; no penalties come on top",
    }


def one_year(**tables: Any) -> Case:
    return case(nodes=[node("a"), node("b")], links=[link("a-b")], demand=[cargo("d", "a-b", 2.0)], **tables)


def shown(network: Case, mt: float, opened: list[tuple[str, int, float]], unmet: float = 0.0) -> dict[str, str]:
    routes = [("d", 2025, "a-b", mt)] if mt else []
    solution = plan(network, routes, opened, unmet={("d", 2025): unmet} if unmet else {})
    return titles(result_tables(network, solution, verify(network, solution), RunInfo("case.xlsx")))


def test_one_year_without_projects_and_targets() -> None:
    """2 Mt at 1 USD/t. Nothing opens, so no slide speaks of projects, their money or a target."""
    told = shown(one_year(), 2.0, [])
    assert told["summary"] == "All 2.0 Mt of cargo move in 2025"
    assert told["corridors"] == "Home transit is 2.0 Mt in 2025"
    assert told["costs"] == "The plan costs 2.0 MUSD in 2025; no penalties come on top"
    assert not {"timeline", "investment", "budget", "corridors-each"} & set(told)


def test_what_stays_behind_and_its_penalty() -> None:
    """1.5 of 2 Mt move for 1.5 MUSD; half a Mt at 1000 USD/t of penalty is 500 MUSD, which is not real money."""
    told = shown(one_year(), 1.5, [], unmet=0.5)
    assert told["summary"] == "1.5 Mt of 2.0 Mt move in 2025; 0.500 Mt stay behind"
    assert told["costs"] == "The plan costs 1.5 MUSD in 2025; penalties beside it: 500 MUSD"


def test_where_nothing_moves() -> None:
    told = shown(one_year(), 0.0, [], unmet=2.0)
    assert told["summary"] == "0.0 Mt of 2.0 Mt move in 2025; 2.0 Mt stay behind"
    assert told["corridors"] == "Home transit is 0.0 Mt in 2025"


def test_a_target_that_is_missed() -> None:
    """2 of 3 Mt; a project for 7 MUSD opens, which no budget pays for: none is given."""
    network = one_year(
        corridors=[{"id": "all", "role": "total"}],
        corridor_gateways=[{"corridor": "all", "asset": "a-b"}],
        targets=[{"year": 2025, "metric": "transit_total_mt", "value": 3.0, "basis": "seed"}],
        projects=[project("p", 7.0)],
        project_effects=[effect("p", "a-b", 1.0)],
    )
    told = shown(network, 2.0, [("p", 2025, 1.0)])
    assert told["corridors"] == "Home transit reaches 2.0 Mt of a target of 3.0 Mt in 2025"
    assert told["timeline"] == "1 project opens by 2025: 7.0 MUSD of capital cost"
    assert told["budget"] == "The budget spends 7.0 MUSD up to 2025"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_a_slide_is_about_stands_above_its_title(language: Language) -> None:
    topics = {page.name: said(page)[0].partition(" · ")[0] for page in pages_of("small", language)}
    words = Words(language)
    assert topics["costs"] == words.say("What the plan costs")
    assert topics["bottlenecks"] == words.say("Bottlenecks: where more capacity saves most")
