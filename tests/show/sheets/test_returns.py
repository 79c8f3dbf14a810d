"""The sheets Returns, Empties and Balance, and the plan read back from them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.verify import verify
from planner.read.result import read_result
from planner.show.json import result_json
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.sheets.record.checks import disagreement
from planner.show.sheets.switched import returns_sentence
from planner.show.texts import Words
from planner.show.workbook import write_results
from planner.study.stored_plan import as_stored
from tests.known.equipment import seven_to_one, switched_off


def shown(built: Case, words: Words | None = None) -> Results:
    plan = as_stored(built, solve_by_routes(built, Request(), lambda _: None))
    return result_tables(built, plan, verify(built, plan), RunInfo("west.xlsx"), words or Words("en"))


@pytest.fixture(name="west", scope="module")
def _west() -> Results:
    return shown(seven_to_one()[0])


def test_loaded_and_empty_units(west: Results) -> None:
    """Wagons of 50 t: 7 Mt are 140,000 of them, 1 Mt 20,000; 120,000 come back empty for 6 x 5 MUSD."""
    frame = west.table("empties").frame
    assert frame[["direction", "loaded_units", "empty_units", "empty_musd", "surcharge_usd_per_t"]].values.tolist() == [
        ["there", 140_000, 0, 0, 5],
        ["back", 20_000, 120_000, 30, -5],
    ]


def test_units_balance_at_every_place(west: Results) -> None:
    frame = west.table("balance").frame
    came, left = (frame[f"loaded_{way}"] + frame[f"empty_{way}"] for way in ("in", "out"))
    assert came.tolist() == left.tolist() == [140_000, 140_000]
    assert frame["left_over"].tolist() == [0, 0]


def test_price_of_direction(west: Results) -> None:
    frame = west.table("directions").frame
    assert frame[["demand", "way_usd_per_t", "direction_usd_per_t", "together_usd_per_t"]].values.tolist() == [
        ["west", 10, 5, 15],
        ["east", 10, -5, 5],
    ]


def test_what_is_said(west: Results) -> None:
    assert returns_sentence(west.facts) == (
        "For every 100 loaded units of wagon from a to b in 2025, 86 go back empty. "
        "Empty units cost 30.0 MUSD in 2025, 27% of transport."
    )
    assert west.table("years").frame[["transport_musd", "empties_musd"]].values.tolist() == [[110, 30]]
    assert west.facts.utilisation.tolist() == [[0.14]]
    assert disagreement(west.facts) < 1e-9


def test_in_russian_and_as_json() -> None:
    results = shown(seven_to_one()[0], Words("ru"))
    assert "86 возвращаются порожними" in returns_sentence(results.facts)
    told = result_json(results)["returns"]
    assert told["types"][0]["empty_share"] == pytest.approx(6 / 14)
    assert [row["direction_usd_per_t"] for row in told["directions"]] == [5, -5]


def test_a_plan_is_read_back(west: Results, tmp_path: Path) -> None:
    read = read_result(west.case, write_results(west, tmp_path / "west.xlsx")[0])
    for name, values in vars(west.solution.empties).items():
        assert np.array_equal(getattr(read.empties, name), values), name
    assert np.array_equal(read.prices.balance, west.solution.prices.balance)
    assert verify(west.case, read).ok


def test_without_equipment_nothing_is_shown() -> None:
    results = shown(switched_off()[0])
    assert not {"Returns", "Empties", "Balance"} & {sheet.name for sheet in results.sheets}
    assert "empties_musd" not in results.table("years").frame
    assert "returns" not in result_json(results)
    assert returns_sentence(results.facts) == ""
