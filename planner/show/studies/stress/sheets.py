"""What is lost when something closes: the ranked table and its chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from planner.show.result import Chart, Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.alike import answers_table, run_table, short
from planner.show.studies.stress.answers import answers
from planner.show.studies.stress.events import Event, events
from planner.show.studies.stress.losses import Loss
from planner.show.studies.stress.shown import Shown
from planner.show.texts import Said, Words

CHARTED = 12
"""Rows that the charts show."""

SUMMARY_NOTE = "MUSD: discounted. Penalties stand for cargo left behind; they are not real money."
CLOSINGS_NOTE = (
    "Fixed, free, at least, at most: see sheet Stress. What closes under several names and loses the same is one event."
)
NOTE = (
    "Losses against the plan without any closing. Fixed: the projects of that plan; cargo finds other ways. Free: "
    "other projects may open, as if the closing were known from the first year; blank where it was not asked. Mt: more "
    "left behind in all plan years. MUSD: discounted, penalties for cargo left behind included. Days: longer on the "
    "way, average of what moves in the years of the closing; it falls where cargo of long ways stays behind. At least, "
    "at most: between these the loss is proven to be."
)


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook."""
    found = events(shown.rows)
    worst = _worst(found)
    return (
        Sheet(
            "Summary",
            shown.title,
            Said(f"{shown.statement} {shown.words.say(SUMMARY_NOTE)}"),
            (answers_table(answers(shown)),),
            _charts(shown, found, worst),
        ),
        Sheet("Stress", "The worst closings", NOTE, (worst,)),
        Sheet("Closings", "All closings, the worst first", CLOSINGS_NOTE, (_table(found, shown.words),), part="data"),
        Sheet("Run", "How this came about", "", (run_table(shown.run),)),
    )


def _charts(shown: Shown, found: Sequence[Event], worst: ResultTable) -> tuple[Chart, ...]:
    """What the worst closings leave behind, and what they cost in real money, in the order of their ranks."""
    many = sum(event.first.costs for event in found[:CHARTED])
    if not many:
        return ()
    rows, say = (0, many), shown.words.say
    money = say("What the worst closings cost in real money, MUSD")
    behind = say("What they leave behind more, Mt in all plan years")
    return (
        Chart(behind, worst.name, "name", ("unmet_mt",), unit="Mt", sideways=True, rows=rows, across=2),
        Chart(money, worst.name, "name", ("real_musd",), unit="MUSD", sideways=True, rows=rows, across=2),
    )


def _worst(found: Sequence[Event]) -> ResultTable:
    shown = found[:CHARTED]
    first = [event.first for event in shown]
    columns: Columns = {
        "rank": (count("Rank"), [row.rank for row in first]),
        "id": (text("What closes"), [event.ids for event in shown]),
        "name": (text("Name"), [short(event.name) for event in shown]),
        "unmet_mt": (amount("Left behind more", "Mt"), _finite(row.fixed.unmet_mt for row in first)),
        "real_musd": (amount("Real cost", "MUSD"), _finite(row.fixed.real_musd for row in first)),
        "penalty_musd": (amount("Penalty, not real money", "MUSD"), _finite(row.fixed.penalty_musd for row in first)),
        "fixed_musd": (
            amount("Lost with the projects of the plan, penalties counted", "MUSD"),
            _finite(row.fixed.musd for row in first),
        ),
        "adapted_musd": (
            amount("Lost with projects free to adapt, penalties counted", "MUSD"),
            _finite(event.free.musd if event.free else np.nan for event in shown),
        ),
        "words": (text("In words"), [event.words for event in shown]),
    }
    return result_table("worst", "The worst", columns)


def _table(found: Sequence[Event], words: Words) -> ResultTable:
    first = [event.first for event in found]
    columns: Columns = {
        "rank": (count("Rank"), [row.rank for row in first]),
        "kind": (text("Kind"), [event.kinds(words) for event in found]),
        "id": (text("What closes"), [event.ids for event in found]),
        "name": (text("Name"), [event.name for event in found]),
        "carries_mt": (amount("Cargo over it in these years, by the plan", "Mt"), [row.carries_mt for row in first]),
        **_losses("fixed", [row.fixed for row in first]),
        **_losses("free", [event.free for event in found]),
        "assets": (text("Links and terminals"), [_assets(event) for event in found]),
    }
    return result_table("stress", "All closings, the worst first", columns)


def _assets(event: Event) -> str:
    return "|".join(dict.fromkeys(asset for row in event.rows for asset in row.assets))


FIXED = {
    "unmet_mt": amount("Left behind more, fixed", "Mt"),
    "musd": amount("Lost, fixed", "MUSD"),
    "real_musd": amount("Real money in it, fixed", "MUSD"),
    "penalty_musd": amount("Penalties in it, fixed", "MUSD"),
    "days": amount("Longer on the way, fixed", "days"),
    "least_musd": amount("At least, fixed", "MUSD"),
    "most_musd": amount("At most, fixed", "MUSD"),
}
FREE = {
    "unmet_mt": amount("Left behind more, free", "Mt"),
    "musd": amount("Lost, free", "MUSD"),
    "real_musd": amount("Real money in it, free", "MUSD"),
    "penalty_musd": amount("Penalties in it, free", "MUSD"),
    "days": amount("Longer on the way, free", "days"),
    "least_musd": amount("At least, free", "MUSD"),
    "most_musd": amount("At most, free", "MUSD"),
}


def _losses(how: str, losses: Sequence[Loss | None]) -> Columns:
    declared, status = (FIXED, text("Status, fixed")) if how == "fixed" else (FREE, text("Status, free"))
    columns: Columns = {
        f"{how}_{name}": (column, _finite(getattr(loss, name) if loss else np.nan for loss in losses))
        for name, column in declared.items()
    }
    said = [("" if loss is None else loss.status) for loss in losses]
    return columns | {f"{how}_status": (status, said)}


def _finite(values: Any) -> list[float]:
    """Numbers with blanks for what is not finite."""
    return [value if np.isfinite(value) else np.nan for value in values]
