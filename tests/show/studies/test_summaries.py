"""The first sheet of a study: its sentences state figures of its tables, and its charts are printed."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from planner.show.result import ResultTable, Sheet
from planner.show.texts import ENGLISH
from planner.show.workbook import write_sheets
from tests.show.texts.in_studies import STUDIES

NUMBER = re.compile(r"(?<![\w.,])[+-]?\d[\d,]*(?:\.\d+)?")

FIRST = {
    "frontier": "Summary",
    "stress": "Summary",
    "sweep": "Summary",
    "explain": "Answers",
    "compare": "Summary",
    "appraise": "Summary",
    "robust": "Summary",
    "earnings": "Summary",
}


@pytest.fixture(scope="module", params=list(STUDIES))
def sheets(request: pytest.FixtureRequest) -> tuple[str, tuple[Sheet, ...]]:
    return request.param, STUDIES[request.param](ENGLISH)


def test_the_first_sheet_has_the_answer_and_charts(sheets: tuple[str, tuple[Sheet, ...]]) -> None:
    name, (first, *_) = sheets
    if name == "calibrate":  # its answers are the scenario, whose sheets follow
        assert first.name == "Calibration"
        return
    assert first.name == FIRST[name]
    assert first.tables[0].paragraph
    assert first.charts


def test_every_sheet_prints_its_charts(sheets: tuple[str, tuple[Sheet, ...]], tmp_path: Path) -> None:
    """Charts end in the print area."""
    write_sheets(sheets[1], tmp_path / "study.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "study.xlsx"):
        _, _, last_column, last_row = range_boundaries(sheet.print_area.split("!")[-1].replace("$", ""))
        for chart in sheet._charts:  # type: ignore[attr-defined]
            assert chart.anchor.to.row < last_row, sheet.title
            assert chart.anchor.to.col <= last_column, sheet.title


def figures(table: ResultTable) -> list[float]:
    """Numbers of a table, and shares in per cent."""
    numbers = table.frame.select_dtypes("number").to_numpy(float).ravel()
    return [*numbers, *(100 * numbers)]


@pytest.mark.parametrize("name", ["frontier", "stress", "sweep", "robust"])
def test_figures_of_sentences_stand_in_tables(name: str) -> None:
    """A number with a decimal point is that of a cell, rounded as it is told; the demand stands nowhere else."""
    sheets = STUDIES[name](ENGLISH)
    known = np.array([value for sheet in sheets for table in sheet.tables for value in figures(table)])
    known = known[np.isfinite(known)]
    for sentence in sheets[0].tables[0].frame["text"]:
        for written in NUMBER.findall(sentence):
            digits = written.partition(".")[2]
            if digits:
                near = np.abs(known - float(written.replace(",", "")))
                assert near.min() <= 0.5000001 * 10.0 ** -len(digits), (sentence, written)
