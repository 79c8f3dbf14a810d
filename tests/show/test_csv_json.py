"""Long tables as CSV and the result as JSON."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest

from planner.show.json import result_json
from planner.show.workbook import write_results
from tests.show.plans import ferry, ferry_plan, results, ridge, ridge_plan

CONTRACT = {
    "schema_version", "case", "scenario", "status", "formulation", "relaxed", "objective_musd", "bound_musd", "gap",
    "real_cost_musd", "penalty_musd", "years", "projects", "corridors", "verification", "files", "seconds",
    "bottlenecks", "shortages",
}  # fmt: skip


def test_csv_files_hold_the_tables_at_full_precision(tmp_path: Path) -> None:
    network = ridge()
    shown = results(network, ridge_plan(network))
    paths = write_results(shown, tmp_path / "plan.xlsx")
    assert [path.name for path in paths] == [
        "plan.xlsx", "plan.routes.csv", "plan.assets.csv", "plan.prices.csv", "plan.shortage.csv", "plan.flows.csv",
    ]  # fmt: skip
    for name, path in zip(("routes", "assets", "prices", "shortage", "flows"), paths[1:], strict=True):
        read = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False, na_values=[""])
        table = shown.table(name).frame
        assert list(read.columns) == list(table.columns)
        for column in table.columns:
            if table[column].dtype == float:
                assert read[column].tolist() == pytest.approx(table[column].tolist(), rel=1e-15, abs=0, nan_ok=True)


def test_csv_begins_with_the_mark_that_excel_needs(tmp_path: Path) -> None:
    network = ferry()
    routes = write_results(results(network, ferry_plan(network)), tmp_path / "plan.xlsx")[1]
    assert routes.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "Актау" in routes.read_text(encoding="utf-8-sig")


def test_no_cell_of_a_csv_file_begins_like_a_formula(tmp_path: Path) -> None:
    network = ferry()
    paths = write_results(results(network, ferry_plan(network)), tmp_path / "plan.xlsx")
    for path in paths[1:]:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    with paths[1].open(encoding="utf-8-sig", newline="") as stream:
        assert next(iter(csv.DictReader(stream)))["demand"] == "'=d1"


def test_json_has_the_contract() -> None:
    network = ridge()
    shown = results(network, ridge_plan(network), seconds={"read": 0.25, "check": 0.125})
    given = result_json(shown, [Path("plan.xlsx")], {"verify": 2.0, "write": 3.0})
    assert set(given) >= CONTRACT
    assert json.loads(json.dumps(given, allow_nan=False)) == given
    assert given["schema_version"] == 1
    assert given["case"] == "test"
    assert given["scenario"] is None
    assert given["status"] == "optimal"
    assert given["objective_musd"] == 690
    assert given["bound_musd"] == 600
    assert given["real_cost_musd"] == 190
    assert given["penalty_musd"] == 500
    assert given["bottlenecks"] == [
        {
            "asset": "a-b",
            "worth_musd": 29,
            "worth_usd_per_t": {"2025": 15, "2026": 14},
            "saves_musd": {"2025": 14, "2026": 15},
            "together_with": {"2025": [], "2026": []},
        },
    ]
    assert given["projects"] == [{"id": "widen", "opening_year": 2026, "share": 1.0}]
    assert given["corridors"] == {"east": {"2025": 3, "2026": 5}, "all": {"2025": 3, "2026": 5}}
    assert given["years"]["2025"]["home_transit_mt"] == 3
    assert given["years"]["2026"]["transit_target_mt"] == 5
    assert given["verification"]["ok"] is True
    assert given["files"] == ["plan.xlsx"]
    assert given["seconds"] == {"read": 0.25, "check": 0.125, "build": 0.5, "solve": 1.5, "verify": 2.0, "write": 3.0}


def test_json_says_null_for_what_is_not_known() -> None:
    network = ferry()
    given = result_json(results(network, ferry_plan(network)))
    assert given["bound_musd"] is None
    assert given["seconds"]["write"] is None
    json.dumps(given, allow_nan=False)
