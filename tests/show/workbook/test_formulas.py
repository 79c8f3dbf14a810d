"""Formulas by the names of columns, and what another program computes from them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.show.studies import appraise as show
from planner.show.workbook import write_sheets
from planner.show.workbook.charts import Anchor
from planner.show.workbook.formulas import resolved
from tests.show.workbook.test_libreoffice import converted
from tests.study.appraise.cases import appraised, cut, short_cut

ANCHORS: dict[str, Anchor] = {"cash": ("Money", 4, {"year": 0, "net": 2}, 3), "own": ("Model", 9, {"a": 1, "b": 2}, 2)}


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("=SUM([cash.net])", "=SUM('Money'!$C$5:$C$7)"),
        ("=[cash.year@0]", "='Money'!$A$5"),
        ("=[a]*[b]", "=B11*C11"),
        ("=SUM([a]:[b])", "=SUM(B11:C11)"),
    ],
)
def test_names_become_cells(formula: str, cells: str) -> None:
    """A table of three rows from row 5 on; the formula stands in the second row of another, row 11."""
    assert resolved(formula, "own", 1, ANCHORS) == cells


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        resolved("=[cash.nett]", "own", 0, ANCHORS)


def written(folder: Path) -> Path:
    given = short_cut(
        conversion_factors=[{"kind": "transport", "factor": 0.9}],
        tariffs=[{"owner": "rail", "asset": "a-b", "usd_per_t": 2.0}],
        projects=[cut(owner="rail", budget_share=0.0)],
    )
    shown = show.shown_of(appraised(given, 0.1, 0.05), {"case": "roads"})
    write_sheets(show.sheets_of(shown), folder / "worth.xlsx")
    return folder / "worth.xlsx"


def model(book: Path) -> dict[str, Any]:
    """The values of the sheet Model by their key."""
    sheet = openpyxl.load_workbook(book, data_only=True)["Model"]
    return {str(row[0]): row[1] for row in sheet.iter_rows(values_only=True) if isinstance(row[0], str)}


FIGURES = ("npv", "benefits", "costs", "bcr", "rate_of_return", "npv_by_function", "account_npv", "account_return")


def test_what_formulas_give_stands_in_the_file(tmp_path: Path) -> None:
    """Transport at 0.9: net -6, 6.2, 11; the rate solves 6 (1+r)^2 = 6.2 (1+r) + 11."""
    found = model(written(tmp_path))
    npv = -6 + 6.2 / 1.1 + 11 / 1.21
    assert (found["npv"], found["npv_by_function"]) == pytest.approx((npv, npv))
    assert found["rate_of_return"] == pytest.approx((6.2 + (6.2**2 + 4 * 6 * 11) ** 0.5) / 12 - 1)


def test_the_account_of_the_owner(tmp_path: Path) -> None:
    """2 Mt at 2 USD/t less 1 of upkeep, 6 paid and 4.8 left: -6, 3, 7.8; the rate solves 6 (1+r)^2 = 3 (1+r) + 7.8."""
    found = model(written(tmp_path))
    assert found["account"] == "programme / rail"
    assert found["account_npv"] == pytest.approx(-6 + 3 / 1.1 + 7.8 / 1.21)
    assert found["account_return"] == pytest.approx((3 + (9 + 4 * 6 * 7.8) ** 0.5) / 12 - 1)


@pytest.mark.office
def test_another_program_computes_the_same_and_follows_the_rate(tmp_path: Path) -> None:
    book = written(tmp_path)
    before = model(book)
    edited = openpyxl.load_workbook(book)
    (rate,) = (row[1] for row in edited["Model"].iter_rows() if row[0].value == "rate")
    for number, chosen in enumerate((0.1, 0.05)):
        rate.value = chosen
        edited.save(tmp_path / f"edited{number}.xlsx")
        found = model(converted(tmp_path / f"edited{number}.xlsx", "xlsx"))
        if chosen == 0.1:
            assert {name: found[name] for name in FIGURES} == pytest.approx(
                {name: before[name] for name in FIGURES}, rel=1e-9
            )
        assert found["npv"] == pytest.approx(-6 + 6.2 / (1 + chosen) + 11 / (1 + chosen) ** 2, rel=1e-9)
        assert found["npv_by_function"] == pytest.approx(found["npv"], rel=1e-9)
        assert found["account_npv"] == pytest.approx(-6 + 3 / (1 + chosen) + 7.8 / (1 + chosen) ** 2, rel=1e-9)
