"""The page of a case with 100,000 routes: what it leaves out is said, and everything on it still works."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from planner.show.page import page_html, page_sources
from tests.show.page.browser.opening import Opened
from tests.show.page.large import ring, ring_plan
from tests.show.page.pages import page_of
from tests.show.plans import results

pytestmark = pytest.mark.browser


def test_hundred_thousand_routes_are_shown(browser: Browser, tmp_path: Path) -> None:
    network = ring(1500, kinds=20, corridors=12)
    target = tmp_path / "large.html"
    target.write_text(page_html(page_of(results(network, ring_plan(network, 100_000))), page_sources()), "utf-8")
    with Opened(browser, target) as opened:
        assert opened.page.evaluate("maps[0].links.size") == 1500
        assert "Tables of which only the first rows are here: Routes." in opened.text("#notes")
        years = [str(year) for year in opened.data("years")]
        opened.year(int(years[0]))
        opened.page.click("#year-after")
        assert opened.text("#year-shown") == years[1]
        for tab in opened.tabs:
            opened.show(tab)
            assert opened.find(f"#panel-{tab}").is_visible()
        tables = opened.data("plans[0].tables")
        routes = next(place for place, table in enumerate(tables) if table["name"] == "routes")
        opened.find("#panel-tables select").select_option(index=routes)
        assert opened.text("#panel-tables .data-table .count").endswith(f"of {tables[routes]['rows']:,}")
        assert "all of them stand in a.routes.csv" in opened.text("#panel-tables")
