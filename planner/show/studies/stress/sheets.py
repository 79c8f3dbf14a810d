"""What is lost when something closes: the ranked table and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.show.result import Chart, Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.alike import run_table
from planner.show.studies.stress.shown import Loss, Shown

CHARTED = 15
"""Rows that the chart shows."""

NOTE = (
    "Losses against the plan without any closing. Fixed: the projects of that plan; cargo finds other ways. Free: "
    "other projects may open, as if the closing were known from the first year; blank where it was not asked. Mt: more "
    "left behind in all plan years. MUSD: discounted, penalties for cargo left behind included. Days: longer on the "
    "way, average of what moves in the years of the closing; it falls where cargo of long ways stays behind. At least, "
    "at most: between these the loss is proven to be."
)


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook."""
    table, worst = _table(shown), _worst(shown)
    columns = ("fixed_musd", "adapted_musd") if any(row.free for row in shown.rows) else ("fixed_musd",)
    chart = Chart("What the worst closings cost", worst.name, "id", columns, unit="MUSD", stacked=False)
    return (
        Sheet("Stress", shown.title, f"{shown.statement} {NOTE}", (worst,), (chart,)),
        Sheet(
            "Closings", "All closings, the worst first", "Fixed, free, at least, at most: see sheet Stress.", (table,)
        ),
        Sheet("Run", "How this came about", "", (run_table(shown.run),)),
    )


def _worst(shown: Shown) -> ResultTable:
    rows = shown.rows[:CHARTED]
    columns: Columns = {
        "rank": (count("Rank"), [row.rank for row in rows]),
        "id": (text("What closes"), [row.id for row in rows]),
        "fixed_musd": (amount("Lost with the projects of the plan", "MUSD"), _finite(row.fixed.musd for row in rows)),
        "adapted_musd": (
            amount("Lost with projects free to adapt", "MUSD"),
            _finite(row.free.musd if row.free else np.nan for row in rows),
        ),
        "words": (text("In words"), [row.words for row in rows]),
    }
    return result_table("worst", "The worst", columns)


def _table(shown: Shown) -> ResultTable:
    rows = shown.rows
    columns: Columns = {
        "rank": (count("Rank"), [row.rank for row in rows]),
        "kind": (text("Kind"), [row.kind for row in rows]),
        "id": (text("What closes"), [row.id for row in rows]),
        "name": (text("Name"), [row.name for row in rows]),
        "carries_mt": (amount("Cargo over it in these years, by the plan", "Mt"), [row.carries_mt for row in rows]),
        **_losses("fixed", [row.fixed for row in rows]),
        **_losses("free", [row.free for row in rows]),
        "assets": (text("Links and terminals"), ["|".join(row.assets) for row in rows]),
    }
    return result_table("stress", "All closings, the worst first", columns)


def _losses(how: str, losses: Sequence[Loss | None]) -> Columns:
    declared = {
        "unmet_mt": amount(f"Left behind more, {how}", "Mt"),
        "musd": amount(f"Lost, {how}", "MUSD"),
        "real_musd": amount(f"Real money in it, {how}", "MUSD"),
        "penalty_musd": amount(f"Penalties in it, {how}", "MUSD"),
        "days": amount(f"Longer on the way, {how}", "days"),
        "least_musd": amount(f"At least, {how}", "MUSD"),
        "most_musd": amount(f"At most, {how}", "MUSD"),
    }
    columns: Columns = {
        f"{how}_{name}": (column, _finite(getattr(loss, name) if loss else np.nan for loss in losses))
        for name, column in declared.items()
    }
    said = [("" if loss is None else loss.status) for loss in losses]
    return columns | {f"{how}_status": (text(f"Status, {how}"), said)}


def _finite(values: Any) -> list[float]:
    """Numbers with blanks for what is not finite."""
    return [value if np.isfinite(value) else np.nan for value in values]
