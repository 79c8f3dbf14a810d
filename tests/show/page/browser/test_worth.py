"""What projects are worth and what the cargo emits, on a page: figures, access, print, two plans."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from planner.read.writing import write_folder
from tests.networks import project
from tests.show.page.browser.opening import Opened, number
from tests.show.page.browser.reports import planner, report_of
from tests.show.page.browser.test_access import CUT, OUTSIDE, SMALL, violations
from tests.study.appraise.cases import cut, short_cut

pytestmark = pytest.mark.browser

NPV = -6 + 7 / 1.1 + 11.8 / 1.21
"""Of the short cut at 10 %, by hand in tests/study/appraise."""


@pytest.fixture(name="pages", scope="module")
def _pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page in each language, and one of two plans of which the second is not appraised."""
    folder = tmp_path_factory.mktemp("worth")
    given = short_cut(
        modes=[{"id": "rail", "name": "Railway", "emission_g_per_tkm": 20.0}],
        carbon=[{"year": 2027, "cap_mt": 0.001}],
        projects=[cut(), project("dear", 50, earliest_year=2026, lifetime_years=10)],
    )
    write_folder(given, folder / "roads")
    planner("solve", str(folder / "roads"), "--appraise", "--out", str(folder / "plan.xlsx"))
    planner("solve", str(folder / "roads"), "--out", str(folder / "plain.xlsx"))
    found = {name: report_of(folder / "plan.xlsx", folder / f"{name}.html", language=name) for name in ("en", "ru")}
    both = report_of(folder / "plan.xlsx", folder / "plain.xlsx", folder / "both.html")
    return found | {"both": both, "plain": report_of(folder / "plain.xlsx", folder / "only.html")}


def test_projects_are_shown_with_their_figures(browser: Browser, pages: dict[str, Path]) -> None:
    with Opened(browser, pages["en"]) as opened:
        opened.show("worth")
        names = opened.texts("#panel-worth tbody th")
        assert names == ["The programme", "cut", "dear"]
        assert number(opened.text("#panel-worth tbody tr:nth-child(2) td:nth-child(4)")) == pytest.approx(NPV, abs=0.05)
        bar = opened.find("#panel-worth [data-project=cut]")
        assert bar.get_attribute("aria-label") == f"cut: net present value {NPV:.1f} MUSD"
        assert bar.locator("rect:not(.reach)").count() == 4
        bar.hover()
        expect(opened.find("#tip")).to_contain_text("Transport and transfer")
        opened.find("#panel-worth .column").first.focus()
        opened.page.keyboard.press("ArrowDown")
        expect(opened.find("#panel-worth [data-project=dear]")).to_be_focused()


def test_emissions_are_shown_by_year_and_of_a_tonne_kilometre(browser: Browser, pages: dict[str, Path]) -> None:
    """2 Mt over 1 km at 20 g/tkm: 0.04 kt a year."""
    with Opened(browser, pages["en"]) as opened:
        opened.show("carbon")
        columns = opened.find("#panel-carbon .column")
        assert [columns.nth(at).get_attribute("aria-label") for at in range(3)] == [
            f"{year}: 0.0400 kt CO2e" for year in (2025, 2026, 2027)
        ]
        columns.nth(2).hover()
        expect(opened.find("#tip")).to_contain_text("20.0 g")
        columns.nth(2).click()
        assert opened.text("#year-shown") == "2027"
        assert opened.find("#panel-carbon .stack > svg path.target").count() == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en", "ru", "both"])
def test_axe_finds_nothing(browser: Browser, pages: dict[str, Path], name: str, theme: Any) -> None:
    with Opened(browser, pages[name], theme=theme) as opened:
        assert violations(opened) == []


@pytest.mark.parametrize("name", ["en", "ru", "both"])
def test_no_screen_is_too_narrow(browser: Browser, pages: dict[str, Path], name: str) -> None:
    for width, height in ((390, 844), (1280, 720)):
        with Opened(browser, pages[name], size=(width, height)) as opened:
            for tab in ("worth", "carbon"):
                opened.show(tab)
                assert opened.width() <= width, tab
                assert opened.page.evaluate(CUT) == [], tab
                assert opened.page.evaluate(SMALL) == [], tab
                assert opened.page.evaluate(OUTSIDE, ".chart text") == [], tab


def test_of_two_plans_the_difference_is_shown_and_what_one_lacks_is_said(
    browser: Browser, pages: dict[str, Path]
) -> None:
    with Opened(browser, pages["both"]) as opened:
        opened.show("worth")
        assert "has no appraisal" in opened.text("#panel-worth")
        opened.page.check("#view input[value=difference]")
        assert opened.find("#panel-worth tbody tr").count() == 3


def test_a_page_without_either_has_no_tab_of_it(browser: Browser, pages: dict[str, Path]) -> None:
    with Opened(browser, pages["plain"]) as opened:
        assert opened.find("#tab-worth, #panel-worth").count() == 0
        assert opened.find("#tab-carbon").count() == 1


def test_it_is_printed(browser: Browser, pages: dict[str, Path], scratch: Path) -> None:
    with Opened(browser, pages["en"]) as opened:
        opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        opened.page.emulate_media(media="print")
        for panel in ("worth", "carbon"):
            assert opened.find(f"#panel-{panel} .chart").first.is_visible()
        opened.page.pdf(path=scratch / "page.pdf", prefer_css_page_size=True)
        assert (scratch / "page.pdf").stat().st_size < 2_000_000
