"""The cases to start from: a blank one that reads again, and one whose arithmetic can be followed by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.case import NEEDED, TABLES
from models.tables import Parameters, columns_of, full_header
from planner.read.case import read_case
from planner.read.cells import column_named
from planner.read.writing import blank_case, teaching_case, write_folder, write_workbook

YEARS = (2026, 2027, 2030)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blank case as a workbook."""
    path = tmp_path_factory.mktemp("blank") / "blank.xlsx"
    write_workbook(blank_case("Новый случай", YEARS), path)
    return path


@pytest.mark.parametrize("owner", [*TABLES.values(), Parameters], ids=lambda owner: owner.__name__)
def test_every_column_has_help(owner: type) -> None:
    for name, column in columns_of(owner).items():
        assert column.help.strip(), name
        assert column.help[0].isupper() or column.help.startswith(column.choices), name
        assert column.blank is None or column.blank.strip(), name


def test_a_blank_workbook_reads_and_says_what_is_missing(blank: Path) -> None:
    reading = read_case(blank)
    assert not reading.ok
    told = {(problem.rule, problem.sheet) for problem in reading.problems}
    assert told == {("empty-table", name) for name in NEEDED if name not in ("settings", "years")}


def test_a_blank_folder_says_the_same(blank: Path, tmp_path: Path) -> None:
    write_folder(blank_case("Новый случай", YEARS), tmp_path / "blank")
    from_folder, from_book = read_case(tmp_path / "blank").problems, read_case(blank).problems
    assert [problem.rule for problem in from_folder] == [problem.rule for problem in from_book]


def test_a_blank_case_has_every_column_and_setting() -> None:
    case = blank_case("Новый случай", YEARS)
    assert {name: getattr(case, name).header for name in TABLES} == {
        name: full_header(owner, YEARS) for name, owner in TABLES.items()
    }
    assert set(case.settings.key) == set(columns_of(Parameters))
    parameters = case.parameters
    assert (parameters.title, parameters.base_year, parameters.budget_carry_over) == ("Новый случай", 2026, True)
    assert case.years.year.tolist() == list(YEARS)


@pytest.mark.parametrize("name", TABLES)
def test_every_column_s_help_unit_and_blank_reach_the_template(name: str, blank: Path) -> None:
    sheet = load_workbook(blank)[name]
    header = [str(cell.value) for cell in sheet[3]]
    assert tuple(header) == full_header(TABLES[name], YEARS)
    for place, heading in enumerate(header, start=1):
        column = column_named(TABLES[name], heading)
        meaning = "Must be filled" if column.required else f"Blank: {column.blank}"
        parts = (column.help, column.unit, meaning)
        label = str(sheet.cell(2, place).value)
        assert [part for part in parts if part not in label] == []
        title, message, _ = _validation(sheet, place)
        assert title == heading
        assert [part for part in parts if part not in message] == []
        if column.choices:
            assert _validation(sheet, place)[2] == f'"{",".join(column.choices)}"'
        elif column.references and column.kind != "list":
            assert _validation(sheet, place)[2] == f"ids_{column.references[0]}"


def _validation(sheet: Worksheet, place: int) -> tuple[str, str, str]:
    """Title and text of the help, and the source of the drop-down, of the first cell below a heading."""
    cell = sheet.cell(4, place).coordinate
    (found,) = [each for each in sheet.data_validations.dataValidation if cell in each.sqref]
    return str(found.promptTitle), str(found.prompt), str(found.formula1)


def test_ids_in_drop_downs_follow_their_table(blank: Path) -> None:
    names = load_workbook(blank).defined_names
    referred = {
        table for owner in TABLES.values() for column in columns_of(owner).values() for table in column.references
    }
    assert set(names) == {f"ids_{table}" for table in referred}
    assert names["ids_nodes"].attr_text == ("nodes!$A$4:INDEX(nodes!$A$4:$A$5003,MAX(1,COUNTA(nodes!$A$4:$A$5003)))")


def test_the_first_sheet_explains_the_others(blank: Path) -> None:
    book = load_workbook(blank)
    assert book.sheetnames == ["README", *TABLES]
    texts = [str(cell.value) for row in book["README"].iter_rows() for cell in row if cell.value]
    assert texts[0] == "Новый случай"
    assert set(TABLES) <= set(texts)
    assert any("planner check" in text for text in texts)
    assert any("planner solve" in text for text in texts)
    assert any("never zero" in text for text in texts)


def test_a_filled_template_is_a_case(blank: Path, tmp_path: Path) -> None:
    book = load_workbook(blank)
    rows: dict[str, list[list[Any]]] = {
        "nodes": [["a", None, "KZ"], ["b", None, "KZ"]],
        "links": [["a-b", "a", "b", "rail", 10, 1, 1.5, 5]],
        "commodities": [["goods", None, None, None, 0]],
        "demand": [["d", "transit", None, "a", "b", "goods", None, None, None, 1, 2, 3]],
    }
    for name, table in rows.items():
        for row, values in enumerate(table, start=4):
            for place, value in enumerate(values, start=1):
                book[name].cell(row, place, value)
    book.save(tmp_path / "filled.xlsx")
    case = read_case(tmp_path / "filled.xlsx").case
    assert case is not None
    np.testing.assert_array_equal(case.demand_mt, [[1, 2, 3]])


@pytest.mark.parametrize(
    ("opening", "total", "unmet"), [(None, 1464, (0, 1, 5)), (2026, 1292, (0, 0, 0)), (2027, 1178, (0, 1, 0))]
)
def test_the_arithmetic_of_the_teaching_case(opening: int | None, total: float, unmet: tuple[float, ...]) -> None:
    """Cheapest first: rail at 22 USD/t, lorries at 58, the rest stays at 122; the track costs 250 MUSD a year."""
    case = teaching_case()
    track, east, road = case.project_effects.capacity_added[0], case.links.capacity_mt[1], case.links.capacity_mt[2]
    time_cost = case.commodities.value_of_time_usd_per_t_day[0] / 24
    links = case.links.cost_usd_per_t + time_cost * case.links.time_h
    transfer = case.terminals.cost_usd_per_t[0] + time_cost * case.terminals.time_h[0]
    by_rail, by_road = links[0] + links[1], links[0] + transfer + links[2]
    annuity = case.projects.capex_musd[0] / case.projects.lifetime_years[0]
    cost, left = 0.0, []
    for year, cargo in zip(case.years.year.tolist(), case.demand_mt[0].tolist(), strict=True):
        serves = opening is not None and year >= opening
        rail = min(cargo, east - case.links.existing_load_mt[1] + track * serves)
        lorries = min(cargo - rail, road)
        left.append(cargo - rail - lorries)
        cost += rail * by_rail + lorries * by_road + left[-1] * case.parameters.unmet_penalty + annuity * serves
    assert (by_rail, by_road, annuity) == (22, 58, 250)
    assert (cost, tuple(left)) == (total, unmet)
