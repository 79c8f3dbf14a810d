"""On paper: every part of the page, A4 across, dark letters on white."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.show.page.browser.opening import Opened
from tests.show.page.browser.reports import Report

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("plans", ["one", "two"])
def test_everything_is_printed(browser: Browser, single: Report, double: Report, plans: str, scratch: Path) -> None:
    report = single if plans == "one" else double
    paper = scratch / "page.pdf"
    with Opened(browser, report.page, theme="dark") as opened:
        opened.page.pdf(path=paper, prefer_css_page_size=True, print_background=True)
        titles = opened.texts("#tabs button")
        assert opened.find("#panel-corridors").is_hidden()
        plan = opened.data("plans[0]")
    told = subprocess.run(["pdftotext", "-layout", str(paper), "-"], check=True, capture_output=True).stdout.decode()
    facts = subprocess.run(["pdfinfo", str(paper)], check=True, capture_output=True).stdout.decode()
    assert re.search(r"Page size: +84[12]\.\d+ x 59[45]\.\d+ pts \(A4\)", facts)
    assert 6 <= int(re.findall(r"Pages: +(\d+)", facts)[0]) <= 60
    assert paper.stat().st_size < 4_000_000
    for title in titles:
        assert re.search(rf"^[\f ]*{re.escape(title)}", told, re.MULTILINE), title
    words = " ".join(told.split())
    assert all(" ".join(line["text"].split())[:40] in words for line in plan["headlines"]) or plans == "two"
    assert _brightness(paper, scratch) > 200


def _brightness(paper: Path, folder: Path) -> float:
    """Mean brightness of the first page, 255 for white."""
    command = ["pdftoppm", "-gray", "-r", "30", "-singlefile", str(paper), str(folder / "first")]
    subprocess.run(command, check=True, capture_output=True)
    dots = (folder / "first.pgm").read_bytes().split(b"\n", 3)[3]
    return sum(dots) / len(dots)
