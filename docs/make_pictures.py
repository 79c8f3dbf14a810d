"""Makes the pictures of the README from a result workbook: LibreOffice prints it, poppler draws its first pages.

    .venv/bin/planner solve inputs/kazakhstan.xlsx --out /tmp/kazakhstan.xlsx
    .venv/bin/python docs/make_pictures.py /tmp/kazakhstan.xlsx

Needs LibreOffice (soffice) and poppler-utils (pdftoppm, pdftotext).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np

PICTURES = {1: ("summary", ""), 2: ("corridors", "Volume of every corridor")}
"""By page: name of the picture, and the first words of what is left out with all below it."""

DOTS_PER_INCH = 150
MARGIN = 20
"""Dots of white that are left around a picture."""

FOOTER = 0.94
"""Share of the page above the footer."""

WHITE = 250


def main() -> None:
    """Draw the pictures of a result workbook."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("result", type=Path, help="result workbook of planner solve")
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent / "pictures", help="where pictures go")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        pdf = print_pages(given.result, Path(scratch))
        for number, (name, left_out) in PICTURES.items():
            draw(pdf, number, given.folder / f"{name}.png", left_out)


def print_pages(workbook: Path, scratch: Path) -> Path:
    """The first pages of a workbook as PDF."""
    pages = f'{{"PageRange":{{"type":"string","value":"1-{max(PICTURES)}"}}}}'
    profile = f"-env:UserInstallation=file://{scratch}/profile"
    printer = f"pdf:calc_pdf_Export:{pages}"
    _run("soffice", profile, "--headless", "--convert-to", printer, "--outdir", str(scratch), str(workbook))
    return scratch / f"{workbook.stem}.pdf"


def draw(pdf: Path, number: int, picture: Path, left_out: str) -> None:
    """One page as PNG, without its white margins, its footer and what begins with `left_out`."""
    page = ("-r", str(DOTS_PER_INCH), "-f", str(number), "-l", str(number))
    inked = _grey(_run("pdftoppm", "-gray", *page, str(pdf))) < WHITE
    inked[int(_end(pdf, number, left_out) * len(inked)) :] = False
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    left, top = max(0, columns[0] - MARGIN), max(0, rows[0] - MARGIN)
    width, height = columns[-1] + MARGIN - left, rows[-1] + MARGIN - top
    window = ("-x", str(left), "-y", str(top), "-W", str(width), "-H", str(height))
    _run("pdftoppm", "-png", "-singlefile", *page, *window, str(pdf), str(picture.with_suffix("")))


def _end(pdf: Path, number: int, left_out: str) -> float:
    """Share of the page's height above the words, or above the footer where they do not stand there."""
    boxes = _run("pdftotext", "-bbox-layout", "-f", str(number), "-l", str(number), str(pdf), "-").decode()
    height = re.search(r'<page [^>]*height="([\d.]+)"', boxes)
    for top, line in re.findall(r'<line [^>]*yMin="([\d.]+)"[^>]*>(.*?)</line>', boxes, re.DOTALL):
        told = " ".join(re.findall(r"<word [^>]*>(.*?)</word>", line))
        if height and left_out and told.startswith(left_out):
            return float(top) / float(height[1])
    return FOOTER


def _grey(image: bytes) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Brightness of each dot of a PGM image, (rows, columns)."""
    _, size, _, dots = image.split(b"\n", 3)
    width, height = map(int, size.split())
    return np.frombuffer(dots, np.uint8).reshape(height, width)


def _run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


if __name__ == "__main__":
    main()
