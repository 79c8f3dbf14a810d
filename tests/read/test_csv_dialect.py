"""CSV files as Excel writes them where the comma is the decimal sign: read with a word, never guessed in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import UnreadableInput
from planner.read.case import Reading, read_case
from planner.read.writing import teaching_case
from tests.read.planting import planted, save_folder

ENCODINGS = {"utf-8": "", "utf-8-sig": "", "cp1251": "Windows-1251 (Запад)", "utf-16": "UTF-16 (Запад)"}
PARTED = {";": "values parted by semicolons", "\t": "values parted by tabs"}


def as_russian(text: str, separator: str) -> str:
    """What stands between commas, parted otherwise and with decimal commas."""
    return text.replace(",", separator).replace(".", ",")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_folder(planted(), tmp_path / "case")


def with_nodes(folder: Path, content: bytes) -> Reading:
    (folder / "nodes.csv").write_bytes(content)
    return read_case(folder)


def rewritten(folder: Path, separator: str, encoding: str, first: str = "") -> Reading:
    text = (folder / "nodes.csv").read_text("utf-8")
    return with_nodes(folder, (first + as_russian(text, separator)).encode(encoding))


@pytest.mark.parametrize("encoding", list(ENCODINGS))
@pytest.mark.parametrize("separator", list(PARTED))
def test_a_file_of_russian_excel_is_read_and_told(separator: str, encoding: str, folder: Path) -> None:
    """The same table in all eight ways is the same case; the warning says what was taken for what."""
    reading = rewritten(folder, separator, encoding)
    assert reading.case == teaching_case()
    (problem,) = reading.problems
    assert (problem.rule, problem.severity, problem.file) == ("csv-dialect", "warning", "nodes.csv")
    assert PARTED[separator] in problem.value
    assert ENCODINGS[encoding] in problem.value
    assert "decimal commas (" in problem.value


@pytest.mark.parametrize("separator", list(PARTED))
def test_the_line_that_tells_excel_what_parts_the_values(separator: str, folder: Path) -> None:
    reading = rewritten(folder, separator, "utf-8-sig", first=f"sep={separator}\r\n")
    assert reading.case == teaching_case()
    assert reading.places.tables["nodes"].lines[0] == 3


def test_that_line_with_commas_needs_no_word(folder: Path) -> None:
    text = (folder / "nodes.csv").read_text("utf-8")
    reading = with_nodes(folder, ("sep=,\n" + text).encode())
    assert (reading.case, reading.problems) == (teaching_case(), ())


def test_commas_with_cyrillic_letters_of_windows(folder: Path) -> None:
    text = (folder / "nodes.csv").read_text("utf-8")
    reading = with_nodes(folder, text.encode("cp1251"))
    assert reading.case == teaching_case()
    assert reading.problems[0].value == "Cyrillic letters in Windows-1251 (Запад)"


@pytest.mark.parametrize(
    ("capacities", "says"),
    [
        (["1,234", "2", "3"], ["Type 1.234 or 1234 as a number."]),
        (["1,234", "12.5", "3"], ["Type 1.234 or 1234 as a number."]),
        (["1,234", "12.5", "3,5"], ["Type 1.234 or 1234 as a number.", "Type 3.5 as a number."]),
        (["1,234", "1,234,567", "3"], ["Type 1.234 or 1234 as a number.", "Type 1234567 as a number."]),
    ],
)
def test_a_comma_that_may_part_thousands_is_asked_about(capacities: list[str], says: list[str], folder: Path) -> None:
    """Without another number that proves the decimal comma, or beside one that has a point, nothing is taken."""
    table = "year;available_musd\n" + "".join(f"{2025 + n};{text}\n" for n, text in enumerate(capacities))
    (folder / "budget.csv").write_text(table, "utf-8")
    problems = [problem for problem in read_case(folder).problems if problem.rule == "text-not-number"]
    assert [problem.fix for problem in problems] == says


def test_a_comma_beside_proven_ones_is_a_decimal_sign(folder: Path) -> None:
    """1234,5 cannot be thousands, so 1,234 in the same file is not either; the warning shows the proof."""
    (folder / "budget.csv").write_text("year;available_musd\n2025;1,234\n2026;1234,5\n", "utf-8")
    reading = read_case(folder)
    assert reading.draft.budget.available_musd.tolist() == [1.234, 1234.5]
    told = [problem.value for problem in reading.problems if problem.rule == "csv-dialect"]
    assert told == ["values parted by semicolons; decimal commas (1234,5)"]


@pytest.mark.parametrize(
    ("text", "encoding"), [("Köln", "cp1252"), ("Запад", "cp866"), ("Łódź", "cp1250"), ("Запад", "koi8-r")]
)
def test_letters_that_may_be_any_are_refused_with_the_menu_entry(text: str, encoding: str, folder: Path) -> None:
    content = (folder / "nodes.csv").read_text("utf-8").replace("Граница", "g").replace("Восток", "e")
    content = content.replace("Запад", text)
    with pytest.raises(UnreadableInput, match=r"line 2: a letter is not in UTF-8: save it as 'CSV UTF-8") as caught:
        with_nodes(folder, content.encode(encoding))
    assert "разделитель - запятая" in str(caught.value)
