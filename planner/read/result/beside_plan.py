"""What was solved for beside a plan, read from its sheets: one Mt more, ranges of home transit, forced projects."""

from __future__ import annotations

import numpy as np

from models.case import Case, positions
from models.solution import Empties, TransitRange, Widening, Without, no_empties
from models.tables import BACK
from planner.read.result.sheet import ResultSheet


def read_widenings(case: Case, sheet: ResultSheet | None) -> tuple[Widening, ...]:
    """The rows of the sheet Widening; () where a result has none."""
    if sheet is None:
        return ()
    assets, years = case.asset_position, positions(case.years.year.astype(str))
    asset, year = sheet.places("asset", assets, "links and terminals"), sheet.places("year", years, "years")
    sheet.require_once("asset", "year")
    together = [_places(case, sheet, row) for row in range(len(asset))]
    mt, saves = sheet.numbers("more_mt"), sheet.numbers("saves_musd")
    rows = zip(asset.tolist(), together, year.tolist(), mt.tolist(), saves.tolist(), strict=True)
    return tuple(Widening(*row) for row in rows)


def read_ranges(case: Case, sheet: ResultSheet | None) -> tuple[TransitRange, ...]:
    """The rows of the sheet Years that have a range of home transit."""
    if sheet is None:
        return ()
    found = sheet.rows([row for row, least in enumerate(sheet.cells["home_transit_least_mt"]) if least is not None])
    year = found.places("year", positions(case.years.year.astype(str)), "years")
    columns = [found.numbers(name) for name in ("home_transit_least_mt", "home_transit_most_mt", "as_good_musd")]
    return tuple(TransitRange(int(y), *map(float, row)) for y, row in zip(year, np.stack(columns, axis=1), strict=True))


def read_without(case: Case, sheet: ResultSheet | None) -> tuple[Without, ...]:
    """The rows of the sheet Forced; () where a result has none."""
    if sheet is None:
        return ()
    project = sheet.places("project", positions(case.projects.id), "projects")
    sheet.require_once("project")
    columns = [sheet.numbers(name) for name in ("own_musd", "real_musd", "penalty_musd")]
    rows = zip(project.tolist(), np.stack(columns, axis=1).tolist(), strict=True)
    return tuple(Without(number, *money) for number, money in rows)


def read_empties(case: Case, sheet: ResultSheet | None) -> Empties:
    """The rows of the sheet Empties on which empty units are; none where a result has no such sheet."""
    if sheet is None:
        return no_empties()
    sheet.require_once("type", "asset", "direction", "year")
    found = sheet.rows([row for row, mt in enumerate(sheet.cells["empty_mt"]) if mt])
    return Empties(
        type=found.places("type", positions(case.fleet.id), "equipment"),
        asset=found.places("asset", case.asset_position, "links and terminals"),
        direction=np.array([int(word == BACK) for word in found.cells["direction"]], np.int64),
        year=found.places("year", positions(case.years.year.astype(str)), "years"),
        mt=found.numbers("empty_mt"),
    )


def _places(case: Case, sheet: ResultSheet, row: int) -> tuple[int, ...]:
    names = sheet.cells["together_with"][row]
    known = names if isinstance(names, tuple) else ()
    for name in known:
        if name not in case.asset_position:
            expected = "ids of links and terminals, parted by |"
            sheet.fault(row, "together_with", "unknown-reference", expected, f"Correct {name}.")
    return tuple(case.asset_position[name] for name in known if name in case.asset_position)
