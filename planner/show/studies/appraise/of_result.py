"""An appraisal within a result: the sheets Appraisal, Appraised and Streams, and its part of the JSON object."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from models.case import Case
from models.solution import Valuation
from models.tables import APPRAISAL_TABLES, APPRAISED, PROGRAMME, STREAMS, Numbers
from planner.show.result import Appraised, Chart, Columns, ResultTable, Sheet, result_table
from planner.show.studies.appraise.answers import ranked
from planner.show.studies.appraise.json import worth_json
from planner.show.studies.appraise.rows import Row, Value
from planner.show.studies.appraise.sheets import CHARTED, FIGURES_NOTE, NOTE, money_words
from planner.show.studies.appraise.shown import Shown
from planner.show.studies.appraise.tables import figures_table, keys_table, rates_table
from planner.show.texts import Said

APPRAISED_NOTE = (
    "What was valued, by the ids of projects: the plan against no project, each project in the plan, and alone with "
    "what it needs. Figures and streams are of the sheets Appraisal and Streams."
)
STREAMS_NOTE = (
    "Gains above zero, costs below, of all the years that a plan year stands for; years after the plan follow. Every "
    "figure of the sheet Appraisal follows from these. `planner verify` solves for them again: capital cost, upkeep, "
    "residual value, the sum of what cargo gains and the net as paid must agree. Between plans of equal cost the split "
    "of what cargo gains and the accounts of owners may move; these are held by the digest on the sheet Run alone."
)


def appraised_of(case: Case, shown: Shown, stated: Sequence[Valuation]) -> Appraised:
    """What an appraisal adds to a result."""
    worth = {row.id: row.in_plan.worth[0] for row in shown.projects if row.in_plan is not None}
    known = [worth.get(name) for name in case.projects.id.tolist()]
    return Appraised(
        rate=shown.rates[0],
        report=(_appraisal(shown),),
        data=(_appraised(case, stated), _streams(case, shown, stated)),
        npv=np.array([np.nan if each is None else each.npv for each in known]),
        bcr=np.array([np.nan if each is None else each.bcr for each in known]),
    )


def appraisal_json(shown: Shown) -> dict[str, Any]:
    """The key `appraisal` of `solve --json`; a figure that is not known is NaN."""
    rows = [_row(row) for row in (shown.programme, *ranked(shown))]
    return {"appraisal": {"base_year": shown.base_year, "rates": shown.rates, "rows": rows}}


def _row(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "planned": row.planned,
        "opens": row.year,
        "stands_with": row.group,
        "in_place_of": row.replaced,
        "alone_with": row.needs,
        "no_figure": row.why,
        "no_figure_alone": row.why_alone,
        "differ": row.side,
        "in_plan": None if row.in_plan is None else _value(row.in_plan),
        "alone": None if row.alone is None else _value(row.alone),
    }


def _value(value: Value) -> dict[str, Any]:
    worth = [worth_json(each) for each in value.worth]
    return {"worth": worth, "rates_of_return": value.rates, "present_musd": value.values}


def _appraisal(shown: Shown) -> Sheet:
    figures, keys = figures_table(shown), keys_table(shown)
    rates = (rates_table(shown),) if len(shown.rates) > 1 else ()
    note = Said(" ".join([*money_words(shown), shown.words.say(NOTE), shown.words.say(FIGURES_NOTE)]))
    return Sheet("Appraisal", "What each project is worth", note, (figures, *rates, keys), _charts(shown, figures))


def _charts(shown: Shown, figures: ResultTable) -> tuple[Chart, ...]:
    """The projects with the most value; the first row of the table is the programme."""
    known = sum(row.in_plan is not None for row in shown.projects)
    if not known:
        return ()
    rows = (1, min(known, CHARTED))
    return (
        Chart("The most net present value", figures.name, "name", ("npv_musd",), unit="MUSD", sideways=True, rows=rows),
    )


def _appraised(case: Case, stated: Sequence[Valuation]) -> Sheet:
    declared, ids, years = APPRAISAL_TABLES[APPRAISED], case.projects.id, case.years.year
    values = {
        "id": [_id(case, one) for one in stated],
        "side": [one.side for one in stated],
        **{
            name: ["|".join(ids[list(getattr(one, name))]) for one in stated]
            for name in ("with_it", "in_place_of", "sharing")
        },
        "opens": [np.nan if one.opens is None else years[one.opens] for one in stated],
        "first_year": [np.nan if one.first is None else years[one.first] for one in stated],
        "differ": [one.differ for one in stated],
        "no_figure": [one.no_figure for one in stated],
    }
    columns: Columns = {name: (column, values[name]) for name, column in declared.items()}
    return Sheet(APPRAISED, "What was valued", APPRAISED_NOTE, (result_table("appraised", "", columns),), part="data")


def _streams(case: Case, shown: Shown, stated: Sequence[Valuation]) -> Sheet:
    known = [one for one in stated if not one.no_figure]
    declared, rows, blank = APPRAISAL_TABLES[STREAMS], len(shown.years), np.full(len(shown.years), np.nan)
    amounts = [name for name in declared if name not in ("id", "side", "year")]
    values: dict[str, Any] = {
        "id": [_id(case, one) for one in known for _ in range(rows)],
        "side": [one.side for one in known for _ in range(rows)],
        "year": [*shown.years] * len(known),
        **{name: _joined([one.amounts.get(name, blank) for one in known]) for name in amounts},
    }
    columns: Columns = {name: (column, values[name]) for name, column in declared.items()}
    return Sheet(STREAMS, "Money by year", STREAMS_NOTE, (result_table("streams", "", columns),), part="data")


def _id(case: Case, one: Valuation) -> str:
    return PROGRAMME if one.project is None else str(case.projects.id[one.project])


def _joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.zeros(0)
