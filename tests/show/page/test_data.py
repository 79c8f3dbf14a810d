"""What a page is given: every figure of the plan over the ridge, whose arithmetic stands in `tests/show/plans.py`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from planner.show.json import result_json
from planner.show.page.tables import LEFT_OUT
from tests.models.verify.plans import plan
from tests.networks import cargo, case, link, node, table
from tests.show.page.pages import page_of, ridge_results
from tests.show.plans import ferry, ferry_plan, ridge, ridge_plan
from tests.show.plans import results as results_of

RIDGE = ridge_results()
PAGE = page_of(RIDGE)
(PLAN,) = PAGE["plans"]


def by_asset(figure: str) -> dict[str, Any]:
    ids = [asset["id"] for asset in PAGE["assets"]]
    return dict(zip(ids, PLAN["assets"][figure], strict=True))


def test_figures_of_the_plan_are_those_of_solve() -> None:
    """To the last digit, in the page's JSON as well."""
    told, plan_told = result_json(RIDGE), json.loads(json.dumps(PLAN))
    for name in ("case", "status", "relaxed", "objective_musd", "bound_musd", "gap", "real_cost_musd", "penalty_musd"):
        assert plan_told[name] == told[name], name
    for figure in plan_told["kpis"]:
        values = [told["years"][str(year)][figure["id"]] for year in PAGE["years"]]
        assert figure["values"] == values, figure["id"]
    volumes = {PAGE["corridors"][entry["corridor"]]["id"]: entry["volume"] for entry in plan_told["corridors"]}
    assert volumes == {name: list(by_year.values()) for name, by_year in told["corridors"].items()}
    opened = [
        {"id": PAGE["projects"][row["project"]]["id"], "opening_year": row["opening_year"], "share": row["share"]}
        for row in plan_told["projects"]
        if row["opening_year"]
    ]
    assert opened == told["projects"]


def test_assets_by_year() -> None:
    """a-b carries 3 and 5 Mt of 5 and 7, 2 Mt of which are taken; b-y has no capacity."""
    assert by_asset("there") == {"a-b": [3, 5], "b-c": [4, 6], "a-x": [0.5, 1], "x-c": [0.5, 1], "b-y": [0, 0]}
    assert set(map(tuple, by_asset("back").values())) == {(0, 0)}
    assert by_asset("capacity")["a-b"] == [5, 7]
    assert by_asset("load")["a-b"] == [2, 2]
    assert by_asset("utilisation")["a-b"] == [1, 1]
    assert by_asset("utilisation")["b-y"] == [None, None]
    assert by_asset("worth") == {"a-b": [15, 14], "b-c": [0, 0], "a-x": [0, 0], "x-c": [0, 0], "b-y": [0, 7]}


def test_links_know_their_nodes() -> None:
    ids = [node["id"] for node in PAGE["nodes"]]
    ends = {asset["id"]: f"{ids[asset['from']]}-{ids[asset['to']]}" for asset in PAGE["assets"]}
    assert all(name == both for name, both in ends.items())
    assert {asset["kind"] for asset in PAGE["assets"]} == {"link"}


def test_flows_tell_corridors_and_cargo_apart() -> None:
    """On b-c 3 and 5 Mt of transit that east counts, and 1 Mt of export that it does not."""
    on_link = [row for row in PLAN["flows"] if PAGE["assets"][row[0]]["id"] == "b-c"]
    told = {(tuple(PAGE["corridor_sets"][row[1]]), PAGE["cargo"][row[2]]["flow_type"]): row[3:] for row in on_link}
    assert told == {((0,), "transit"): [[3, 5], 0], ((), "export"): [[1, 1], 0]}


