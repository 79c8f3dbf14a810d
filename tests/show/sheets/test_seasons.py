"""The sheet Seasons and its JSON, of a case with limits of corridors in seasons."""

from __future__ import annotations

import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.verify import verify
from planner.show.json import result_json
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from tests.known.seasons import by_detour, frozen_half_the_year, of_the_season


def _shown(built: Case) -> Results:
    solution = solve_by_routes(built, Request(relaxed=True), lambda _: None)
    return result_tables(built, solution, verify(built, solution), RunInfo("case.xlsx"))


def test_limits_of_seasons_with_volume_and_price() -> None:
    """3 Mt go by c in summer at 3 in place of 1, as the limit asks: one Mt less of it saves 2."""
    shown = _shown(by_detour(8, of_the_season(min_mt=3.0)))
    (row,) = shown.table("season_limits").frame.to_dict("records")
    assert (row["year"], row["season"], row["corridor"], row["min_mt"]) == (2025, "summer", "c", 3.0)
    assert (row["volume_mt"], row["min_price_usd_per_t"]) == pytest.approx((3.0, 2.0))
    (told,) = result_json(shown)["seasons"]["limits"]
    assert (told["season"], told["volume_mt"], told["min_price_usd_per_t"]) == ("summer", 3.0, 2.0)


def test_without_limits_of_seasons_the_sheet_has_no_table_of_them() -> None:
    shown = _shown(frozen_half_the_year()[0])
    assert "limits" not in result_json(shown)["seasons"]
