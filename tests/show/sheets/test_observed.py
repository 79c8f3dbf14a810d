"""The sheet Observed: the plan against what was counted, worked out by hand on the ridge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from typing import Any

import numpy as np
import pytest

from models.verify import verify
from planner.show.json import result_json
from planner.show.page.tables import page_tables
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from tests.show.plans import ridge, ridge_plan

COUNTED: Sequence[Mapping[str, Any]] = (
    {"id": "pass", "place": "The pass", "assets": ("a-b",), "year": 2025, "mt": 5.0, "includes_existing_load": True},
    {"id": "both_roads", "assets": ("a-b", "a-x"), "year": 2025, "mt": 3.0, "source": "a paper"},
    {"id": "east_2026", "corridor": "east", "year": 2026, "mt": 5.25, "includes_existing_load": True},
    {"id": "bare_2026", "corridor": "east", "year": 2026, "mt": 4.0, "hold_out": True},
    {"id": "closed_2026", "assets": ("b-y",), "year": 2026, "mt": 0.0},
    {"id": "past", "corridor": "east", "year": 2024, "mt": 1.0},
)
"""2025: a-b carries 3 Mt, with its existing load of 2 Mt just the 5 Mt counted. Both roads: 3 + 0.5 = 3.5 Mt
against 3 Mt: 0.5 Mt or 16.7 % more, GEH sqrt(2 x 0.25 / 6.5).
2026: corridor east counts demand with an end in a on b-c: 5 Mt, and 0.25 Mt that the model leaves out: 5.25 Mt as
counted. Without these it is 5 Mt against 4 Mt: 25 %, GEH sqrt(2 / 9). Nothing goes over b-y, and nothing was counted.
"""


def results(rows: Sequence[Mapping[str, Any]] = COUNTED) -> Results:
    network = ridge(observed=list(rows))
    found = ridge_plan(network)
    return result_tables(network, found, verify(network, found), RunInfo("ridge.xlsx"))


def test_model_and_observation_side_by_side_the_worst_first() -> None:
    frame = results().table("observed").frame.set_index("id")
    assert frame.index.tolist() == ["both_roads", "pass", "bare_2026", "east_2026", "closed_2026"]
    assert frame["model_mt"].tolist() == pytest.approx([3.5, 5.0, 5.0, 5.25, 0.0])
    assert frame["beside_mt"].tolist() == pytest.approx([0.0, 2.0, 0.0, 0.25, 0.0])
    assert frame["difference_mt"].tolist() == pytest.approx([0.5, 0.0, 1.0, 0.0, 0.0])
    assert frame["difference_share"].tolist() == pytest.approx([0.5 / 3, 0.0, 0.25, 0.0, 0.0])
    assert frame["geh"].tolist() == pytest.approx([sqrt(0.5 / 6.5), 0.0, sqrt(2 / 9), 0.0, 0.0])
    first = frame.iloc[0]
    assert (first["place"], first["source"], first["year"]) == ("both_roads", "a paper", 2025)
    assert frame["held_out"].tolist() == ["", "", "yes", "", ""]


def test_how_near_the_model_comes() -> None:
    """2025: one of two within 10 %, both within 20 %; the differences are 0 and 0.5 Mt. 2026: 0, 0 and, held out, 1."""
    table = results().table("observed_summary").frame
    assert table["places"].tolist() == ["all", "all", "may be fitted", "held out"]
    assert table["number"].tolist() == [2, 3, 2, 1]
    assert table["within_10"].tolist() == pytest.approx([0.5, 2 / 3, 1.0, 0.0])
    assert table["within_20"].tolist() == pytest.approx([1.0, 2 / 3, 1.0, 0.0])
    assert table["mean_mt"].tolist() == pytest.approx([0.25, 1 / 3, 0.0, 1.0])
    assert table["rmse_mt"].tolist() == pytest.approx([sqrt(0.125), sqrt(1 / 3), 0.0, 1.0])


def test_what_was_counted_where_nothing_was_is_no_share() -> None:
    """3.5 Mt where 0 were counted: no share of it can be told, GEH is sqrt(2 x 3.5)."""
    shown = results([{"id": "none", "assets": ("a-b", "a-x"), "year": 2025, "mt": 0.0}])
    row = shown.table("observed").frame.iloc[0]
    assert np.isnan(row["difference_share"])
    assert row["geh"] == pytest.approx(sqrt(7.0))
    assert result_json(shown)["observed"][0]["difference_share"] is None


def test_places_that_are_far_off_are_a_warning_of_the_result() -> None:
    """3.5 Mt against 2 Mt is 75 % off; exactly 25 % is not: 5 Mt against 4 Mt."""
    rows = [
        {"id": "roads", "place": "Both roads", "assets": ("a-b", "a-x"), "year": 2025, "mt": 2.0},
        {"id": "pass", "assets": ("a-b",), "year": 2025, "mt": 4.0, "includes_existing_load": True},
    ]
    shown = results(rows)
    (told,) = (one for one in result_json(shown)["warnings"] if "observation" in one)
    assert told == (
        "Model against observation, 2025: 1 of 2 places are off by more than 25%, the worst: "
        "Both roads 3.5 Mt against 2.0 Mt. See the sheet Observed."
    )
    assert told in shown.table("warnings").frame["warning"].tolist()
    assert told in shown.table("summary").frame["text"].tolist()


def test_only_the_first_year_counted_is_warned_of() -> None:
    """In 2026 5 Mt against 1 Mt; 2025 is met."""
    rows = [COUNTED[0], {"id": "later", "corridor": "east", "year": 2026, "mt": 1.0}]
    assert result_json(results(rows))["warnings"] == []


@pytest.mark.parametrize("rows", [[], [COUNTED[-1]]])
def test_without_a_plan_year_counted_there_is_no_sheet(rows: list[Mapping[str, Any]]) -> None:
    shown = results(rows)
    assert "Observed" not in [sheet.name for sheet in shown.sheets]
    assert result_json(shown)["observed"] == []


def test_the_sheet_says_what_its_figures_are_in() -> None:
    (sheet,) = (sheet for sheet in results().sheets if sheet.name == "Observed")
    assert sheet.title == "Model against observation"
    assert "square root of Mt a year" in sheet.note
    assert "do not carry over" in sheet.note


def test_the_page_shows_the_places() -> None:
    tables = {table["name"]: table for table in page_tables(results(), "ridge.xlsx")}
    assert tables["observed"]["rows"] == 5
    assert tables["observed_summary"]["rows"] == 4
