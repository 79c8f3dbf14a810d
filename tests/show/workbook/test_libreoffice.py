"""Another program opens the workbook, draws its charts and shows no error value."""

from __future__ import annotations

import re
import subprocess
from math import isfinite
from pathlib import Path

import pytest

from models.verify import verify
from planner.read.result import read_result
from planner.show.result import Results, RunInfo
from planner.show.sheets.all_sheets import result_tables
from planner.show.texts import ENGLISH, Words
from planner.show.workbook import write_results
from tests.show.plans import ferry, ferry_plan, ridge, ridge_plan
from tests.show.workbooks import expected_rows, rows_of, table_in

pytestmark = pytest.mark.office


def converted(book: Path, kind: str) -> Path:
    """The workbook as LibreOffice saves it, in a folder beside it."""
    profile, folder = (book.parent / "profile").as_uri(), book.parent / "converted"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir",
         str(folder), str(book)],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return folder / f"{book.stem}.{kind}"


def made(name: str, words: Words = ENGLISH) -> Results:
    network, solution = (ridge(), ridge_plan(ridge())) if name == "ridge" else (ferry(), ferry_plan(ferry()))
    return result_tables(network, solution, verify(network, solution), RunInfo("case.xlsx"), words)


def printed(shown: Results, folder: Path) -> tuple[str, int]:
    """What LibreOffice prints of a result: the text, and the number of pages."""
    page = converted(write_results(shown, folder / "plan.xlsx")[0], "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(page), "-"], check=True, capture_output=True).stdout.decode()
    told = subprocess.run(["pdfinfo", str(page)], check=True, capture_output=True).stdout.decode()
    return text, int(re.search(r"Pages:\s+(\d+)", told).group(1))  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["ridge", "ferry"])
def test_every_sheet_is_printed_without_an_error(name: str, tmp_path: Path) -> None:
    shown = made(name)
    text, pages = printed(shown, tmp_path)
    for sheet in shown.sheets:
        assert sheet.title.split("'")[0][:30] in text
    assert not re.search(r"###|#NAME|#REF|#VALUE|#DIV|#N/A|Err:\d", text)
    assert len(shown.sheets) <= pages <= len(shown.sheets) + 9
    for sheet in shown.sheets:
        assert all(not chart.rows or str(chart.title) in text for chart in sheet.charts)
    for told in ("Home transit by corridor and the transit target", "Annuities of projects", "New money"):
        assert told in text


def test_tiles_timeline_and_chains_are_on_paper(tmp_path: Path) -> None:
    text, _ = printed(made("ridge"), tmp_path)
    for told in (
        "5.0 Mt",
        "190 MUSD",
        "500 MUSD",
        "13.043%",
        "target 5.0 Mt: reached",
        "builds",
        "not built",
        "border",
    ):
        assert told in text, told


def test_the_russian_report_is_printed_without_an_error(tmp_path: Path) -> None:
    shown = made("ridge", Words("ru"))
    text, pages = printed(shown, tmp_path)
    assert len(shown.sheets) <= pages <= len(shown.sheets) + 8
    assert not re.search(r"###|#NAME|#REF|#VALUE|#DIV|#N/A|Err:\d|\{\w+\}", text)
    for sheet in shown.sheets:
        assert str(shown.facts.words.say(sheet.title))[:25] in text


@pytest.mark.parametrize("name", ["ridge", "ferry"])
def test_what_another_program_saved_is_the_same_plan(name: str, tmp_path: Path) -> None:
    shown = made(name)
    again = converted(write_results(shown, tmp_path / "plan.xlsx")[0], "xlsx")
    read = read_result(shown.case, again)
    assert verify(shown.case, read).ok
    assert sorted(read.routes.mt.tolist()) == pytest.approx(sorted(shown.solution.routes.mt.tolist()))
    assert read.unmet_mt.tolist() == shown.solution.unmet_mt.tolist()
    assert (read.objective, read.bound) == pytest.approx((shown.solution.objective, shown.solution.bound))
    for sheet in shown.sheets:
        rows = rows_of(again, sheet.name)
        for table in sheet.tables:
            for row, wanted in zip(table_in(rows, table), expected_rows(table), strict=True):
                assert row == [_about(cell) for cell in wanted], table.name


def _about(cell: object) -> object:
    """A number as another program keeps it; infinity stands in a workbook as a word."""
    if isinstance(cell, float):
        return pytest.approx(cell) if isfinite(cell) else str(cell)
    return cell
