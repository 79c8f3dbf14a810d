"""Another program opens the comparison, draws its charts and shows no error value."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planner.cli.app import app
from planner.study.scenarios import apply_scenario
from tests.show.workbook.test_libreoffice import converted
from tests.study.compare.networks import closing, solved, written

pytestmark = pytest.mark.office


def test_every_sheet_is_printed_with_its_charts(tmp_path: Path) -> None:
    base = written(solved(closing()), tmp_path / "base.xlsx")
    low = written(solved(apply_scenario(closing(), "low")), tmp_path / "low.xlsx", scenario="low")
    book = tmp_path / "compared.xlsx"
    assert CliRunner().invoke(app, ["compare", base, low, "--out", str(book)]).exit_code == 0
    page = converted(book, "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(page), "-"], check=True, capture_output=True).stdout.decode()
    assert not re.search(r"###|#NAME|#REF|#VALUE|#DIV|#N/A|Err:\d", text)
    for title in ("Volume of the corridors in 2026", "Difference of the cost to the base", "Spent from the budget"):
        assert title in text
