"""The table of a sweep."""

from __future__ import annotations

import pandas as pd


def table(folder: str) -> pd.DataFrame:
    """The rows of a finished sweep in a folder."""
    return pd.read_csv(f"{folder}/sweep.csv")
