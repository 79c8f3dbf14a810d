"""Names from a workbook are text on the page, whatever they look like; the page reaches for nothing."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from models.case import Case
from planner.read.writing import write_workbook
from tests.networks import cargo, case, effect, link, node, project
from tests.show.page.browser.opening import Opened
from tests.show.page.browser.reports import Report, planner, report_of

pytestmark = pytest.mark.browser

HOSTILE = {
    "image": "<img src=x onerror=alert(1)>",
    "script": "</script><script>alert(2)</script>",
    "quotes": "\"'`&amp;<!--",
    "template": "{{data}} ${alert(3)} {year}",
    "link": "javascript:alert(4)",
}


def test_a_page_can_be_mailed(single: Report, double: Report) -> None:
    for report in (single, double):
        assert report.page.stat().st_size < 2 * 1024 * 1024


def hostile() -> Case:
    """A line of places whose names, like those of all else, try to become more than text."""
    names = list(HOSTILE.values())
    places = [
        dict(node(name, "KZ" if name in "bc" else "CN"), name=names[number], lat=40.0 + number, lon=60.0 + 5 * number)
        for number, name in enumerate("abcd")
    ]
    return case(
        {"title": names[1] + names[2], "case": "hostile"},
        nodes=places,
        links=[link("a-b", 1, 5), link("b-c", 1, 5, mode="rail"), link("c-d", 1, 5)],
        commodities=[{"id": names[0], "value_of_time_usd_per_t_day": 0.0}],
        demand=[cargo("d1", "a-d", 7, commodity=names[0]), cargo("d2", "b-d", 1, commodity=names[0])],
        projects=[dict(project("p1", 10.0, divisible=True), name=names[1], status=names[2])],
        project_effects=[effect("p1", "b-c", 1.0)],
        corridors=[{"id": "c1", "name": names[1]}, {"id": "c2", "name": names[3], "role": "total"}],
        corridor_gateways=[{"corridor": "c1", "asset": "b-c"}],
    )


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write_workbook(hostile(), folder / "case.xlsx")
    planner("solve", str(folder / "case.xlsx"), "--out", str(folder / "plan.xlsx"))
    return report_of(folder / "plan.xlsx", folder / "page.html")


def test_names_stay_text(browser: Browser, attacked: Path) -> None:
    with Opened(browser, attacked) as opened:
        assert opened.text("h1").startswith("</script><script>alert(2)</script>")
        for tab in opened.tabs:
            opened.show(tab)
        assert opened.page.evaluate("document.querySelectorAll('img, iframe, object, embed, base, form').length") == 0
        assert opened.page.evaluate("document.scripts.length") == 2
        shown = opened.page.evaluate("document.body.textContent")
        names = [place["name"] for place in opened.data("nodes")]
        assert {HOSTILE["image"], HOSTILE["script"], HOSTILE["quotes"]} <= set(names)
        opened.show("projects")
        assert HOSTILE["script"] in (opened.find("#panel-projects").text_content() or "")
        assert HOSTILE["image"] in shown


def test_tooltips_stay_text(browser: Browser, attacked: Path) -> None:
    with Opened(browser, attacked) as opened:
        opened.find(".hit").first.focus()
        opened.page.keyboard.press("ArrowRight")
        opened.page.keyboard.press("ArrowLeft")
        assert "<" in opened.text("#tip")
        assert opened.find("#tip img").count() == 0


def test_only_its_own_script_runs(browser: Browser, single: Report, scratch: Path) -> None:
    """What is added to the file, in an element, an attribute or a style, is refused by its policy."""
    added = "<script>document.title = 'taken'</script><p onclick='1' style='color: red' id='added'>x</p>"
    page = scratch / "page.html"
    page.write_text(single.page.read_text("utf-8").replace("</main>", f"{added}</main>"), "utf-8")
    opened = Opened(browser, page)
    try:
        assert opened.page.title() != "taken"
        assert opened.page.evaluate("getComputedStyle(byId('added')).color") != "rgb(255, 0, 0)"
        assert len([line for line in opened.told if "Content Security Policy" in line]) >= 2
    finally:
        opened.context.close()


def test_the_page_cannot_reach_the_network(opened: Opened) -> None:
    refused = opened.page.evaluate("fetch('https://example.org').then(() => 'reached', () => 'refused')")
    assert refused == "refused"
    opened.told.clear()
    opened.asked[1:] = [url for url in opened.asked[1:] if "example.org" not in url]


def test_the_file_names_no_other_place(single: Report) -> None:
    text = unescape(single.page.read_text("utf-8"))
    assert "http://www.w3.org/2000/svg" in text
    assert [part[:40] for part in text.split("src=")[1:]] == []
    assert "default-src 'none'" in text
    assert "unsafe" not in text.split("</head>")[0]
