"""What only some results have: what projects are worth, and what the cargo emits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from planner.show.page.numbers import FLOW, MONEY, SHARE, series, short
from planner.show.page.union import Union
from planner.show.result import Results

NOT_STREAMS = ("key", "name", "npv_musd")
"""Columns of the table of streams that are none."""


def appraisal_data(results: Results) -> dict[str, Any] | None:
    """What the programme and each project are worth; None of a result that does not say it."""
    if results.rate is None:
        return None
    streams, figures = results.table("stream_keys"), results.table("appraisal").frame
    names = [name for name in streams.columns if name not in NOT_STREAMS]
    amounts = streams.frame.set_index("key")[names]
    return {
        "rate": results.rate,
        "base_year": results.case.parameters.base_year,
        "streams": [{"name": name, "label": results.facts.words.say(streams.columns[name].help)} for name in names],
        "rows": [_row(results, row, amounts) for row in figures.to_dict("records")],
    }


def _row(results: Results, row: dict[Any, Any], amounts: pd.DataFrame) -> dict[str, Any]:
    name = row["id"]
    of_row = amounts.loc[name] if name in amounts.index else pd.Series(dtype=float)
    return {
        "id": name,
        "name": row["name"],
        "planned": results.facts.words.say(row["planned"]),
        "opens": _year(row["opens"]),
        "npv": short(row["npv_musd"], MONEY),
        "bcr": short(row["bcr"], SHARE),
        "returns": row["rate_of_return"],
        "first_year": short(row["first_year_return"], SHARE),
        "payback": _year(row["payback_year"]),
        "why": row["no_figure"],
        "streams": {stream: short(float(musd), MONEY) for stream, musd in of_row.items() if musd},
    }


def _year(value: float) -> int | None:
    return None if np.isnan(value) else int(value)


def carbon_data(union: Union, results: Results) -> dict[str, Any] | None:
    """Emissions by year and mode; None where the case says of nothing what it emits."""
    if "carbon" not in results.tables:
        return None
    facts, years, modes = results.facts, results.table("carbon").frame, results.table("carbon_by_mode")
    by_mode = modes.frame[[f"y{year}" for year in facts.years.tolist()]].to_numpy(float)
    return {
        "parts": [
            {"label": label, "values": series(union.over_years(facts, kt), FLOW)}
            for label, kt in zip(modes.shown("part", facts.words), by_mode, strict=True)
        ],
        "total_kt": series(union.over_years(facts, years["emitted_kt"].to_numpy(float)), FLOW),
        "cap_kt": series(union.over_years(facts, 1000.0 * years["cap_mt"].to_numpy(float)), FLOW),
        "g_per_tkm": series(union.over_years(facts, years["g_per_tkm"].to_numpy(float)), MONEY),
    }
