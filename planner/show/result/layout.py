"""What a result consists of: tables with declared columns, gathered on sheets, with charts that point to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from models.case import Case
from models.solution import Solution
from models.tables import Column
from models.verify import Verification
from planner.show.result.facts import Facts
from planner.show.texts import Words

Columns = dict[str, tuple[Column, Any]]
"""Declaration and values of each column of a table, by name."""


@dataclass(frozen=True, eq=False)
class Below:
    """What stands below the rows of a table: a picture (PNG, b'' for none) with words that tell it, and a chart."""

    picture: bytes
    words: str
    chart: Chart | None = None


@dataclass(frozen=True, eq=False)
class ResultTable:
    """Rows of a result. `frame` has exactly the declared columns; NaN and '' are blank.

    Titles and labels are English; they, and the values of the columns `spoken`, are translated where they are shown.

    heat: number columns coloured by utilisation. verdicts: columns of words coloured by verdict.
    paragraph: the last column holds sentences. marks: for columns whose cells have a look of their own, its name in
    `planner.show.result.marks` for every row. bars: number columns with a bar in each cell. yearly: number columns over
    which a small line is drawn in the column `trend`, which is blank. keyed: the table of the input whose rows these
    are, by the column `row`: cells elsewhere that name one of them lead here.
    on_paper: whether it is printed; one that is not stands last on its sheet. formulas: of columns that are computed
    where the workbook is open, one for each row, '' where the value itself stands; the frame has what they give. In
    them [TABLE.COLUMN] is all cells of a column, [TABLE.COLUMN@ROW] one of them, [COLUMN] that of the same row; tables
    that are named stand before. picks: of cells in which one chooses, by column and row, all that may be chosen, as
    [TABLE.COLUMN].
    """

    name: str
    title: str
    columns: Mapping[str, Column]
    frame: pd.DataFrame
    heat: tuple[str, ...] = ()
    verdicts: tuple[str, ...] = ()
    paragraph: bool = False
    spoken: tuple[str, ...] = ()
    marks: Mapping[str, Sequence[str]] = field(default_factory=dict)
    bars: tuple[str, ...] = ()
    yearly: tuple[str, ...] = ()
    keyed: str = ""
    on_paper: bool = True
    formulas: Mapping[str, Sequence[str]] = field(default_factory=dict)
    picks: Mapping[tuple[str, int], str] = field(default_factory=dict)
    below: Below | None = None

    def shown(self, name: str, words: Words) -> list[Any]:
        """Values of a column as a reader sees them."""
        values: list[Any] = self.frame[name].tolist()
        return (
            [words.say(value) if isinstance(value, str) else value for value in values]
            if name in self.spoken
            else values
        )


@dataclass(frozen=True)
class Chart:
    """A chart over the rows of a table: columns on top of each other, lines, and points with their value beside.

    table: its name; it may stand on another sheet. scatter: the category is a number along the axis, and every column a
    line over it. stacked: columns on top of each other, not side by side. grey: columns of the past or of what the
    model leaves out. rows: first and number of the rows shown; None: all. across: so many charts stand beside each
    other. sideways: bars from left to right, the first of `rows` on top. floor: where the axis of values begins; None:
    it is left to the program that shows the chart. colours: of columns that have one everywhere.
    """

    title: str
    table: str
    category: str
    columns: tuple[str, ...]
    lines: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    unit: str = ""
    stacked: bool = True
    scatter: bool = False
    grey: tuple[str, ...] = ()
    rows: tuple[int, int] | None = None
    across: int = 1
    sideways: bool = False
    floor: float | None = None
    colours: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Tile:
    """A figure in large letters with what it is above and what to make of it below; words are in the reader's language.

    state: `good`, `short` or '' where neither can be said. digits: behind the decimal sign.
    """

    title: str
    value: float
    unit: str
    note: str
    state: str = ""
    digits: int = 0


@dataclass(frozen=True)
class Sample:
    """A line of a legend: a cell with the look of a mark, and what it means."""

    mark: str
    shown: str
    meaning: str


@dataclass(frozen=True, eq=False)
class Sheet:
    """Tables below each other under a title; `note` says what a reader must know to understand them.

    Charts stand below the first table, or above it where `charts_first`. part: `report` is for every reader, `data`
    are the long tables behind it, `record` is what it rests on. apart: each table is printed on a page of its own.
    """

    name: str
    title: str
    note: str
    tables: tuple[ResultTable, ...]
    charts: tuple[Chart, ...] = ()
    tiles: tuple[Tile, ...] = ()
    legend: tuple[Sample, ...] = ()
    charts_first: bool = False
    part: Literal["report", "data", "record"] = "report"
    apart: bool = False


@dataclass(frozen=True)
class RunInfo:
    """How a run came about.

    input_file: name of the workbook or folder; input_digest: SHA-256 of what was read, '' where not known.
    options: of the command line, as text. changes: made to the case after its scenario, as they were typed.
    warnings: sentences of the check of the input.
    seconds: of the stages read, check, build, solve, verify as far as they are over. made_on: the day of the solve,
    YYYY-MM-DD, '' where not known.
    """

    input_file: str
    input_digest: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    made_on: str = ""


@dataclass(frozen=True, eq=False)
class Results:
    """Everything that a run shows. `files`: tables that stand in a CSV file beside the workbook, by name of file.

    rate: at which projects are appraised, None where they are not.
    """

    facts: Facts
    run: RunInfo
    sheets: tuple[Sheet, ...]
    files: Mapping[str, ResultTable]
    rate: float | None = None

    @property
    def case(self) -> Case:
        """The case, scenario applied."""
        return self.facts.case

    @property
    def solution(self) -> Solution:
        """The plan."""
        return self.facts.solution

    @property
    def verification(self) -> Verification:
        """The verdict on the plan."""
        return self.facts.verification

    def table(self, name: str) -> ResultTable:
        """A table by its name; raises KeyError."""
        return self.tables[name]

    @property
    def tables(self) -> dict[str, ResultTable]:
        """Every table by name, in the order of the sheets."""
        of_sheets = {table.name: table for sheet in self.sheets for table in sheet.tables}
        return of_sheets | {table.name: table for table in self.files.values() if table.name not in of_sheets}


def text(help: str) -> Column:
    """A column of words."""
    return Column(kind="text", help=help, blank="none")


def linked(help: str, *tables: str) -> Column:
    """A column of ids, each of which leads to its row of one of these tables on the sheet Inputs."""
    return Column(kind="text", help=help, blank="none", references=tables)


def amount(help: str, unit: str) -> Column:
    """A column of numbers."""
    return Column(kind="number", help=help, unit=unit, blank="none")


def count(help: str, unit: str = "") -> Column:
    """A column of whole numbers."""
    return Column(kind="integer", help=help, unit=unit, blank="none")


def result_table(
    name: str, title: str, columns: Columns, *, heat: tuple[str, ...] = (), spoken: tuple[str, ...] = ()
) -> ResultTable:
    """A table from its columns: each with its declaration and its values, all of one length."""
    frame = pd.DataFrame({header: values for header, (_, values) in columns.items()})
    declared = {header: column for header, (column, _) in columns.items()}
    return ResultTable(name, title, declared, frame, heat, spoken=spoken)
