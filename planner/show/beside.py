"""Which files a result consists of."""

from __future__ import annotations

from pathlib import Path

BESIDE = ("routes", "assets", "prices", "shortage", "flows")
"""Long tables that stand beside a result workbook, as they are named in the names of their files."""


def result_files(path: Path) -> list[Path]:
    """The files of a result: the workbook NAME.xlsx and its long tables NAME.TABLE.csv."""
    return [path, *(path.with_name(f"{path.stem}.{name}.csv") for name in BESIDE)]
