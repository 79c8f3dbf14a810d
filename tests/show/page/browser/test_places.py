"""Charts kept as files, what comes into a place, widths of all traffic, tables that show every year."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.show.page.browser.opening import Opened
from tests.show.page.browser.reports import Report

pytestmark = pytest.mark.browser


def saved(page: Opened, selector: str) -> bytes:
    """What a click on the first such button keeps."""
    with page.page.expect_download() as download:
        page.page.locator(selector).first.click()
    return Path(download.value.path()).read_bytes()


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("tab", ["map", "corridors", "journeys"])
def test_charts_are_kept_as_pictures(opened: Opened, tab: str) -> None:
    opened.show(tab)
    picture = saved(opened, f"#panel-{tab} [data-save=png]")
    assert picture.startswith(b"\x89PNG")
    assert int.from_bytes(picture[16:20], "big") > 1000


def test_a_chart_is_kept_with_the_numbers_of_its_sheet(opened: Opened) -> None:
    opened.show("corridors")
    heads, *rows = cells(saved(opened, "#panel-corridors [data-save=csv]"))
    table = next(one for one in opened.data("plans[0].tables") if one["name"] == "home_transit_by_corridor")
    assert len(heads) == len(table["columns"])
    for place, column in enumerate(table["columns"]):
        assert [float(row[place]) if row[place] else None for row in rows] == column["values"]


def test_what_comes_into_a_place_and_goes_out(opened: Opened) -> None:
    """The sums of the links that touch it, both directions."""
    opened.page.evaluate("choose({place: data.nodes.findIndex((node) => node.id === 'dostyk')})")
    year = opened.page.evaluate("state.year")
    assets, flows, nodes = opened.data("assets"), opened.data("plans[0].assets"), opened.data("nodes")
    node = next(number for number, one in enumerate(nodes) if one["id"] == "dostyk")

    def mt(name: str, asset: int) -> Any:
        return (flows[name][asset] or [0.0] * 99)[year] or 0.0

    links = [(number, one) for number, one in enumerate(assets) if one["kind"] == "link"]
    into = sum(mt("there", n) for n, one in links if one["to"] == node)
    into += sum(mt("back", n) for n, one in links if one["from"] == node)
    assert into > 0
    assert f"{into:.1f} Mt come in" in opened.text("#place caption")
    opened.page.click("#place button:has-text('Close')")
    assert opened.find("#place table").count() == 0


def test_widths_show_all_traffic(opened: Opened) -> None:
    """With other traffic more lines are drawn, and the address keeps the choice."""
    lines = opened.find("#panel-map .map .line:not(.gone)")
    before = lines.count()
    opened.page.check("#panel-map input[value=all]")
    assert lines.count() > before
    assert "traffic=all" in opened.page.url


def test_the_home_country_is_tinted_and_named(opened: Opened) -> None:
    assert opened.find(".home-name").text_content() == "Kazakhstan"
    assert opened.find("#panel-map path.home").count() == 1


def test_every_year_stands_on_a_screen(browser: Browser, single: Report, double: Report) -> None:
    """At 1280 dots neither key figures nor timelines side by side have to be scrolled."""
    for report, place, box in ((single, "tab=tables", "#panel-tables"), (double, "tab=projects", "#panel-projects")):
        with Opened(browser, report.page, place, size=(1280, 800)) as page:
            hidden = f"[...document.querySelectorAll('{box} .scroll')].map((one) => one.scrollWidth - one.clientWidth)"
            assert max(page.page.evaluate(hidden)) <= 0