def test_journeys_count_every_tonne_once() -> None:
    """Home transit by east, the bypass by no corridor, the export as trade."""
    places = PAGE["places"]
    told = [(places[a], c, places[b], passage, mt) for a, c, b, _, passage, mt in PLAN["journeys"]]
    assert sorted(told) == [
        ("CN", -1, "DE", 1, [0.5, 1]),
        ("CN", 0, "DE", 0, [3, 5]),
        ("KZ", -1, "DE", 2, [1, 1]),
    ]
    assert [(places[a], places[b], mt) for a, b, _, mt in PLAN["unmet"]] == [("CN", "DE", [0.5, 0])]


def test_corridors_with_targets_and_past() -> None:
    (east, every) = PLAN["corridors"]
    assert (east["volume"], east["target"], east["history"]) == ([3, 5], [None, 6], [[2023, 1.5, 200]])
    assert (every["volume"], every["target"]) == ([3, 5], [3.5, 5])
    assert PAGE["corridors"][0] | {"label": "East"} == PAGE["corridors"][0]
    assert PAGE["corridors"][0]["outside_mt"] == 0.25
    assert PLAN["home_transit"] == {
        "parts": [{"corridor": 0, "label": "East", "values": [3, 5]}],
        "target": [3.5, 5],
        "published": [None, 5],
    }
    assert PLAN["headline_years"] == [1]


def test_projects_money_and_bottlenecks() -> None:
    """`widen` costs 100, half from the budget, all of it paid a year before it opens; `tunnel` is not built."""
    widen, tunnel = PLAN["projects"]
    assert [PAGE["projects"][row["project"]]["id"] for row in (widen, tunnel)] == ["widen", "tunnel"]
    assert (widen["construction_from"], widen["opening_year"], widen["last_year"]) == (2025, 2026, 2035)
    assert (widen["capex_musd"], widen["budget_musd"], widen["paid"]) == (100, 50, [50, None])
    assert [PAGE["assets"][asset]["id"] for asset in widen["assets"]] == ["a-b"]
    assert (tunnel["opening_year"], tunnel["share"], tunnel["paid"]) == (None, None, [None, None])
    assert PLAN["budget"] == {"available": [60, 5], "spent": [50, 0]}
    ranked = [(PAGE["assets"][row["asset"]]["id"], row["worth_musd"], row["opening"]) for row in PLAN["bottlenecks"]]
    assert ranked == [("a-b", 29, False), ("b-y", 0, True)]
    assert [row["saves"] for row in PLAN["bottlenecks"]] == [[14, 15], [0, 0]]


def test_shared_limits() -> None:
    """1.5 Mt by ferry take 3 of 4 ship years, and half a year more there is by a quarter of the crane."""
    network = ferry()
    page = page_of(results_of(network, ferry_plan(network)))
    assert page["limits"] == [{"id": "ships", "name": "ships", "unit": "ship years"}]
    (ships,) = page["plans"][0]["limits"]
    assert (ships["use"], ships["capacity"], ships["utilisation"]) == ([3], [4.5], [pytest.approx(2 / 3, abs=1e-6)])
    kinds = {asset["id"]: (asset["kind"], asset["from"] == asset["to"], asset["each"]) for asset in page["assets"]}
    assert kinds["p-q"] == ("link", False, True)
    assert kinds["t_q"] == ("terminal", True, False)


def test_tables_are_all_there_and_show_the_same() -> None:
    """Every table of the report at the digits of the workbook; repeated words stand once."""
    tables = {shown["name"]: shown for shown in PLAN["tables"]}
    of_result = [t for sheet in RIDGE.sheets if sheet.part != "record" for t in sheet.tables if t.name not in LEFT_OUT]
    assert list(tables) == [one.name for one in of_result]
    for one in of_result:
        shown = tables[one.name]
        assert shown["rows"] == shown["rows_in_all"] == len(one.frame)
        for column in shown["columns"]:
            values = column["values"] if "values" in column else [column["words"][at] for at in column["at"]]
            assert len(values) == len(one.frame), (one.name, column["name"])
            if column["kind"] == "number":
                given = [np.nan if value in (None, "") else value for value in one.frame[column["name"]].tolist()]
                digits = 6 if column["digits"] is None else column["digits"] + 2 * (column["unit"] == "share")
                expected = [
                    None if np.isnan(value) else pytest.approx(value, abs=0.51 * 10**-digits) for value in given
                ]
                assert values == expected, (one.name, column["name"])


