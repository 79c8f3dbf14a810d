"""A result workbook read back into the plan it carries, cell by cell: a person may have edited it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

import numpy as np

from models.case import Case, positions
from models.errors import UnreadableInput
from models.seasons import copies_of, refold
from models.solution import Openings, Routes, Solution
from models.stop import Stop
from models.tables import (
    ANSWERS,
    BESIDE_PLAN,
    CHANGE,
    EMPTIES,
    FORCED,
    MADE_ON,
    OPTION,
    PLAN_IF_THERE,
    PLAN_TABLES,
    PRICES,
    PROJECTS,
    ROUTES,
    RUN,
    RUN_NEEDED,
    SAVINGS,
    SEASON_TABLES,
    SECONDS,
    UNMET,
    VERSION,
    WIDENING,
    YEARS,
    Column,
    Integers,
    Numbers,
)
from planner.read.collector import collector_paused
from planner.read.problems import Problem
from planner.read.result.beside_plan import read_empties, read_ranges, read_widenings, read_without
from planner.read.result.book import Book, read_some
from planner.read.result.elsewhere import whole_grid
from planner.read.result.prices import read_prices
from planner.read.result.sheet import ResultSheet, lay_out_result


class UnreadableResult(UnreadableInput):
    """A result workbook with cells that cannot be read; `problems` holds every one of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(problem.text() for problem in self.problems)


@dataclass(frozen=True)
class Record:
    """What the sheet Run says about how the plan came about; changes: made to the case after its scenario.

    input_file, input_digest: name and SHA-256 of the case's file, '' where not known. options: of the command line.
    made_on: the day of the solve, '' where not known.
    """

    case_digest: str
    scenario: str
    changes: tuple[str, ...]
    formulation: str
    relaxed: bool
    stop: Stop
    objective: float
    bound: float
    versions: dict[str, str]
    seconds: dict[str, float]
    input_file: str = ""
    input_digest: str = ""
    options: dict[str, str] = field(default_factory=dict)
    made_on: str = ""


NOT_OF_THE_PLAN = ("changes", "input_file", "input_digest", "options", "made_on")
"""Fields of a record that a plan does not have."""


def read_record(path: Path) -> Record:
    """The record of the run: its scenario and changes are needed to make the case for `read_result`.

    Raises UnreadableInput where the file is no result workbook, UnreadableResult for cells that cannot be read.
    """
    return record_in(read_some(path, (RUN,)))


def record_in(book: Book) -> Record:
    """The same of a workbook that was read; raises what `read_record` raises."""
    sheets = _sheets(book, (RUN,))
    record = _record(sheets[RUN])
    _require_sound(sheets)
    return record


@collector_paused()
def read_result(case: Case, path: Path) -> Solution:
    """The plan of a result workbook; `case` has the scenario and the changes of the run applied.

    Raises UnreadableInput where the file is no result workbook, UnreadableResult naming every cell that cannot be read.
    """
    return plan_in(read_some(path, (*PLAN_TABLES, *PLAN_IF_THERE, *BESIDE_PLAN, *SEASON_TABLES.values())), case)


def plan_in(book: Book, case: Case) -> Solution:
    """The same of a workbook that was read; raises what `read_result` raises."""
    if not case.has_seasons:
        return _plan_in(book, case, {})
    by_season = copies_of(case).by_season
    copies = replace(_plan_in(book, by_season, SEASON_TABLES), case_digest=by_season.digest)
    return refold(case, _plan_in(book, case, {}), copies)


