"""Another program opens the workbook, draws its charts and shows no error value."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from planner.show.write import write_results
from tests.show.plans import ferry, ferry_plan, results, ridge, ridge_plan

pytestmark = pytest.mark.office


def converted(book: Path, kind: str) -> Path:
    """The workbook as LibreOffice saves it."""
    profile = (book.parent / "profile").as_uri()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", kind, "--outdir",
         str(book.parent), str(book)],
        check=True,
        capture_output=True,
        timeout=120,
    )  # fmt: skip
    return book.with_suffix(f".{kind}")


@pytest.mark.parametrize("name", ["ridge", "ferry"])
def test_every_sheet_is_printed_without_an_error(name: str, tmp_path: Path) -> None:
    network, solution = (ridge(), ridge_plan(ridge())) if name == "ridge" else (ferry(), ferry_plan(ferry()))
    shown = results(network, solution)
    page = converted(write_results(shown, tmp_path / "plan.xlsx")[0], "pdf")
    text = subprocess.run(["pdftotext", "-layout", str(page), "-"], check=True, capture_output=True).stdout.decode()
    for sheet in shown.sheets:
        assert sheet.title.split("'")[0][:30] in text
    assert not re.search(r"###|#NAME|#REF|#VALUE|#DIV|#N/A|Err:\d", text)
    assert "Home transit by corridor and the transit target" in text
    pictures = subprocess.run(["pdfinfo", str(page)], check=True, capture_output=True).stdout.decode()
    assert int(re.search(r"Pages:\s+(\d+)", pictures).group(1)) >= len(shown.sheets)  # type: ignore[union-attr]
