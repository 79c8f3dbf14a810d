"""Tables of the page: search, order, pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.show.page.browser.opening import Opened, number

pytestmark = pytest.mark.browser

TABLE = "#panel-tables .data-table"


def longest(opened: Opened) -> int:
    """Open the tab of tables at the longest one; its number."""
    opened.show("tables")
    rows = [table["rows"] for table in opened.data("plans[0].tables")]
    position = rows.index(max(rows))
    opened.find("#panel-tables select").select_option(index=position)
    return position


def test_every_table_is_shown_with_all_its_rows(opened: Opened) -> None:
    opened.show("tables")
    tables = opened.data("plans[0].tables")
    assert len(tables) >= 5
    for position, table in enumerate(tables):
        opened.find("#panel-tables select").select_option(index=position)
        assert opened.text(f"{TABLE} caption") == table["title"]
        assert opened.find(f"{TABLE} thead th[scope=col]").count() == len(table["columns"])
        assert opened.find(f"{TABLE} tbody tr").count() == min(50, table["rows"])
        assert opened.text(f"{TABLE} .count").endswith(f"of {table['rows']:,}")


def test_pages(opened: Opened) -> None:
    longest(opened)
    before, after = opened.find(f"{TABLE} .pager button").all()
    first = opened.texts(f"{TABLE} tbody tr")
    assert before.is_disabled()
    after.click()
    assert opened.texts(f"{TABLE} tbody tr") != first
    assert opened.text(f"{TABLE} .count").startswith("Rows 51 to")
    before.click()
    assert opened.texts(f"{TABLE} tbody tr") == first
    expect(after).to_be_focused()


def test_order_by_a_number(opened: Opened) -> None:
    """The largest first, then the smallest; blanks last both times."""
    table = opened.data("plans[0].tables")[longest(opened)]
    position = next(place for place, column in enumerate(table["columns"]) if column["kind"] == "number")
    known = sorted(value for value in table["columns"][position]["values"] if value is not None)
    head = opened.find(f"{TABLE} thead th").nth(position)
    cell = f"{TABLE} tbody tr:first-child > :nth-child({position + 1})"
    for order, extreme in (("descending", known[-1]), ("ascending", known[0])):
        head.get_by_role("button").click()
        expect(head).to_have_attribute("aria-sort", order)
        factor = 100 if table["columns"][position]["unit"] == "share" else 1
        assert number(opened.text(cell)) == pytest.approx(extreme * factor, abs=0.51)


def test_search_finds_rows_with_the_words(opened: Opened) -> None:
    table = opened.data("plans[0].tables")[longest(opened)]
    wanted = opened.text(f"{TABLE} tbody tr:first-child th").upper()
    opened.find(f"{TABLE} input[type=search]").fill(wanted)
    rows = opened.texts(f"{TABLE} tbody tr")
    assert rows
    assert all(wanted.lower() in row.lower() for row in rows)
    assert len(rows) < table["rows"]
    opened.find(f"{TABLE} input[type=search]").fill("no row has this")
    assert opened.text(f"{TABLE} .count") == "Rows 0 to 0 of 0"


def test_bottlenecks_follow_the_year(opened: Opened) -> None:
    opened.show("bottlenecks")
    opened.year(2025)
    first = opened.texts("#panel-bottlenecks tbody tr")
    opened.year(2035)
    assert opened.texts("#panel-bottlenecks tbody tr") != first
    plan, assets = opened.data("plans[0]"), opened.data("assets")
    last = len(opened.data("years")) - 1
    limiting = {entry["asset"]: entry["saves"][last] for entry in plan["bottlenecks"] if not entry["opening"]}
    prices = plan["assets"]["worth"]
    solved = any(limiting.values())
    worst = max(limiting, key=lambda asset: (limiting[asset] if solved else prices[asset][last]) or 0)
    assert opened.text("#panel-bottlenecks tbody tr:first-child th >> nth=0") == assets[worst]["name"]
