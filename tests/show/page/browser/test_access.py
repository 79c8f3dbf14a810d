"""The page can be used by everybody: axe-core, keyboard, small screens, large letters, both languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.show.page.browser.opening import TABS, Opened
from tests.show.page.browser.reports import Report

pytestmark = pytest.mark.browser

SCREENS = {
    "phone": (390, 844),
    "tablet": (768, 1024),
    "laptop": (1280, 720),
    "office": (1920, 1080),
    "laptop at 200 %": (640, 360),
}

ALL_SHOWN = """() => {
  for (const panel of document.querySelectorAll(".panel")) panel.classList.add("chosen");
  for (const name of TABS) { stale.add(name); drawTab(name); }
}"""

CUT = """() => [...document.querySelectorAll("button, summary, .tile, .count, h1, h2, h3, .legend li, .legend-row li")]
  .filter((one) => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""

SMALL = """() => [...document.querySelectorAll("button, select, input:not([type=radio]), summary, #view label")]
  .filter((one) => one.checkVisibility())
  .filter((one) => { const box = one.getBoundingClientRect(); return box.width < 18 || box.height < 18
    || (box.height < 24 && !one.closest("label")); })
  .map((one) => one.outerHTML.slice(0, 120))"""

OVERLAPS = """(selector) => {
  const texts = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const boxes = texts.map((one) => [one.textContent, one.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  return boxes.flatMap(([name, box], at) => boxes.slice(at + 1).filter(([, other]) => meet(box, other))
    .map(([other]) => `${name} / ${other}`));
}"""

OUTSIDE = """(selector) => [...document.querySelectorAll(selector)].filter((one) => {
  if (!one.checkVisibility()) return false;
  const box = one.getBoundingClientRect(), frame = one.ownerSVGElement.getBoundingClientRect();
  return box.left < frame.left - 1 || box.right > frame.right + 1;
}).map((one) => one.textContent)"""


def violations(opened: Opened) -> list[Any]:
    opened.page.evaluate(ALL_SHOWN)
    found = Axe().run(opened.page).response["violations"]
    return [(rule["id"], rule["nodes"][0]["html"][:200], len(rule["nodes"])) for rule in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing_on_a_page_of_one_plan(browser: Browser, single: Report, language: str, theme: Any) -> None:
    with Opened(browser, single.page_in(language), theme=theme) as opened:
        assert violations(opened) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["side", "difference"])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_axe_finds_nothing_on_a_page_of_two_plans(
    browser: Browser, double: Report, language: str, view: str, theme: Any
) -> None:
    with Opened(browser, double.page_in(language), f"view={view}&year=2029", theme=theme) as opened:
        assert violations(opened) == []


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_screen_is_too_narrow(
    browser: Browser, single: Report, double: Report, language: str, screen: str, scratch: Path
) -> None:
    width, height = SCREENS[screen]
    for report in (single, double):
        with Opened(browser, report.page_in(language), size=(width, height)) as opened:
            for tab in opened.tabs:
                opened.show(tab)
                opened.page.screenshot(path=scratch / f"{language}-{width}-{tab}.png", full_page=True)
                assert opened.width() <= width, tab
                assert opened.page.evaluate(CUT) == [], tab
                assert opened.page.evaluate(SMALL) == [], tab
                assert opened.page.evaluate(OUTSIDE, ".chart text, .names text") == [], tab
                if report is single:
                    assert opened.page.evaluate(OVERLAPS, ".names text") == [], tab
    assert len(list(scratch.glob("*.png"))) > len(TABS)


def test_names_in_the_charts_do_not_meet(opened: Opened) -> None:
    for tab, selector in (("corridors", ".stack text"), ("journeys", ".sankey text")):
        opened.show(tab)
        for year in (2025, 2029, 2035):
            opened.year(year)
            assert opened.page.evaluate(OVERLAPS, selector) == []


def test_keyboard_reaches_everything_and_is_seen(opened: Opened) -> None:
    """From the skip link on; each group of links, terminals or columns is one stop."""
    stops = []
    opened.page.keyboard.press("Tab")
    expect(opened.find(".skip")).to_be_focused()
    for _ in range(40):
        stop, shown = opened.page.evaluate(
            """() => { const one = document.activeElement, look = getComputedStyle(one);
            return [one.id || one.className.baseVal || one.className || one.tagName,
              look.outlineStyle !== "none" || Number(look.strokeOpacity) * parseFloat(look.strokeWidth) > 3]; }"""
        )
        if stop == "BODY":
            break
        assert shown, stop
        stops.append(stop)
        opened.page.keyboard.press("Tab")
    for wanted in ("skip", "theme", "print", "play", "year", "year-after", "SUMMARY", "tab-map", "map-frame", "hit"):
        assert wanted in stops, stops
    assert stops.count("hit") == 1


def test_skip_link_leads_to_the_results(opened: Opened) -> None:
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Enter")
    expect(opened.find("main")).to_be_focused()
    assert opened.text("#year-shown") == "2029"
