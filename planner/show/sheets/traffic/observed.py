"""The plan held against what was counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from models.tables import Flags, Integers, Numbers
from planner.show.result import Columns, Facts, ResultTable, Sheet, amount, count, linked, named, result_table, text
from planner.show.texts import Said, mt

SHEET = "Observed"

NOTE = (
    "Observed: what was counted in a year, Mt. Model: tonnes of the plan on the links and terminals named, both "
    "directions, or the volume of the corridor; plus, where the count includes it, traffic outside the model there "
    "(existing load; of a corridor what the model leaves out). Difference = model - observed, Mt; in % of observed. "
    "GEH = sqrt(2 (model - observed)^2 / (model + observed)), here of Mt a year, so in the square root of Mt a year; "
    "thresholds such as 5, known from counts of vehicles an hour, do not carry over. The worst GEH of a year comes "
    "first. Held out: planner calibrate fits nothing to it."
)

WARNED = 0.25
"""Share of the observation beyond which a place is told in the warnings."""

NAMED = 3
"""Places that the warning names."""

ROUNDING = 1e-9
"""Share of the observation by which a place may be beyond a limit and still keep it."""


def observed_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheet Observed; none where nothing was counted in a plan year."""
    if not len(facts.counted.row):
        return ()
    tables = (_places_table(facts), _summary_table(facts))
    return (Sheet(SHEET, "Model against observation", NOTE, tables),)


def _places_table(facts: Facts) -> ResultTable:
    """A row per observation of a plan year, year by year, the worst GEH first."""
    counted, rows = facts.counted, facts.case.observed
    order = worst_first(facts)
    row = counted.row[order]
    with_share = np.where(np.isfinite(counted.difference_share), counted.difference_share, np.nan)
    columns: Columns = {
        "place": (text("Place"), named(rows.place, rows.id)[row]),
        "year": (count("Year", "year"), facts.years[counted.year[order]]),
        "observed_mt": (amount("Observed", "Mt"), counted.observed_mt[order]),
        "model_mt": (amount("Model", "Mt"), counted.model_mt[order]),
        "difference_mt": (amount("Difference, model - observed", "Mt"), counted.difference_mt[order]),
        "difference_share": (amount("Difference, of observed", "share"), with_share[order]),
        "geh": (amount("GEH", "root of Mt/year"), counted.geh[order]),
        "flow_mt": (amount("Tonnes of the plan in it", "Mt"), counted.flow_mt[order]),
        "beside_mt": (amount("Traffic outside the model in it", "Mt"), counted.beside_mt[order]),
        "held_out": (text("Held out"), _yes(rows.hold_out[row])),
        "corridor": (linked("Corridor", "corridors"), rows.corridor[row]),
        "assets": (text("Links and terminals"), _joined(rows.assets[row])),
        "id": (text("Observation"), rows.id[row]),
        "basis": (text("Basis"), rows.basis[row]),
        "source": (text("Source"), rows.source[row]),
    }
    return result_table("observed", "Places where something was counted", columns, spoken=("held_out",))


def worst_first(facts: Facts) -> Integers:
    """Positions of the observations: by year, the greatest GEH first, then as they stand in the table."""
    return np.lexsort((facts.counted.row, -facts.counted.geh.round(9), facts.counted.year))


def _yes(flags: Flags) -> list[str]:
    return ["yes" if flag else "" for flag in flags.tolist()]


def _joined(lists: Any) -> list[str]:
    return ["|".join(names) for names in lists.tolist()]


def _summary_table(facts: Facts) -> ResultTable:
    """How near the plan comes, by year, for all places, those that may be fitted and those held out."""
    counted = facts.counted
    groups = list(_groups(facts))
    chosen = [where for _, _, where in groups]
    off, share = counted.difference_mt, np.abs(counted.difference_share)
    columns: Columns = {
        "year": (count("Year", "year"), [year for year, _, _ in groups]),
        "places": (text("Places"), [name for _, name, _ in groups]),
        "number": (count("How many"), [int(where.sum()) for where in chosen]),
        "within_10": (amount("Within 10 % of observed", "share"), _near(share, chosen, 0.1)),
        "within_20": (amount("Within 20 % of observed", "share"), _near(share, chosen, 0.2)),
        "mean_mt": (
            amount("Mean difference without sign", "Mt"),
            [float(np.mean(np.abs(off[where]))) for where in chosen],
        ),
        "rmse_mt": (
            amount("Root of the mean squared difference", "Mt"),
            [float(np.sqrt(np.mean(off[where] ** 2))) for where in chosen],
        ),
        "mean_geh": (amount("Mean GEH", "root of Mt/year"), [float(np.mean(counted.geh[where])) for where in chosen]),
    }
    return result_table("observed_summary", "How near the model comes", columns, spoken=("places",))


def _near(share: Numbers, groups: Sequence[Flags], limit: float) -> list[float]:
    """Share of the places of each group whose difference, as a share of the observation, keeps a limit."""
    return [float(np.mean(share[where] <= limit + ROUNDING)) for where in groups]


def _groups(facts: Facts) -> Iterator[tuple[int, str, Flags]]:
    """Year, name and members of each group that has any."""
    held_out = facts.case.observed.hold_out[facts.counted.row]
    for year in np.unique(facts.counted.year).tolist():
        now = facts.counted.year == year
        kinds = [("all", now), ("may be fitted", now & ~held_out), ("held out", now & held_out)]
        for name, where in kinds if (now & held_out).any() else kinds[:1]:
            if where.any():
                yield int(facts.years[year]), name, where


def observed_json(facts: Facts) -> list[dict[str, Any]]:
    """As the sheet Observed has it; a share that is not known is None."""
    counted, rows = facts.counted, facts.case.observed
    return [
        {
            "id": rows.id[row],
            "place": rows.place[row] or rows.id[row],
            "year": int(rows.year[row]),
            "observed_mt": float(counted.observed_mt[place]),
            "model_mt": float(counted.model_mt[place]),
            "difference_mt": float(counted.difference_mt[place]),
            "difference_share": share if np.isfinite(share := float(counted.difference_share[place])) else None,
            "geh": float(counted.geh[place]),
            "held_out": bool(rows.hold_out[row]),
        }
        for place in worst_first(facts).tolist()
        for row in (int(counted.row[place]),)
    ]


def observed_warning(facts: Facts) -> tuple[str, ...]:
    """The places of the first year with observations that are off by more than `WARNED`, in one sentence."""
    counted, words = facts.counted, facts.words
    if not len(counted.row):
        return ()
    base = counted.year == counted.year.min()
    off = base & (np.abs(counted.difference_mt) > (WARNED + ROUNDING) * counted.observed_mt)
    worst = [place for place in worst_first(facts).tolist() if off[place]]
    if not worst:
        return ()
    told = "; ".join(_told(facts, place) for place in worst[:NAMED])
    return (
        words.say(
            "Model against observation, {year}: {off} of {all} places are off by more than {share}, the worst: "
            "{told}. See the sheet Observed.",
            year=facts.years[counted.year.min()],
            off=words.number(len(worst)),
            all=words.number(int(base.sum())),
            share=words.share(WARNED),
            told=told,
        ),
    )


def _told(facts: Facts, place: int) -> str:
    """What the model has at a place against what was counted; place: position of the observation."""
    counted, rows, words = facts.counted, facts.case.observed, facts.words
    row = counted.row[place]
    return words.say(
        "{place} {model} against {observed}",
        place=Said(rows.place[row] or rows.id[row]),
        model=mt(words, counted.model_mt[place]),
        observed=mt(words, counted.observed_mt[place]),
    )
