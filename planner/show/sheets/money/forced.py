"""What forced projects bring, each left out alone: an answer to whether they pay."""

from __future__ import annotations

from models.tables import BESIDE_PLAN, FORCED
from planner.show.result import Columns, Facts, Sheet, amount, result_table, text

NOTE = (
    "Each row: the plan solved again without this forced project, all other projects as they are, its cargo by the "
    "best other way. Dearer by: what cargo then costs more, less the annuities and upkeep that are not paid; below 0 "
    "the plan costs less without it, which is proven, since that plan was found. Real money and penalty, which nobody "
    "pays, stand apart. Discounted over the plan years. A project that another one of the plan requires cannot be left "
    "out alone and has no row; the 20 with the dearest service are asked about, and "
    "there are no rows at all where a minute did not reach."
)
NOTHING_MUSD = 0.05
"""MUSD that no sentence names."""


def forced_sheet(facts: Facts) -> Sheet:
    """The sheet Forced: those that the plan would cost less without first."""
    rows, declared, projects = facts.solution.without, BESIDE_PLAN[FORCED], facts.case.projects
    columns: Columns = {
        "project": (declared["project"], [projects.id[row.project] for row in rows]),
        **{name: (declared[name], [getattr(row, name) for row in rows]) for name in declared if name != "project"},
        "dearer_musd": (
            amount("The plan is dearer without it by; below 0: costs less", "MUSD"),
            [row.dearer_musd for row in rows],
        ),
        "name": (text("Name"), [facts.project_names[row.project] for row in rows]),
    }
    table = result_table("forced", "What forced projects bring", columns)
    return Sheet(FORCED, "What forced projects bring, solved again", NOTE, (table,), part="data")
