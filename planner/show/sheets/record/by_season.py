"""A plan season by season as rows, so that it and its bound can be verified from the workbook alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.tables import BESIDE_PLAN, PLAN_IF_THERE, PLAN_TABLES, SEASON_TABLES, Column
from planner.show.result import ResultTable, Sheet

NOTE = (
    "The plan as it is sought and verified, season by season: @ and the season stand behind the id of everything that "
    "there is once a season. Amounts are those of the season."
)


def season_records(tables: Sequence[tuple[str, ResultTable]]) -> tuple[Sheet, ...]:
    """The sheets that keep the plan season by season; tables: those of the copies by the sheet of the plan by year."""
    title = "The plan season by season"
    return tuple(
        Sheet(SEASON_TABLES[name], title, NOTE, (_kept(name, table),), part="record") for name, table in tables
    )


def _kept(name: str, table: ResultTable) -> ResultTable:
    """The columns from which the plan is read back; the ids are of no row of the input."""
    columns = {**PLAN_TABLES, **PLAN_IF_THERE, **BESIDE_PLAN}[name]
    declared = {header: _unlinked(column) for header, column in columns.items()}
    frame = table.frame[list(declared)]
    kept = {header: column for header, column in declared.items() if header in frame}
    return replace(
        ResultTable(f"season_{table.name}", table.title, kept, frame),
        spoken=(),
    )


def _unlinked(column: Column) -> Column:
    return replace(column, references=())
