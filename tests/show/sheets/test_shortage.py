"""The sheet Shortage, its sentence on the Summary, and its JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.formulations.link_flow import solve_link_flow
from models.request import Request
from models.tables import replace_cells
from models.verify import verify
from planner.read.case import read_case
from planner.read.writing import teaching_case
from planner.show.json import result_json
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from tests.docs.pages import ROOT
from tests.known import ways
from tests.networks import cargo, case, effect, link, node, project


def _shown(built: Case) -> Results:
    solution = solve_link_flow(built, Request(), lambda _: None)
    return result_tables(built, solution, verify(built, solution), RunInfo("case.xlsx"))


def _rows(shown: Results, table: str) -> list[dict[str, Any]]:
    frame = shown.table(table).frame
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _answers(shown: Results) -> dict[str, str]:
    frame = shown.table("summary").frame
    return dict(zip(frame["topic"], frame["text"], strict=True))


def test_the_teaching_case_says_where_and_what_would_help() -> None:
    """1 Mt stays behind in 2026: rail (22 USD/t) and road are full, the penalty is 122.

    The second track adds 10 Mt; to open by 2026 its 1000 MUSD are due in 2025, when 500 are there.
    """
    shown = _shown(teaching_case())
    (place,) = _rows(shown, "shortage_places")
    assert (place["year"], place["place"], place["missing_mt"], place["price"]) == (2026, "rail_border_east", 1, 100)
    assert place["projects"] == "Второй путь (+10, 1,000 MUSD, for which the budget lacks 500.0 MUSD)"
    (row,) = _rows(shown, "shortage")
    assert (row["unmet_mt"], row["reason"], row["way_usd_per_t"], row["gain_usd_per_t"]) == (1, "full", 22, 100)
    assert row["why"] == "Missing: 1.0 Mt at Граница to Восток, rail; no other way has room."
    assert row["barrier"] == "Граница to Восток, rail; Граница to Восток, road"
    said = "1.0 Mt at Граница to Восток, rail. See the sheet Shortage."
    assert _answers(shown)["2026: held back"] == said


def test_a_way_dearer_than_the_penalty_is_said_with_both_figures() -> None:
    shown = _shown(ways.dear_way_stays_behind()[0])
    (row,) = _rows(shown, "shortage")
    assert row["why"] == "Cheaper to leave it: the cheapest way costs 30 USD/t against a penalty of 20 USD/t."
    assert _rows(shown, "shortage_places") == []
    assert _answers(shown)["2025: held back"].startswith("4.0 Mt because the way costs more than the penalty.")


def test_places_of_several_kinds_of_cargo_add_up() -> None:
    """3 + 2 Mt stay behind on a-b: 5 Mt are missing there; 1 Mt to d finds no capacity; 2 Mt cannot reach e."""
    built = case(
        nodes=[node("a", "CN"), node("b"), node("c"), node("d"), node("e")],
        links=[link("a-b", 1, 4), link("b-c"), link("a-d", 1, 0), link("a-e", mode="sea"), link("d-e", mode="road")],
        demand=[
            cargo("to_c", "a-c", 7),
            cargo("to_b", "a-b", 2),
            cargo("to_d", "a-d", 1, modes=("rail",)),
            cargo("to_e", "c-e", 2, modes=("rail", "road")),
        ],
    )
    shown = _shown(built)
    found = {row["place"]: (row["wanted_mt"], row["missing_mt"]) for row in _rows(shown, "shortage_places")}
    assert found == {"a-b": (pytest.approx(5), pytest.approx(5)), "a-d": (1, 1)}
    said = _answers(shown)["2025: held back"]
    assert said.startswith(
        "5.0 Mt at a to b, rail; 2.0 Mt because no permitted way leads there; 1.0 Mt at a to d, rail, "
    )
    assert "which has no capacity" in said


def test_all_places_in_series_are_named() -> None:
    """6 Mt from a by b to c; a-b and b-c carry 4 each: 2 stay behind, and more room at one of them alone helps none."""
    built = case(
        nodes=[node("a"), node("b"), node("c")],
        links=[link("a-b", 1, 4), link("b-c", 1, 4)],
        demand=[cargo("d", "a-c", 6)],
    )
    said = _answers(_shown(built))["2025: held back"]
    assert (
        said == "2.0 Mt at a to b, rail + b to c, rail, one after the other, each without room. See the sheet Shortage."
    )


def test_a_project_that_comes_later_or_is_too_dear_is_named_with_that() -> None:
    """Project late may open in 2026; dear needs 30 MUSD by 2025, when 12 are there: 18 are lacking."""
    built = case(
        years=[{"year": 2025}, {"year": 2026}],
        nodes=[node("a"), node("b")],
        links=[link("a-b", 1, 4)],
        demand=[cargo("d", "a-b", [6, 4])],
        projects=[project("late", 1, earliest_year=2026), project("dear", 30), project("no", 1, decision="forbid")],
        project_effects=[effect("late", "a-b", 2), effect("dear", "a-b", 2), effect("no", "a-b", 2)],
        budget=[{"year": 2025, "available_musd": 12.0}, {"year": 2026, "available_musd": 0.0}],
    )
    (place,) = _rows(_shown(built), "shortage_places")
    assert place["projects"] == (
        "late (+2, 1 MUSD, not before 2026); dear (+2, 30 MUSD, for which the budget lacks 18.0 MUSD)"
    )


def test_shared_limits_and_corridors_are_named() -> None:
    built = case(
        nodes=[node("a"), node("b")],
        links=[link("a-b", direction="each")],
        demand=[cargo("d", "a-b", 9), cargo("back", "b-a", 200)],
        shared_limits=[{"id": "ships", "name": "Ships of the line", "capacity": 100.0}],
        shared_limit_members=[{"limit": "ships", "asset": "a-b"}],
        corridors=[{"id": "east", "name": "East: by sea", "not_ends_in": None}],
        corridor_gateways=[{"corridor": "east", "asset": "a-b"}],
        corridor_limits=[{"corridor": "east", "year": 2025, "max_mt": 90.0}],
    )
    names = {row["kind"]: row["name"] for row in _rows(_shown(built), "shortage_places")}
    assert names["corridor limit"] == "the most that East may carry"
    assert names["link"] == "a to b, rail (back)"
    assert names["shared limit"] == "Ships of the line"


def test_json_says_the_same() -> None:
    (found,) = result_json(_shown(teaching_case()))["shortages"]
    assert found["places"] == [{"kind": "link", "id": "rail_border_east", "free_mt": 0, "missing_mt": 1}]
    assert found["barrier"] == ["rail_border_east", "road_border_east"]
    assert (found["reason"], found["room_usd_per_t"], found["price_usd_per_t"]) == ("full", None, 122)


def test_nothing_left_behind_has_no_places() -> None:
    shown = _shown(ways.two_ways()[0])
    assert _rows(shown, "shortage") == _rows(shown, "shortage_places") == []
    assert not [topic for topic in _answers(shown) if "held back" in topic]


def test_the_kazakhstan_case_with_a_narrow_border() -> None:
    """The railways from China at Dostyk and Khorgos with a tenth of their capacity, in the last year alone.

    Everything left behind is explained, every place named lacks room, and no more is missing than stays behind.
    """
    built = read_case(ROOT / "inputs" / "kazakhstan.xlsx").case
    assert built is not None
    narrow = [
        capacity / 10 if name.startswith(("r1435_western_china", "r1435_alashankou")) else capacity
        for name, capacity in zip(built.links.id, built.links.capacity_mt.tolist(), strict=True)
    ]
    tight = replace(built, links=replace_cells(built.links, {"capacity_mt": narrow}))
    solution = solve_by_routes(tight, Request(relaxed=True), lambda _: None)
    shown = result_tables(tight, solution, verify(tight, solution), RunInfo("tight"))
    last = int(tight.years.year[-1])
    rows = [row for row in _rows(shown, "shortage") if row["year"] == last]
    assert sum(row["unmet_mt"] for row in rows) == pytest.approx(solution.unmet_mt[:, -1].sum(), abs=0.02)
    assert solution.unmet_mt[:, -1].sum() > 5
    assert {row["reason"] for row in rows} <= {"full", "no capacity", "dearer than the penalty"}
    assert all(row["price_usd_per_t"] >= row["penalty_usd_per_t"] - 1e-3 for row in rows if row["reason"] == "full")
    places = [row for row in _rows(shown, "shortage_places") if row["year"] == last]
    assert all(0 < row["missing_mt"] <= row["wanted_mt"] for row in places)
    assert any(row["place"].startswith("r1435_western_china") for row in places)
    assert " Mt at " in _answers(shown)[f"{last}: held back"]