def test_sentences_and_warnings() -> None:
    warned = ridge_results(warnings=("links!B4: look at this",))
    (told,) = page_of(warned)["plans"]
    assert told["warnings"][-1] == "links!B4: look at this"
    assert "Warning" not in [line["topic"] for line in told["headlines"]]
    assert "2026" in [line["topic"] for line in told["headlines"]]
    assert told["verified_text"].startswith("Every rule is kept")
    assert told["title"] == "The ridge"


def test_two_plans_share_one_numbering() -> None:
    """Another case with other years, other assets and other cargo: null where a plan does not have the thing."""
    other = case(
        {"case": "south", "currency": "KZT"},
        years=[{"year": 2026}, {"year": 2030}],
        nodes=[node("a", "CN"), node("b"), node("z", "TM")],
        links=[link("a-b", 1.0, 9.0), link("b-z", 1.0, 9.0)],
        demand=[cargo("t1", "a-z", [0.0, 2.0, 0.0, 0.0, 0.0, 4.0])],
        corridors=[{"id": "south"}],
        corridor_gateways=[{"corridor": "south", "asset": "b-z"}],
    )
    second = results_of(other, plan(other, [("t1", 2026, "a-b b-z", 2.0), ("t1", 2030, "a-b b-z", 4.0)]))
    page = page_of(RIDGE, second)
    base, variant = page["plans"]
    assert page["years"] == [2025, 2026, 2030]
    assert [asset["id"] for asset in page["assets"]] == ["a-b", "b-c", "a-x", "x-c", "b-y", "b-z"]
    assert [corridor["id"] for corridor in page["corridors"]] == ["east", "all", "south"]
    assert (base["has_year"], variant["has_year"]) == ([True, True, False], [False, True, True])
    assert base["assets"]["there"] == [[3, 5, None], [4, 6, None], [0.5, 1, None], [0.5, 1, None], [0, 0, None], None]
    assert variant["assets"]["there"] == [[None, 2, 4], None, None, None, None, [None, 2, 4]]
    assert [entry["corridor"] for entry in variant["corridors"]] == [2]
    assert [page["corridor_sets"][row[1]] for row in variant["flows"]] == [[2], [2]]
    assert page["title"] == "south against The ridge"
    assert [note.split()[0] for note in page["notes"]] == ["Differences", "The", "The"]
    assert [node["id"] for node in page["nodes"]] == ["a", "b", "c", "x", "y", "z"]


def test_plans_of_one_case_are_told_apart_in_the_title() -> None:
    page = page_of(RIDGE, ridge_results())
    assert page["title"] == "The ridge: b against a"
    assert [note[:11] for note in page["notes"]] == ["Differences"]
    assert PAGE["notes"] == []


def test_places_without_coordinates_are_named_not_drawn() -> None:
    network = replace(ridge(), nodes=table("nodes", [dict(node("a", "CN"), lat=43.0, lon=80.0), *map(node, "bcxy")]))
    page = page_of(results_of(network, ridge_plan(network)))
    assert [page["nodes"][place]["id"] for place in page["map"]["unplaced"]] == ["b", "c", "x", "y"]
    assert all((node["x"] is None) == (node["id"] != "a") for node in page["nodes"])
    assert page["map"]["land"].startswith("M")


def test_without_any_coordinates_there_is_no_map() -> None:
    assert PAGE["map"]["land"] == ""
    assert len(PAGE["map"]["unplaced"]) == 5
    assert "no borders" in PAGE["map"]["notes"][0]


def test_the_page_is_json() -> None:
    assert json.loads(json.dumps(PAGE, allow_nan=False)) == PAGE
