"""Makes the pictures in docs/pictures: workbook, page and slides of the Kazakhstan case, studies of the teaching case.

    .venv/bin/python docs/make_pictures.py

Solves the case twice, as it is and in a scenario, which takes two minutes; or takes two result workbooks, the second to
compare with. Needs LibreOffice (soffice), poppler-utils (pdftoppm, pdftotext), Chromium and Playwright for Python.
`--only workbook`, `--only page`, `--only slides` and `--only studies` make a part of them. Look at the pictures before
you keep them.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]

CASE, SCENARIO = ROOT / "inputs" / "kazakhstan.xlsx", "caspian_low_water"
"""What is solved, and the scenario that it is compared with."""

GOOD_EXITS = (0, 4)
"""A plan that is proven, or verified at a limit."""

SHEETS = ("Summary", "Corridors", "Timeline", "Chains", "Utilisation", "Costs")
"""Sheets of which the first page is shown, as far as the workbook has them."""

TEACHING = ROOT / "inputs" / "three_nodes.xlsx"

STUDIES = {
    "frontier": ("frontier", str(TEACHING), "--relax"),
    "stress": ("stress", str(TEACHING)),
    "sweep": ("sweep", str(TEACHING), "--vary", "budget=1,0,0.5", "--vary", "demand.transit=1,0.8,1.2"),
    "explain": ("explain", str(TEACHING), "second_track", "rail_border_east"),
    "appraise": ("appraise", str(TEACHING)),
}
"""Studies whose first sheet is shown, and what is asked."""

PAGES = {
    "page-light": ("light", "year=2029"),
    "page-dark": ("dark", "tab=journeys&year=2035"),
    "page-projects": ("light", "tab=projects"),
    "page-ru": ("light", "tab=corridors&year=2035"),
    "page-compare": ("light", "view=difference&year=2035"),
}
"""Pictures of the page: colours, and what its address asks for."""

SLIDES = ("summary", "flows-2029", "flows-home-2035", "corridors", "timeline-1", "utilisation", "bottlenecks", "costs")
"""Slides that are shown, as far as the result has them."""

WINDOW = {"width": 1280, "height": 940}
SLIDE_WIDTH, SHEET_WIDTH = 1280, 1400
DOTS_PER_INCH = 250

MARGIN, FOOTER, WHITE = 30, 0.945, 250
"""Dots of white left around a sheet; share of the paper above its footer; brightness that counts as paper."""

COLOURS = 256


def main() -> None:
    """Make the pictures asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path, nargs="?", help="result workbook; default: the Kazakhstan case is solved")
    parser.add_argument("other", type=Path, nargs="?", help="result workbook to compare with")
    parser.add_argument("--folder", type=Path, default=ROOT / "docs" / "pictures", help="where pictures go")
    parser.add_argument("--only", choices=["workbook", "page", "slides", "studies"], help="make only these")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        if given.only in (None, "studies"):
            draw_studies(scratch, given.folder)
        if given.only == "studies":
            return
        result = given.result or solved(scratch / "kazakhstan.xlsx")
        if given.only in (None, "workbook"):
            draw_sheets(result, scratch, given.folder)
        if given.only in (None, "slides"):
            draw_slides(result, scratch, given.folder)
        if given.only in (None, "page"):
            other = given.other or solved(scratch / f"{SCENARIO}.xlsx", "--scenario", SCENARIO)
            draw_page(result, other, scratch, given.folder)


def solved(target: Path, *options: str) -> Path:
    """The result of the Kazakhstan case."""
    planner("solve", str(CASE), "--out", str(target), *options)
    return target


def planner(*words: str) -> None:
    """Run the planner of this environment; raises CalledProcessError where it ends without a plan."""
    command = [str(Path(sys.executable).with_name("planner")), *words]
    done = subprocess.run(command, check=False)
    if done.returncode not in GOOD_EXITS:
        raise subprocess.CalledProcessError(done.returncode, command)


