"""Slider, play, filters, tabs, theme and address of the page."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, expect

from tests.show.page.browser.opening import Opened, number
from tests.show.page.browser.reports import Report

pytestmark = pytest.mark.browser


def address(opened: Opened) -> dict[str, list[str]]:
    return parse_qs(opened.page.url.partition("#")[2])


def widths(opened: Opened) -> dict[str, float]:
    """Width of the line of each asset that is drawn."""
    found: dict[str, float] = opened.page.evaluate(
        """Object.fromEntries([...maps[0].links].filter(([, {line}]) => !line.classList.contains("gone"))
        .map(([asset, {line}]) => [data.assets[asset].id, Number(line.getAttribute("stroke-width"))]))"""
    )
    return found


def test_slider_draws_another_year(opened: Opened) -> None:
    opened.year(2025)
    first = widths(opened)
    opened.year(2035)
    last = widths(opened)
    assert first != last
    assert sum(last.values()) > sum(first.values())
    assert address(opened)["year"] == ["2035"]
    assert opened.text("#announced").startswith("2035.")
    assert opened.find("#year").get_attribute("aria-valuetext") == "2035"
    assert opened.find("#year-after").is_disabled()


def test_buttons_step_through_the_years(opened: Opened) -> None:
    opened.year(2026)
    opened.page.click("#year-before")
    assert opened.text("#year-shown") == "2025"
    assert opened.find("#year-before").is_disabled()
    opened.page.click("#year-after")
    assert opened.text("#year-shown") == "2026"


def test_play_runs_to_the_last_year_and_stops(opened: Opened) -> None:
    opened.page.clock.install()
    opened.year(2033)
    opened.page.click("#play")
    expect(opened.find("#play")).to_have_attribute("aria-label", "Pause")
    opened.page.clock.run_for(1300)
    assert opened.text("#year-shown") == "2034"
    assert opened.text("#announced").startswith("2033.")
    opened.page.clock.run_for(1300)
    assert opened.text("#year-shown") == "2035"
    expect(opened.find("#play")).to_have_attribute("aria-label", "Play the years")
    assert opened.text("#announced").startswith("2035.")
    opened.page.click("#play")
    assert opened.text("#year-shown") == "2025"
    opened.page.click("#play")
    opened.page.clock.run_for(5000)
    assert opened.text("#year-shown") == "2025"


def test_reduced_motion_plays_slower(browser: Browser, single: Report) -> None:
    with Opened(browser, single.page, "year=2025", motion="reduce") as opened:
        opened.page.clock.install()
        opened.page.click("#play")
        opened.page.clock.run_for(1300)
        assert opened.text("#year-shown") == "2025"
        opened.page.clock.run_for(1300)
        assert opened.text("#year-shown") == "2026"


def test_filters_of_cargo_add_up(opened: Opened) -> None:
    """Every commodity alone: together they make the whole Sankey, and no map shows more than the whole one."""
    opened.show("journeys")
    caption = "#panel-journeys figcaption"
    whole = number(opened.text(caption).split(":")[-1])
    opened.page.click("[data-filter=commodities] summary")
    boxes = opened.find("[data-filter=commodities] input").all()
    parts = 0.0
    for box in boxes:
        opened.page.click("[data-filter=commodities] .filter-all button:last-child")
        box.check()
        if opened.find("#panel-journeys .band").count():
            parts += number(opened.text(caption).split(":")[-1])
    assert parts == pytest.approx(whole, abs=0.06 * len(boxes))
    assert opened.find("#filter-note").is_visible()
    opened.page.keyboard.press("Escape")
    opened.page.click("#clear")
    assert number(opened.text(caption).split(":")[-1]) == whole
    assert opened.find("#clear").is_hidden()


def test_filter_of_a_corridor_draws_less(opened: Opened) -> None:
    before = widths(opened)
    opened.page.click("[data-filter=corridors] summary")
    opened.page.click("[data-filter=corridors] .filter-all button:last-child")
    assert widths(opened) == {}
    opened.find("[data-filter=corridors] input").first.check()
    assert 0 < len(widths(opened)) < len(before)
    opened.page.click("h1")
    assert opened.find("[data-filter=corridors]").get_attribute("open") is None
    assert "all cargo" in opened.text(".legend")


def test_tabs_by_keyboard(opened: Opened) -> None:
    opened.find("#tab-map").focus()
    for tab in opened.tabs[1:]:
        opened.page.keyboard.press("ArrowRight")
        expect(opened.find(f"#tab-{tab}")).to_be_focused()
        expect(opened.find(f"#tab-{tab}")).to_have_attribute("aria-selected", "true")
        assert [name for name in opened.tabs if opened.find(f"#panel-{name}").is_visible()] == [tab]
    opened.page.keyboard.press("Home")
    assert address(opened)["tab"] == ["map"]


def test_an_address_brings_the_view_back(browser: Browser, opened: Opened, single: Report) -> None:
    opened.year(2031)
    opened.page.click("[data-filter=types] summary")
    opened.find("[data-filter=types] input").first.uncheck()
    opened.page.keyboard.press("Escape")
    opened.show("journeys")
    caption = opened.text("#panel-journeys figcaption")
    with Opened(browser, single.page, opened.page.url.partition("#")[2]) as again:
        assert again.text("#panel-journeys figcaption") == caption
        assert again.page.url == opened.page.url


@pytest.mark.parametrize("place", ["year=1812&tab=none&corridors=[", "%%%&year=2029&types=7", "corridors=null", "year"])
def test_a_broken_address_does_no_harm(browser: Browser, single: Report, place: str) -> None:
    with Opened(browser, single.page, place) as opened:
        assert opened.find("#panel-map").is_visible()
        assert len(widths(opened)) > 10


def test_theme_follows_the_system_until_chosen(browser: Browser, single: Report) -> None:
    with Opened(browser, single.page, theme="dark") as opened:
        root = opened.find("html")
        expect(root).to_have_attribute("data-theme", "dark")
        opened.page.click("#theme")
        expect(root).to_have_attribute("data-theme", "light")
        assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_zoom_and_pan_of_the_map(opened: Opened) -> None:
    ground = opened.find("#maps svg.map > g").first
    whole = ground.get_attribute("transform")
    opened.page.click(".map-buttons button:first-child")
    zoomed = ground.get_attribute("transform")
    assert zoomed != whole
    opened.find(".map-frame").focus()
    opened.page.keyboard.press("ArrowRight")
    assert ground.get_attribute("transform") != zoomed
    opened.page.keyboard.press("0")
    assert ground.get_attribute("transform") == whole
    opened.page.keyboard.press("+")
    assert ground.get_attribute("transform") == zoomed


def test_tooltip_on_hover_and_on_focus(opened: Opened) -> None:
    widest = max(widths(opened).items(), key=lambda entry: entry[1])[0]
    link = opened.find(f"[data-asset='{widest}']")
    link.focus()
    opened.page.keyboard.press("ArrowRight")
    opened.page.keyboard.press("ArrowLeft")
    expect(link).to_be_focused()
    assert "Utilisation" in opened.text("#tip")
    opened.page.keyboard.press("Escape")
    assert opened.find("#tip").is_hidden()
    link.hover(force=True, position=opened.page.evaluate(
        """(id) => { const path = document.querySelector(`[data-asset='${id}']`), box = path.getBoundingClientRect();
        const at = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
        return { x: at.x - box.x, y: at.y - box.y }; }""", widest))  # fmt: skip
    assert "Utilisation" in opened.text("#tip")
