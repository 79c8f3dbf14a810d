"""Long tables as CSV beside the workbook: UTF-8 with byte order mark, so that Excel reads every alphabet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from models.tables import LIVE
from planner.show.result import ResultTable

ENCODING = "utf-8-sig"


def write_csv(table: ResultTable, path: Path) -> None:
    """Write a table under its column names, numbers at full precision, blanks empty."""
    words = [name for name, column in table.columns.items() if column.kind not in ("number", "integer", "per_year")]
    frame = table.frame.assign(**{name: _harmless(table.frame[name]) for name in words})
    for name, column in table.columns.items():
        if column.kind == "integer":
            frame[name] = frame[name].astype("Int64")
    frame.to_csv(path, index=False, encoding=ENCODING, lineterminator="\n")


def _harmless(texts: pd.Series[str]) -> pd.Series[str]:
    shown = texts.astype(object).where(texts.notna(), "").astype(str)
    return shown.where(~shown.str.startswith(LIVE), "'" + shown)
