"""A result in Russian: no English but names and codes, and the same plan to read back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import numpy as np
import openpyxl
import pytest
from typer.testing import CliRunner

from models.case import TABLES, Case
from models.stop import Stop
from models.tables import PRICED_RULES, columns_of
from planner.cli.app import app
from planner.read.problems import all_rules
from planner.read.result import read_record, read_result
from planner.show.result import Results
from planner.show.sheets.record import RULES
from planner.show.texts import ENGLISH, Words
from planner.show.workbook.book import write_workbook
from tests.show.texts.listening import INPUTS, case_of, results_of

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # of openpyxl, which reads cells only

LATIN_WORD = re.compile("[A-Za-z]{2,}")

CODES = {
    "planner",
    "check",
    "calibrate",
    "Excel",
    "SHA",
    "Arial",
    "relax",
    "TEU",
    "GEH",
    "CO",
    "plan",
    "bound",
    "there",
    "back",
}
"""Words of the program that Russian sentences hold as they are."""


def shown_texts(path: Path) -> set[str]:
    """Texts of cells, charts, drawings and comments."""
    parts = re.compile(r"xl/(sharedStrings|charts/chart\d+|drawings/drawing\d+|comments\d+)\.xml")
    with ZipFile(path) as book:
        roots = [ElementTree.fromstring(book.read(name)) for name in book.namelist() if parts.fullmatch(name)]
    return {node.text or "" for root in roots for node in root.iter() if node.tag.endswith(("}t", "chart}v"))}


def all_cells(path: Path) -> dict[tuple[str, str], Any]:
    """Every filled cell by sheet and address, of all sheets but Summary."""
    book = openpyxl.load_workbook(path)
    sheets = [sheet for sheet in book if sheet.title != "Summary"]
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in sheets
        for row in sheet
        for cell in row
        if cell.value is not None
    }


def numbers_of(path: Path, sheet: str) -> list[float]:
    """The numbers of a sheet, ascending."""
    cells = (cell.value for row in openpyxl.load_workbook(path)[sheet] for cell in row)
    return sorted(value for value in cells if isinstance(value, int | float))


def typed_texts(case: Case) -> Iterator[str]:
    """Every text of a case."""
    for name in TABLES:
        table = getattr(case, name)
        for column in (*columns_of(type(table)), *table.extras):
            values = table.extras[column] if column in table.extras else getattr(table, column, ())
            for value in np.atleast_1d(np.asarray(values, object)).tolist():
                yield from value if isinstance(value, tuple) else (str(value),)


def own_words(results: Results) -> set[str]:
    """Words of names, ids, columns, sheets and codes: those that a Russian result may hold. Notes are not names."""
    case = results.case
    named = {
        text
        for name in TABLES
        for column in columns_of(type(getattr(case, name)))
        if column not in ("note", "source")
        for text in np.asarray(getattr(getattr(case, name), column, ()), object).ravel().tolist()
        if isinstance(text, str)
    }
    choices = {choice for owner in TABLES.values() for one in columns_of(owner).values() for choice in one.choices}
    codes = {*RULES, *PRICED_RULES, *all_rules(), *Stop, *results.table("run").frame["key"], *choices, *CODES}
    columns = {column for table in results.tables.values() for column in table.columns}
    headers = {header for name in TABLES for header in getattr(case, name).header}
    texts = named | codes | columns | headers | {sheet.name for sheet in results.sheets} | set(TABLES)
    return {word for text in texts for word in LATIN_WORD.findall(text)}


@pytest.mark.parametrize("name", ["whole", "short", "small"])
def test_no_english_but_names(name: str, tmp_path: Path) -> None:
    results = results_of(name, Words("ru"))
    write_workbook(results, tmp_path / "ru.xlsx", {})
    typed, own = set(typed_texts(results.case)), own_words(results)
    run = {str(value) for value in results.table("run").frame["value"]}
    changes = set(results.run.changes)
    others = shown_texts(tmp_path / "ru.xlsx") - typed - run - changes
    assert [text for text in others if set(LATIN_WORD.findall(text)) - own] == []


def test_the_test_finds_english(tmp_path: Path) -> None:
    results = results_of("small", ENGLISH)
    write_workbook(results, tmp_path / "en.xlsx", {})
    texts, own = shown_texts(tmp_path / "en.xlsx"), own_words(results)
    assert len([text for text in texts if set(LATIN_WORD.findall(text)) - own]) > 100


def test_numbers_and_names_of_both_languages_are_equal(tmp_path: Path) -> None:
    """Cell by cell only texts differ; tiles of the sheet Summary move with the widths of its columns."""
    for language in ("en", "ru"):
        write_workbook(results_of("small divisible", Words(language)), tmp_path / f"{language}.xlsx", {})
    english, russian = (all_cells(tmp_path / f"{language}.xlsx") for language in ("en", "ru"))
    assert english.keys() == russian.keys()
    for place, value in english.items():
        assert type(value) is type(russian[place]), place
        assert isinstance(value, str) or value == russian[place], place
    assert numbers_of(tmp_path / "en.xlsx", "Summary") == numbers_of(tmp_path / "ru.xlsx", "Summary")


@pytest.mark.parametrize(("source", "more"), [("three_nodes", []), ("kazakhstan", ["--relax"])])
def test_solve_in_russian_and_read_it_back(source: str, more: list[str], tmp_path: Path) -> None:
    given = str(INPUTS / f"{source}.xlsx")
    for language in ("en", "ru"):
        order = ["solve", given, *more, "--lang", language, "--out", str(tmp_path / f"{language}.xlsx")]
        assert CliRunner().invoke(app, order).exit_code == 0
    verified = CliRunner().invoke(app, ["verify", given, str(tmp_path / "ru.xlsx"), "--json"])
    assert verified.exit_code == 0, verified.stderr
    english, russian = (read_result(case_of(source), tmp_path / f"{language}.xlsx") for language in ("en", "ru"))
    assert russian.objective == english.objective
    assert russian.routes.paths == english.routes.paths
    for name in ("demand", "year", "path", "mt"):
        assert np.array_equal(getattr(russian.routes, name), getattr(english.routes, name))
    for name in ("project", "year", "share"):
        assert np.array_equal(getattr(russian.openings, name), getattr(english.openings, name))
    assert np.array_equal(russian.unmet_mt, english.unmet_mt)
    assert np.array_equal(russian.prices.capacity, english.prices.capacity)
    assert read_record(tmp_path / "ru.xlsx").stop == read_record(tmp_path / "en.xlsx").stop


def test_warnings_of_the_check_are_russian(tmp_path: Path) -> None:
    order = ["solve", str(INPUTS / "kazakhstan.xlsx"), "--relax", "--lang", "ru", "--out", str(tmp_path / "ru.xlsx")]
    assert CliRunner().invoke(app, order).exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "ru.xlsx", read_only=True)
    told = [str(row[1]) for row in book["Summary"].iter_rows(values_only=True) if row[0] == "Внимание"]
    book.close()
    assert any("Проверка project-without-effects: " in text for text in told)
    assert not any("expected" in text for text in told)


def test_another_language_is_refused() -> None:
    ended = CliRunner().invoke(app, ["solve", str(INPUTS / "three_nodes.xlsx"), "--lang", "de"])
    assert ended.exit_code == 2
