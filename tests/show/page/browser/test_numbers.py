"""What the page shows is what `planner solve --json` prints."""

from __future__ import annotations

from typing import Any

import pytest

from tests.show.page.browser.opening import Opened, number, share_shown
from tests.show.page.browser.reports import Report

pytestmark = pytest.mark.browser

YEARS = (2025, 2029, 2035)

FIFTEEN_DIGITS = 1e-14
"""A workbook keeps no more."""


@pytest.mark.parametrize("year", YEARS)
def test_key_figures_of_a_year(opened: Opened, single: Report, year: int) -> None:
    opened.year(year)
    solved = single.solved["years"][str(year)]
    figures = opened.data("plans[0].kpis")
    compared = [figure for figure in figures if figure["id"] in solved]
    assert len(compared) >= 6
    for figure in compared:
        shown = number(opened.text(f"[data-figure={figure['id']}] .figure"))
        digits = figure["digits"]
        expected = solved[figure["id"]] * (100 if figure["unit"] == "share" else 1)
        assert shown == pytest.approx(expected, abs=0.5001 * 10**-digits), figure["id"]


def test_the_data_of_the_page_equal_the_json_to_fifteen_digits(opened: Opened, single: Report) -> None:
    plan, years = opened.data("plans[0]"), opened.data("years")
    assert years == [int(year) for year in single.solved["years"]]
    for name in ("objective_musd", "bound_musd", "gap", "real_cost_musd", "penalty_musd", "status", "relaxed"):
        told = single.solved[name]
        assert plan[name] == (pytest.approx(told, rel=FIFTEEN_DIGITS) if isinstance(told, float) else told), name
    for figure in plan["kpis"]:
        for position, year in enumerate(years):
            told = single.solved["years"][str(year)]
            if figure["id"] in told:
                shown = figure["values"][position]
                assert shown == pytest.approx(told[figure["id"]], rel=FIFTEEN_DIGITS, abs=1e-12), (figure["id"], year)
    corridors = opened.data("corridors")
    volumes = {corridors[entry["corridor"]]["id"]: entry["volume"] for entry in plan["corridors"]}
    for name, by_year in single.solved["corridors"].items():
        assert (volumes[name] or [0.0] * len(years)) == pytest.approx(
            list(by_year.values()), rel=FIFTEEN_DIGITS, abs=1e-12
        ), name


def test_projects_of_the_timeline(opened: Opened, single: Report) -> None:
    opened.show("projects")
    shown = {
        row.get_attribute("data-project"): row.locator("td.number").all_inner_texts()[:2]
        for row in opened.find(".gantt tbody tr").all()
    }
    openings: dict[str, list[Any]] = {}
    for project in single.solved["projects"]:
        openings.setdefault(project["id"], []).append(project)
    assert shown == {name: _built(several) for name, several in openings.items()}
    assert opened.text(".gantt caption").endswith(f": {len(openings)}")


def _built(openings: list[Any]) -> list[str]:
    """Years and share of a project as the timeline shows them."""
    years = sorted({opening["opening_year"] for opening in openings})
    share = sum(opening["share"] for opening in openings)
    return ["\u2013".join(str(year) for year in dict.fromkeys([years[0], years[-1]])), share_shown(share)]


def test_flow_of_a_link_is_the_sum_of_its_routes(opened: Opened) -> None:
    """The filters leave what they should: parts of a flow add up to all of it, in the data and on the map."""
    opened.year(2029)
    position = opened.data("years").index(2029)
    plan, assets = opened.data("plans[0]"), opened.data("assets")
    summed = [0.0] * len(assets)
    for asset, _, _, there, back in plan["flows"]:
        summed[asset] += (there or [0] * 99)[position] + (back or [0] * 99)[position]
    whole = [
        sum((plan["assets"][way][asset] or [0] * 99)[position] or 0 for way in ("there", "back"))
        for asset in range(len(assets))
    ]
    assert summed == pytest.approx(whole, abs=1e-3)
    widest = max(range(len(assets)), key=lambda asset: whole[asset] * (assets[asset]["kind"] == "link"))
    said = opened.find(f"[data-asset='{assets[widest]['id']}']").get_attribute("aria-label") or ""
    assert number(said.removeprefix(assets[widest]["name"])) == pytest.approx(whole[widest], abs=0.51)


def test_sankey_moves_what_the_plan_moves(opened: Opened, single: Report) -> None:
    opened.show("journeys")
    for year in YEARS:
        opened.year(year)
        told = single.solved["years"][str(year)]
        caption = opened.text("#panel-journeys figcaption").split(":")[-1]
        assert number(caption) == pytest.approx(told["moved_mt"] + told["unmet_mt"], abs=0.51)
