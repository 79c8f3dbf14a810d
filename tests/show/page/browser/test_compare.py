"""Two plans on one page: side by side, and their difference."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.show.page.browser.opening import TABS, Opened, number, share_shown
from tests.show.page.browser.reports import Report

pytestmark = pytest.mark.browser


def test_side_by_side_shows_both(pair: Opened) -> None:
    labels = [plan["label"] for plan in pair.data("plans")]
    assert labels[0] != labels[1]
    for tab in TABS[:5]:
        pair.show(tab)
        assert pair.texts(f"#panel-{tab} .plan-title") == labels
    pair.show("map")
    frames = pair.find(".map-frame")
    assert frames.count() == 2
    pair.page.click(".map-buttons button:first-child >> nth=0")
    moved = [pair.find("svg.map").nth(plan).locator("> g").first.get_attribute("transform") for plan in (0, 1)]
    assert moved[0] == moved[1]


def test_key_figures_and_their_difference(pair: Opened, double: Report) -> None:
    pair.year(2029)
    for figure in ("home_transit_mt", "spent_musd"):
        tile = f"[data-figure={figure}]"
        base, other = (number(text) for text in pair.texts(f"{tile} .value"))
        told = [solved["years"]["2029"][figure] for solved in (double.solved, double.other)]
        assert [base, other] == pytest.approx(told, abs=0.51)
        change = number(pair.text(f"{tile} .change").splitlines()[-1])
        assert change == pytest.approx(told[1] - told[0], abs=0.51)


def test_difference_map_draws_changes_with_their_sign(pair: Opened) -> None:
    pair.page.check("input[value=difference]")
    years = pair.data("years")
    flow = np.array([_flows(plan, len(years)) for plan in pair.data("plans")])
    position = int(np.abs(flow[1] - flow[0]).sum(axis=0).argmax())
    pair.year(years[position])
    drawn = pair.page.evaluate(
        """[...maps[0].links].filter(([, {line}]) => !line.classList.contains("gone"))
        .map(([asset, {line}]) => [asset, line.classList.contains("more") ? 1 : -1])"""
    )
    assert len(drawn) > 3
    for asset, sign in drawn:
        assert sign * (flow[1] - flow[0])[asset, position] > 0
    assert "less, dashed" in pair.text(".legend")


def test_difference_tables(pair: Opened, double: Report) -> None:
    pair.page.check("input[value=difference]")
    expect(pair.find(".map-frame")).to_have_count(1)
    for tab in TABS[:5]:
        pair.show(tab)
        assert pair.find(f"#panel-{tab} caption").count() >= 1
    pair.show("projects")
    differ = {name for name, _, _ in _openings(double.solved) ^ _openings(double.other)}
    assert pair.text("#panel-projects caption").endswith(f": {len(differ)}")


def _flows(plan: Any, years: int) -> list[list[float]]:
    """Mt of a plan by asset and year, both directions."""
    both = zip(plan["assets"]["there"], plan["assets"]["back"], strict=True)
    return [[(there or 0) + (back or 0) for there, back in zip(*(way or [0] * years for way in ways), strict=True)]
            for ways in both]  # fmt: skip


def _openings(solved: Any) -> set[tuple[str, int, str]]:
    """Openings as far as the page tells them apart."""
    return {(entry["id"], entry["opening_year"], share_shown(entry["share"])) for entry in solved["projects"]}


def test_the_view_is_in_the_address(pair: Opened) -> None:
    pair.page.check("input[value=difference]")
    assert "view=difference" in pair.page.url
    pair.page.evaluate("location.hash = location.hash.replace('difference', 'side')")
    expect(pair.find(".map-frame")).to_have_count(2)