def draw_studies(scratch: Path, folder: Path) -> None:
    """The first printed page of each study as study-NAME.png."""
    for name, words in STUDIES.items():
        out = scratch / name if name == "sweep" else scratch / f"{name}.xlsx"
        planner(*words, "--out", str(out))
        keep_page(printed(out / "sweep.xlsx" if name == "sweep" else out, scratch), 1, folder / f"study-{name}.png")
    plans = [scratch / "base.xlsx", scratch / "without the track.xlsx"]
    planner("solve", str(TEACHING), "--out", str(plans[0]))
    planner("solve", str(TEACHING), "--scenario", "no_second_track", "--out", str(plans[1]))
    planner("compare", *map(str, plans), "--out", str(scratch / "compare.xlsx"))
    keep_page(printed(scratch / "compare.xlsx", scratch), 1, folder / "study-compare.png")


def draw_sheets(result: Path, scratch: Path, folder: Path) -> None:
    """The first printed page of each sheet as workbook-NAME.png, without margins and footer."""
    pdf = printed(result, scratch)
    for sheet, number in first_pages(result, pdf):
        keep_page(pdf, number, folder / f"workbook-{sheet.lower()}.png")


def printed(book: Path, scratch: Path) -> Path:
    """A workbook as LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{scratch}/profile"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch), str(book))
    return scratch / f"{book.stem}.pdf"


def keep_page(pdf: Path, number: int, target: Path) -> None:
    """Write a page of paper as a picture, without margins and footer."""
    draft = pdf.with_suffix(".png")
    page = ("-r", str(DOTS_PER_INCH), "-f", str(number), "-l", str(number), "-singlefile", "-png")
    run("pdftoppm", *page, str(pdf), str(draft.with_suffix("")))
    keep(narrowed(trimmed(Image.open(draft).convert("RGB")), SHEET_WIDTH), target)


def first_pages(result: Path, pdf: Path) -> Iterator[tuple[str, int]]:
    """Name of each sheet shown and the number of the first page of paper that begins with its title."""
    pages = run("pdftotext", "-layout", str(pdf), "-").decode().split("\f")
    starts = [next((line.strip() for line in page.splitlines() if line.strip()), "") for page in pages]
    book = load_workbook(result, read_only=True)
    for sheet in SHEETS:
        if sheet in book.sheetnames:
            title = str(next(book[sheet].iter_rows(max_row=1, max_col=1, values_only=True))[0])
            yield sheet, 1 + next(number for number, start in enumerate(starts) if start.startswith(title))


def trimmed(picture: Image.Image) -> Image.Image:
    """The picture without white margins and without what stands at the foot of the paper."""
    inked = np.asarray(picture.convert("L")) < WHITE
    inked[int(FOOTER * len(inked)) :] = False
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    left, top = max(0, int(columns[0]) - MARGIN), max(0, int(rows[0]) - MARGIN)
    return picture.crop((left, top, int(columns[-1]) + MARGIN, int(rows[-1]) + MARGIN))


def draw_slides(result: Path, scratch: Path, folder: Path) -> None:
    """Pictures for slides as slide-NAME.png, smaller than the program makes them."""
    slides = scratch / "slides"
    slides.mkdir()
    planner("report", str(result), "--png", str(slides))
    for name in SLIDES:
        if (slides / f"{name}.png").exists():
            keep(narrowed(Image.open(slides / f"{name}.png").convert("RGB"), SLIDE_WIDTH), folder / f"slide-{name}.png")


def draw_page(result: Path, other: Path, scratch: Path, folder: Path) -> None:
    """Screenshots of the page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (colours, address) in PAGES.items():
            html = scratch / f"{name}.html"
            results = [str(result), *([str(other)] if name == "page-compare" else [])]
            planner("report", *results, "--out", str(html), "--lang", "ru" if name == "page-ru" else "en")
            page = browser.new_page(viewport=WINDOW, color_scheme="dark" if colours == "dark" else "light")
            page.goto(f"{html.as_uri()}#{address}")
            page.wait_for_selector("html[data-drawn=yes]")
            page.screenshot(path=scratch / f"{name}.png")
            page.close()
            keep(Image.open(scratch / f"{name}.png").convert("RGB"), folder / f"{name}.png")
        browser.close()


def narrowed(picture: Image.Image, width: int) -> Image.Image:
    """The picture at most so many dots wide."""
    if picture.width <= width:
        return picture
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def keep(picture: Image.Image, target: Path) -> None:
    """Write a picture with few colours, which is a quarter of its size."""
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


def run(*command: str) -> bytes:
    """What a command prints; raises CalledProcessError."""
    return subprocess.run(command, check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
