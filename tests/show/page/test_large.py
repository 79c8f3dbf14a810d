"""A case too large for a page: what is added up or left out, that it is said, and that no tonne is lost."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest

from planner.show.page import flows, page_html, page_sources, union
from planner.show.page import tables as page_tables
from tests.show.page.large import ring, ring_plan
from tests.show.page.pages import page_of, ridge_results
from tests.show.plans import results as results_of


@cache
def page(places: int, routes: int) -> dict[str, Any]:
    network = ring(places, kinds=20, corridors=12)
    return page_of(results_of(network, ring_plan(network, routes)))


def mt(rows: list[list[Any]], columns: slice) -> Any:
    """Sum by year of the lists that stand in these columns; 0 stands for a list of nothing."""
    lists = [part for row in rows for part in row[columns] if part]
    return np.sum(lists, axis=0)


def flows_by_asset(plan: dict[str, Any], assets: int) -> Any:
    found = np.zeros((assets, 2))
    for asset, _, _, there, back in plan["flows"]:
        found[asset] += np.array(there or [0, 0]) + np.array(back or [0, 0])
    return found


def test_hundred_thousand_routes_fit() -> None:
    """1,500 links: all of them, all flows, all journeys; of the routes the first rows."""
    found = page(1500, 100_000)
    (plan,) = found["plans"]
    assert len(page_html(found, page_sources())) < 2 * 1024 * 1024
    assert len(found["assets"]) == 1500
    total = np.array(next(figure["values"] for figure in plan["kpis"] if figure["id"] == "moved_mt"))
    assert mt(plan["journeys"], slice(5, 6)) == pytest.approx(total, abs=0.01)
    whole = np.array(plan["assets"]["there"]) + np.array(plan["assets"]["back"])
    assert flows_by_asset(plan, 1500) == pytest.approx(whole, abs=1e-3)
    (routes,) = [table for table in plan["tables"] if table["name"] == "routes"]
    assert routes["rows"] < routes["rows_in_all"] == 100_000
    assert routes["note"].endswith("rows are here; all of them stand in a.routes.csv.")
    assert plan["notes"] == ["Tables of which only the first rows are here: Routes."]


def test_small_flows_and_journeys_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    network = ring(60, kinds=20, corridors=12)
    results = results_of(network, ring_plan(network, 2_000))
    whole = page_of(results)["plans"][0]
    monkeypatch.setattr(flows, "MOST_FLOW_YEARS", 100)
    monkeypatch.setattr(flows, "MOST_JOURNEY_YEARS", 40)
    less = page_of(results)["plans"][0]
    assert len(less["flows"]) <= 50 + 60 < len(whole["flows"])
    assert len(less["journeys"]) <= 20 + 3 * 13 < len(whole["journeys"]) + 20
    assert flows_by_asset(less, 60) == pytest.approx(flows_by_asset(whole, 60), abs=1e-3)
    assert mt(less["journeys"], slice(5, 6)) == pytest.approx(mt(whole["journeys"], slice(5, 6)), abs=1e-3)
    assert {row[1] for row in less["flows"]} >= {-1}
    assert [note.split()[0] for note in less["notes"]] == ["Filters", "Origins"]


def test_the_least_used_assets_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for 10 of 60 links: those with the most cargo, their nodes, and flows on none but them."""
    network = ring(60, kinds=3, corridors=2)
    results = results_of(network, ring_plan(network, 500))
    monkeypatch.setattr(union, "MOST_ASSETS", 10)
    found = page_of(results)
    (plan,) = found["plans"]
    peaks = results.facts.flow.sum(axis=1).max(axis=1)
    kept = {asset["id"] for asset in found["assets"]}
    assert len(kept) == 10
    assert min(peaks[[results.case.asset_position[name] for name in kept]]) >= np.sort(peaks)[-10]
    assert len(found["nodes"]) <= 20
    assert {row[0] for row in plan["flows"]} == set(range(10))
    assert plan["notes"] == [
        "50 links and terminals with the least cargo are not on this page; all stand in a.assets.csv."
    ]
    ends = {asset[end] for asset in found["assets"] for end in ("from", "to")}
    assert ends == set(range(len(found["nodes"])))


def test_projects_without_room_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(union, "MOST_PROJECTS", 1)
    found = page_of(ridge_results())
    assert [project["id"] for project in found["projects"]] == ["widen"]
    assert [row["project"] for row in found["plans"][0]["projects"]] == [0]
    assert found["plans"][0]["notes"] == ["1 project is not on this page; all stand in a.xlsx."]


def test_long_tables_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    network = ring(60, kinds=3, corridors=2)
    results = results_of(network, ring_plan(network, 200))
    whole = {table["name"]: table for table in page_of(results)["plans"][0]["tables"]}
    monkeypatch.setattr(page_tables, "MOST_CELLS", 60)
    for table in page_of(results)["plans"][0]["tables"]:
        assert table["rows_in_all"] == whole[table["name"]]["rows_in_all"]
        assert table["rows"] <= 30
        assert ("Only the first" in table["note"]) == (table["rows"] < table["rows_in_all"])
        for column, same in zip(table["columns"], whole[table["name"]]["columns"], strict=True):
            assert shown(column) == shown(same)[: table["rows"]]


def test_long_texts_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_tables, "MOST_WORDS", 10)
    tables = page_of(ridge_results())["plans"][0]["tables"]
    texts = {text for table in tables for one in table["columns"] if one["kind"] == "text" for text in shown(one)}
    assert max(map(len, texts)) == 11


def shown(column: dict[str, Any]) -> list[Any]:
    """Values of a column, whichever way they are written."""
    values: list[Any] = column["values"] if "values" in column else [column["words"][place] for place in column["at"]]
    return values
