"""When projects are built and serve: a row per project, a cell per plan year."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from models.accounts import share_in_service
from models.projects import may_open
from models.tables import Column, Flags, Integers, Numbers
from planner.show.result import Columns, Facts, ResultTable, Sample, Sheet, amount, count, linked, result_table, text
from planner.show.texts import Said

NOTE = (
    "A row per project, those that open first on top. Share: how much of it is built at the end of the plan; only "
    "divisible projects, or all where the plan was relaxed, are built in part. Years of building before the first plan "
    "year are not shown."
)
LEGEND = (
    Sample("build", "builds", "under construction, serves nothing yet"),
    Sample("grow", "45% +", "serves with this share, and more of it is under construction"),
    Sample("part", "45%", "serves with this share"),
    Sample("serve", "100%", "serves whole; the plan chose it"),
    Sample("forced", "100%", "serves, and the input forces it"),
    Sample("over", "over", "its life has ended, and the model renews nothing"),
    Sample("could", "·", "not in service: it could open in this year"),
)
WHOLE = 1 - 1e-6
"""Share from which on a project counts as whole."""


def timeline_sheet(facts: Facts) -> Sheet:
    """The sheet Timeline."""
    return Sheet("Timeline", "Projects: building and service by year", NOTE, (_timeline_table(facts),), legend=LEGEND)


def decisions(facts: Facts) -> list[str]:
    """What became of each project: forced, chosen, chosen in part, not built, forbidden or never possible."""
    built = _built(facts)
    decision = facts.case.projects.decision.tolist()
    possible = np.any(may_open(facts.case), axis=1).tolist()
    return [
        _decision(word, float(share), can) for word, share, can in zip(decision, built.tolist(), possible, strict=True)
    ]


def _decision(decision: str, share: float, possible: bool) -> str:
    if share > 0:
        return "forced" if decision == "force" else "chosen" if share > WHOLE else "chosen in part"
    if decision == "forbid":
        return "forbidden"
    return "not built" if possible else "never possible"


def _timeline_table(facts: Facts) -> ResultTable:
    case, order = facts.case, _order(facts)
    decided = decisions(facts)
    marks, cells = _cells(facts)
    first = np.array([_first_year(facts, project) for project in range(len(case.projects))])
    years = facts.years.tolist()
    columns: Columns = {
        "project": (linked("Project", "projects"), case.projects.id[order]),
        "name": (text("Name"), facts.project_names[order]),
        "decision": (text("What became of it"), [decided[project] for project in order]),
        "opening_year": (count("Opens in", "year"), first[order]),
        "share": (amount("Share built", "share"), np.where(_built(facts) > 0, _built(facts), np.nan)[order]),
        "capex_musd": (amount("Capital cost of the whole", "MUSD"), case.projects.capex_musd[order]),
        **{
            f"y{year}": (Column(kind="value", help=Said(year), blank="none"), [cells[p][y] for p in order])
            for y, year in enumerate(years)
        },
    }
    table = result_table("timeline", "Timeline", columns, spoken=("decision", *(f"y{year}" for year in years)))
    return replace(table, marks={f"y{year}": [marks[p][y] for p in order] for y, year in enumerate(years)})


def _cells(facts: Facts) -> tuple[list[list[str]], list[list[str | float]]]:
    """Mark and content of each project's cell of each year."""
    serving, building = share_in_service(facts.case, facts.solution.openings), _building(facts)
    could, over, forced = _could_open(facts), _over(facts), (facts.case.projects.decision == "force").tolist()
    marks: list[list[str]] = []
    cells: list[list[str | float]] = []
    for project in range(len(facts.case.projects)):
        row = (serving[project].tolist(), building[project].tolist(), could[project].tolist(), over[project].tolist())
        told = [_cell(*cell, forced[project]) for cell in zip(*row, strict=True)]
        marks.append([mark for mark, _ in told])
        cells.append([shown for _, shown in told])
    return marks, cells


def _cell(share: float, builds: bool, could: bool, over: bool, forced: bool) -> tuple[str, str | float]:
    if share > 0:
        mark = "grow" if builds else "forced" if forced else "serve" if share > WHOLE else "part"
        return mark, share
    if builds:
        return "build", "builds"
    if over:
        return "over", "over"
    return ("could", "·") if could else ("", "")


def _building(facts: Facts) -> Flags:
    """Where a project, or a further part of it, is under construction; shape (projects, years)."""
    openings, years = facts.solution.openings, facts.years
    opens = years[openings.year]
    begins = opens - facts.case.projects.construction_years[openings.project]
    found = np.zeros((len(facts.case.projects), len(years)), np.bool_)
    np.logical_or.at(found, openings.project, (years >= begins[:, None]) & (years < opens[:, None]))
    return found


def _could_open(facts: Facts) -> Flags:
    """Years in which a project that is not built could open; shape (projects, years)."""
    return np.asarray(may_open(facts.case) & (_built(facts) <= 0)[:, None])


def _over(facts: Facts) -> Flags:
    """Where a project that served does so no more, as its life has ended; shape (projects, years)."""
    served = share_in_service(facts.case, facts.solution.openings) > 0
    return np.asarray(np.logical_or.accumulate(served, axis=1) & ~served)


def _built(facts: Facts) -> Numbers:
    """Share of each project that opens within the plan."""
    openings = facts.solution.openings
    return np.asarray(np.bincount(openings.project, openings.share, len(facts.case.projects)))


def _first_year(facts: Facts, project: int) -> float:
    openings = facts.solution.openings
    opened = openings.year[openings.project == project]
    return float(facts.years[opened.min()]) if len(opened) else np.nan


def _order(facts: Facts) -> Integers:
    """Projects by first opening, the dearest first; then those that are not built, as the input has them."""
    first = np.array([_first_year(facts, project) for project in range(len(facts.case.projects))])
    cost = np.where(np.isnan(first), 0.0, facts.case.projects.capex_musd)
    return np.lexsort((-cost, np.nan_to_num(first, nan=np.inf)))
