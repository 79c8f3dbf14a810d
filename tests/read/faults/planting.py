"""Faults that no change of cells makes: planted into the saved file or folder itself."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Edit = Callable[[Path], None]
"""Changes a saved workbook, or a saved folder, in place."""


def in_book(change: Callable[[Any], None]) -> Edit:
    """Open the workbook as openpyxl has it, change it, save it."""

    def edit(path: Path) -> None:
        book = load_workbook(path)
        change(book)
        book.save(path)

    return edit


def in_xml(part: str, pattern: str, replacement: str) -> Edit:
    """Change the XML of the parts whose name begins with `part`; something must match."""

    def edit(path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name).decode("latin-1") for name in archive.namelist()}
        changed = {name: re.sub(pattern, replacement, text) for name, text in parts.items() if name.startswith(part)}
        assert any(parts[name] != text for name, text in changed.items())
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in (parts | changed).items():
                archive.writestr(name, text.encode("latin-1"))

    return edit


def in_file(name: str, change: Callable[[str], str]) -> Edit:
    """Change the text of a CSV file of the folder; it must change."""

    def edit(path: Path) -> None:
        before = (path / f"{name}.csv").read_text("utf-8")
        after = change(before)
        assert after != before
        (path / f"{name}.csv").write_bytes(after.encode())

    return edit


def with_part(part: str) -> Edit:
    """Add a part to the workbook."""

    def edit(path: Path) -> None:
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr(part, b"of no consequence")

    return edit


def merged(sheet: str, cells: str) -> Edit:
    """Merge cells; those under the first lose their values, as in Excel."""
    return in_book(lambda book: book[sheet].merge_cells(cells))


def shown_in_per_cent(sheet: str, cell: str) -> Edit:
    """Give a cell a format of per cent."""
    return in_book(lambda book: setattr(book[sheet][cell], "number_format", "0%"))


def hidden_row(sheet: str, row: int) -> Edit:
    """Hide a row."""
    return in_book(lambda book: setattr(book[sheet].row_dimensions[row], "hidden", True))


def hidden_column(sheet: str, letter: str) -> Edit:
    """Hide a column."""
    return in_book(lambda book: setattr(book[sheet].column_dimensions[letter], "hidden", True))


def hidden_sheet(sheet: str) -> Edit:
    """Hide a sheet."""
    return in_book(lambda book: setattr(book[sheet], "sheet_state", "veryHidden"))


def open_elsewhere(path: Path) -> None:
    """The mark that Excel leaves beside a workbook while it is open."""
    path.with_name(f"~${path.name}").write_bytes(b"\x05user")