def _plan_in(book: Book, case: Case, names: Mapping[str, str]) -> Solution:
    """The plan of some sheets; names: of those that stand for the usual ones, which have what is beside the plan."""
    sheets = _sheets(book, tuple(PLAN_TABLES), names)
    record = _record(sheets[RUN])
    plan_prices, bound_prices = read_prices(case, sheets[PRICES])
    routes, openings = _routes(case, sheets[ROUTES]), _openings(case, sheets[PROJECTS])
    unmet_mt, benefit_mt = _mt(case, sheets[UNMET], "unmet_mt"), _benefits(case, sheets[SAVINGS])
    at = {name: names.get(name, name) for name in (*PLAN_IF_THERE, EMPTIES)}
    sheets |= {name: _laid_out(book, at[name], PLAN_IF_THERE[name]) for name in PLAN_IF_THERE if at[name] in book.grids}
    response_mt = _mt(case, sheets[ANSWERS], "response_mt") if ANSWERS in sheets else np.zeros_like(case.demand_mt)
    beside = _laid_out_if_there(book, at[EMPTIES], EMPTIES) if names else _beside(book)
    widenings, ranges = read_widenings(case, beside.get(WIDENING)), read_ranges(case, beside.get(YEARS))
    without, empties = read_without(case, beside.get(FORCED)), read_empties(case, beside.get(EMPTIES))
    _require_sound({**sheets, **beside})
    return Solution(
        **{name: value for name, value in vars(record).items() if name not in NOT_OF_THE_PLAN},
        routes=routes,
        openings=openings,
        unmet_mt=unmet_mt,
        response_mt=response_mt,
        benefit_mt=benefit_mt,
        prices=plan_prices,
        bound_prices=bound_prices,
        widenings=widenings,
        ranges=ranges,
        without=without,
        empties=empties,
    )


def _sheets(
    book: Book, wanted: tuple[str, ...], names: Mapping[str, str] = MappingProxyType({})
) -> dict[str, ResultSheet]:
    """Sheets of the plan by their usual names."""
    at = {name: names.get(name, name) for name in wanted}
    missing = [name for name in at.values() if name not in book.grids]
    if missing:
        raise UnreadableInput(f"{book.path} is no result workbook: it has no sheet {', '.join(missing)}")
    return {name: _laid_out(book, at[name], PLAN_TABLES[name]) for name in wanted}


def _beside(book: Book) -> dict[str, ResultSheet]:
    """What was solved for beside the plan; nothing of a result that was written before there was such."""
    if WIDENING not in book.grids:
        return {}
    return {name: _laid_out(book, name, BESIDE_PLAN[name]) for name in BESIDE_PLAN if name in book.grids}


def _laid_out_if_there(book: Book, at: str, name: str) -> dict[str, ResultSheet]:
    """A sheet of what is beside a plan, under another name."""
    return {name: _laid_out(book, at, BESIDE_PLAN[name])} if at in book.grids else {}


def _laid_out(book: Book, name: str, columns: Mapping[str, Column]) -> ResultSheet:
    return lay_out_result(whole_grid(book.path, book.grids[name], columns), columns)


def _require_sound(sheets: dict[str, ResultSheet]) -> None:
    problems = tuple(problem for sheet in sheets.values() for problem in sheet.problems())
    if problems:
        raise UnreadableResult(problems)


def _record(sheet: ResultSheet) -> Record:
    row_of = {str(key): row for row, key in enumerate(sheet.cells["key"])}
    for key in RUN_NEEDED:
        if key not in row_of:
            sheet.fault(None, "key", "missing-row", f"a row {key}", "Write the result again with `planner solve`.")
    given = {key: str(sheet.cells["value"][row] or "") for key, row in row_of.items()}

    def choose(key: str, *words: str) -> str:
        word = given.get(key, words[0])
        if word not in words:
            sheet.fault(row_of[key], "value", "not-one-of-the-choices", " or ".join(words), "Type one of these.")
            return words[0]
        return word

    def number(key: str) -> float:
        try:
            return float(given.get(key, "0"))
        except ValueError:
            sheet.fault(row_of[key], "value", "not-a-number", "a number", "Type the number alone.")
            return 0.0

    return Record(
        case_digest=given.get("case_digest", ""),
        scenario=given.get("scenario", ""),
        changes=tuple(value for key, value in given.items() if key.startswith(CHANGE) and value),
        formulation=given.get("formulation", ""),
        relaxed=choose("relaxed", "yes", "no") == "yes",
        stop=Stop(choose("stop", *(stop.value for stop in Stop))),
        objective=number("objective_musd"),
        bound=number("bound_musd"),
        versions={key.removeprefix(VERSION): given[key] for key in given if key.startswith(VERSION)},
        seconds={key.removeprefix(SECONDS): number(key) for key in given if key.startswith(SECONDS)},
        input_file=given.get("input_file", ""),
        input_digest=given.get("input_digest", ""),
        made_on=given.get(MADE_ON, ""),
        options={key.removeprefix(OPTION): given[key] for key in given if key.startswith(OPTION)},
    )


