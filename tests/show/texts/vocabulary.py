"""Texts that stand in declarations, of which a result shows those that its case brings about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from models.case import TABLES
from models.shortage.told import Kind
from models.tables import (
    APPRAISAL_TABLES,
    BESIDE_PLAN,
    EMPTIES,
    PLAN_IF_THERE,
    PLAN_TABLES,
    PRICED_RULES,
    Column,
    columns_of,
)
from planner.read.problems import all_rules
from planner.show.sheets.money import costs, projects
from planner.show.sheets.record import checks
from planner.show.sheets.record.inputs import labelled
from planner.show.sheets.traffic import assets, chain_links, shortage
from planner.show.studies.appraise.sheets import NOTE
from planner.show.studies.appraise.tables import BEST, BOTH, PLANNED
from planner.show.studies.calibrate.shown import GROUPS
from planner.show.studies.compare.figures import CARGO, CHANGED, ENTERED, LEFT, MONEY, SAME
from planner.show.studies.compare.sheets import SPENT_LABEL
from planner.show.studies.explain import about_projects
from planner.show.studies.frontier import gains
from planner.show.studies.robust.tables import DECIDED, FIGURES, OFTEN, POSSIBLE, SIDES
from planner.show.studies.robust.why import RULES, VERDICTS
from planner.show.studies.stress.events import KINDS
from planner.show.workbook import look
from planner.study.calibrate.changes import Kind as Fitted
from planner.study.calibrate.limits import Why
from planner.study.compare import study

FEW = (
    *("yes", "no", "rules are broken"),
    *("forced", "chosen", "chosen in part", "not built", "forbidden", "never possible"),
)
"""Answers in the column of a sheet."""


def declared_texts() -> set[str]:
    """Every text of the declarations that a result may show."""
    return {text for text in _texts() if text}


def _texts() -> Iterator[str]:
    yield from (*checks.RULES.values(), *chain_links.KINDS.values(), *costs.KINDS.values(), *FEW)
    yield from (*shortage.REASONS.values(), *shortage.WITH_ROOM.values())
    yield from look.FORMATS
    yield from _of_studies()
    yield from (kind.replace("_", " ") for kind in get_args(Kind))
    yield from (rule.unit for rule in PRICED_RULES.values())
    yield from (rule.sentence for rule in all_rules().values() if rule.sentence.endswith("(warning)."))
    for columns in (*PLAN_TABLES.values(), *PLAN_IF_THERE.values(), *APPRAISAL_TABLES.values()):
        for column in columns.values():
            yield from (column.help, column.unit)
    for column in BESIDE_PLAN[EMPTIES].values():
        yield from (column.help, column.unit)
    for name, column in _inputs():
        shown = labelled(column, name)
        yield from (shown.help, shown.unit)
    yield from (assets.ASSETS_NOTE, projects.BUDGET_NOTE)


CHANGES = ("comes", "goes", "earlier", "later", "more", "less", "other years")
"""What becomes of another project."""


def _of_studies() -> Iterator[str]:
    """Words of studies that stand in columns or are chosen by what was found."""
    yield from (*KINDS, *CHANGES, "without", "with", *about_projects.VERDICTS, *about_projects.VERDICTS.values())
    yield from (NOTE, PLANNED, BEST, BOTH)
    yield from (*study.Kind, *study.Verdict, ENTERED, LEFT, CHANGED, SAME)
    yield from (*RULES.values(), *VERDICTS.values())
    yield from (*DECIDED.values(), *FIGURES.values(), *OFTEN, *SIDES, *POSSIBLE, "decided", "undecided")
    yield from ("told apart", "not told apart", "not compared", "divisible", "as the case says", "base")
    yield from (*get_args(Fitted), *get_args(Why), *GROUPS, "before", "after", "USD/t", "Mt/year")
    yield from (*gains.UNITS.values(), *gains.PER_MONEY.values(), *CARGO.values(), *MONEY.values(), SPENT_LABEL)


def _inputs() -> Iterator[tuple[str, Column]]:
    for owner in TABLES.values():
        yield from columns_of(owner).items()
