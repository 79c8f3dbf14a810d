"""A calibration as a workbook: before and after, the changes, and their rows in the copy of the case."""

from __future__ import annotations

from dataclasses import replace

from planner.show.result import Chart, Columns, ResultTable, Sheet, amount, count, result_table, text
from planner.show.studies.alike import run_table
from planner.show.studies.calibrate.shown import Shown
from planner.show.texts import Said

NOTE = (
    "GEH = sqrt(2 (model - observed)^2 / (model + observed)) of Mt a year: its unit is the square root of Mt a year, "
    "and thresholds known from counts of vehicles an hour do not carry over. Held out: nothing was fitted to it. Why: "
    "unmoved, no constant within the bound changes the tonnes; out_of_reach, they change but do not reach the count; "
    "split, they jump past it, all of them at once; within_reach, a constant there would do, but it was not worth it; "
    "total, not counted at a place."
)
THETA_NOTE = (
    "Shippers choose with the projects and the changes of this study; with a theta of 0.3 a way that is 3.3 USD/t "
    "dearer is taken 1 / e as often. Only these values were tried. The row counts with --choice logit alone."
)
ROWS_NOTE = (
    "As they stand in the copy of the case, in a scenario of their own: solve with --scenario to switch the changes "
    "on. Delete a row to refuse it."
)


def sheets_of(shown: Shown) -> tuple[Sheet, ...]:
    """The sheets of the workbook."""
    places = _places_table(shown)
    chart = Chart(
        "Observed, before and after", places.name, "place", ("observed_mt", "before_mt", "after_mt"), unit="Mt",
        stacked=False, grey=("observed_mt",),
    )  # fmt: skip
    note = Said(f"{shown.statement} {shown.method} {shown.words.say(NOTE)}")
    return (
        Sheet("Calibration", shown.title, note, (_fits_table(shown), _changes_table(shown))),
        Sheet("Places", "Model against observation, before and after", NOTE, (places,), (chart,)),
        *_theta_sheets(shown),
        Sheet("Rows", "Rows of the scenario", ROWS_NOTE, _row_tables(shown)),
        Sheet("Run", "How this came about", "", (run_table(shown.run),)),
    )


def _theta_sheets(shown: Shown) -> tuple[Sheet, ...]:
    if not shown.thetas:
        return ()
    rows = shown.thetas
    columns: Columns = {
        "theta": (amount("Theta of all cargo", "1/USD per t"), [row.theta for row in rows]),
        "taken": (text("Taken"), ["yes" if row.taken else "" for row in rows]),
        "misfit": (amount("Misfit of the fitted places", "Mt/year"), [row.misfit for row in rows]),
        "held_out_misfit": (amount("Misfit held out", "Mt/year"), [row.held_out_misfit for row in rows]),
        "within_10": (amount("Fitted places within 10 % of observed", "share"), [row.within_10 for row in rows]),
        "held_out_within_10": (
            amount("Places held out within 10 % of observed", "share"),
            [row.held_out_within_10 for row in rows],
        ),
    }
    table = result_table("thetas", "What shippers choose at each theta that was tried", columns, spoken=("taken",))
    return (Sheet("Theta", "How much a dollar matters to shippers", THETA_NOTE, (table,)),)


def _fits_table(shown: Shown) -> ResultTable:
    fits = shown.fits
    columns: Columns = {
        "places": (text("Places"), [fit.group for fit in fits]),
        "when": (text("When"), [fit.when for fit in fits]),
        "number": (count("How many"), [fit.number for fit in fits]),
        "within_10": (amount("Within 10 % of observed", "share"), [fit.within_10 for fit in fits]),
        "within_20": (amount("Within 20 % of observed", "share"), [fit.within_20 for fit in fits]),
        "mean_mt": (amount("Mean difference without sign", "Mt"), [fit.mean_mt for fit in fits]),
        "rmse_mt": (amount("Root of the mean squared difference", "Mt"), [fit.rmse_mt for fit in fits]),
        "mean_geh": (amount("Mean GEH", "root of Mt/year"), [fit.mean_geh for fit in fits]),
        "misfit": (amount("Misfit", "Mt/year"), [fit.misfit for fit in fits]),
    }
    return result_table("fit", "How near the model comes", columns, spoken=("places", "when"))


def _changes_table(shown: Shown) -> ResultTable:
    changes = shown.changes
    columns: Columns = {
        "kind": (text("Kind"), [change.kind for change in changes]),
        "name": (text("Place"), [change.name for change in changes]),
        "amount": (amount("Change", "unit of the row"), [change.amount for change in changes]),
        "unit": (text("Unit"), [change.unit for change in changes]),
        "same_from": (amount("Does the same from", "unit of the row"), [change.same_from for change in changes]),
        "same_to": (amount("Does the same to", "unit of the row"), [change.same_to for change in changes]),
        "misfit": (amount("Misfit with it and those before", "Mt/year"), [change.misfit for change in changes]),
        "held_out_misfit": (amount("Misfit held out", "Mt/year"), [change.held_out_misfit for change in changes]),
        "assets": (text("Links and terminals"), ["|".join(change.assets) for change in changes]),
        "words": (text("In words"), [change.words for change in changes]),
    }
    table = result_table("changes", "Changes, in the order in which they were found", columns, spoken=("kind", "unit"))
    return replace(table, paragraph=True)


def _places_table(shown: Shown) -> ResultTable:
    rows = shown.rows
    columns: Columns = {
        "place": (text("Place"), [row.place for row in rows]),
        "held_out": (text("Held out"), ["yes" if row.held_out else "" for row in rows]),
        "observed_mt": (amount("Observed", "Mt"), [row.observed_mt for row in rows]),
        "before_mt": (amount("Model before", "Mt"), [row.before_mt for row in rows]),
        "after_mt": (amount("Model after", "Mt"), [row.after_mt for row in rows]),
        "before_off_mt": (amount("Difference before", "Mt"), [row.before_mt - row.observed_mt for row in rows]),
        "after_off_mt": (amount("Difference after", "Mt"), [row.after_mt - row.observed_mt for row in rows]),
        "before_geh": (amount("GEH before", "root of Mt/year"), [row.before_geh for row in rows]),
        "after_geh": (amount("GEH after", "root of Mt/year"), [row.after_geh for row in rows]),
        "id": (text("Observation"), [row.id for row in rows]),
        "before_why": (text("Why it is off before"), [row.before_why for row in rows]),
        "why": (text("Why it is off after"), [row.why for row in rows]),
        "before_words": (text("Before, in words"), [row.before_words for row in rows]),
        "words": (text("After, in words"), [row.words for row in rows]),
    }
    title, spoken = "Places, the worst GEH after the changes first", ("held_out", "before_why", "why")
    return replace(result_table("places", title, columns, spoken=spoken), paragraph=True)


def _row_tables(shown: Shown) -> tuple[ResultTable, ...]:
    none = {"rows": (text("Rows"), [shown.words.say("none: the case is left as it is")])}
    found = tuple(
        result_table(
            f"rows_{table}",
            shown.words.say("Rows of {table}", table=table),
            {name: (text(Said(name)), [row[name] for row in rows]) for name in rows[0]},
        )
        for table, rows in shown.added.items()
    )
    return found or (result_table("rows_none", "No rows", none),)