def _routes(case: Case, sheet: ResultSheet) -> Routes:
    asset = case.asset_position
    number: dict[tuple[int, ...], int] = {}
    path_of = []
    for row, names in enumerate(sheet.cells["path"]):
        known = names if isinstance(names, tuple) else ()
        unknown = [name for name in known if name not in asset]
        if unknown:
            sheet.fault(
                row, "path", "unknown-reference", "ids of links and terminals, parted by |", f"Correct {unknown[0]}."
            )
        path = tuple(asset[name] for name in known if name in asset)
        path_of.append(number.setdefault(path, len(number)))
    return Routes(
        demand=sheet.places("demand", positions(case.demand.id), "demand"),
        year=_years(case, sheet),
        path=np.array(path_of, np.int64),
        mt=sheet.numbers("mt"),
        paths=tuple(number),
    )


def _openings(case: Case, sheet: ResultSheet) -> Openings:
    """Rows without an opening year and a share are projects that are not built."""
    built = [
        row
        for row, (year, share) in enumerate(zip(sheet.cells["opening_year"], sheet.cells["share"], strict=True))
        if year is not None or share is not None
    ]
    chosen = sheet.rows(built)
    for row in range(len(built)):
        for column in ("opening_year", "share"):
            if chosen.cells[column][row] is None:
                chosen.fault(row, column, "missing-value", "an opening year and a share, or neither", "Fill the cell.")
    project = chosen.places("project", positions(case.projects.id), "projects")
    year = _years(case, chosen, "opening_year")
    chosen.require_once("project", "opening_year")
    return Openings(project=project, year=year, share=chosen.numbers("share"))


def _mt(case: Case, sheet: ResultSheet, column: str) -> Numbers:
    """Mt of each demand and year, 0 where there is no row."""
    demand = sheet.places("demand", positions(case.demand.id), "demand")
    found = np.zeros((len(case.demand), len(case.years)))
    sheet.require_once("demand", "year")
    year = _years(case, sheet)
    if found.size:
        found[demand, year] = sheet.numbers(column)
    return found


def _benefits(case: Case, sheet: ResultSheet) -> Numbers:
    effects = case.project_effects
    known = {pair: row for row, pair in enumerate(zip(effects.project.tolist(), effects.asset.tolist(), strict=True))}
    effect = []
    for row, pair in enumerate(zip(sheet.cells["project"], sheet.cells["asset"], strict=True)):
        if pair not in known:
            sheet.fault(
                row, "asset", "unknown-reference", "a project and an asset of project_effects", "Correct the cell."
            )
        effect.append(known.get(pair, 0))
    commodity = sheet.places("commodity", positions(case.commodities.id), "commodities")
    benefit = np.zeros((len(effects), len(case.commodities), len(case.years)))
    sheet.require_once("project", "asset", "commodity", "year")
    year = _years(case, sheet)
    if benefit.size:
        benefit[np.array(effect, np.int64), commodity, year] = sheet.numbers("benefit_mt")
    return benefit


def _years(case: Case, sheet: ResultSheet, column: str = "year") -> Integers:
    return sheet.places(column, positions(case.years.year.astype(str)), "years")
