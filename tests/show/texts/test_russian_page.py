"""The page of a result in Russian: no English but names and codes, whatever language its workbook has."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from planner.cli.app import app
from planner.show.texts import Words
from tests.show.texts.listening import INPUTS, results_of
from tests.show.texts.test_russian_result import LATIN_WORD, own_words, typed_texts

DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)

NAMED = {"words", "lang", "made_by", "file", "digest", "land", "id", "name", "unit", "currency"}
"""Keys whose texts are not shown, or are names."""


def page_of(result: Path, language: str) -> dict[str, Any]:
    """The data of a page."""
    out = result.with_name(f"{language}.html")
    ended = CliRunner().invoke(app, ["report", str(result), "--lang", language, "--out", str(out), "--force"])
    assert ended.exit_code == 0, ended.stderr
    found = DATA.search(out.read_text("utf-8"))
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def texts_in(data: Any) -> Iterator[str]:
    """Every text that a page may show."""
    if isinstance(data, str):
        yield data
    if isinstance(data, dict):
        yield from (text for key, value in data.items() if key not in NAMED for text in texts_in(value))
    if isinstance(data, list):
        yield from (text for value in data for text in texts_in(value))


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result of the divisible Kazakhstan case in Russian."""
    result = tmp_path_factory.mktemp("page") / "result.xlsx"
    order = ["solve", str(INPUTS / "kazakhstan.xlsx"), "--relax", "--lang", "ru", "--out", str(result)]
    assert CliRunner().invoke(app, order).exit_code == 0
    return result


def test_no_english_but_names(solved: Path) -> None:
    results = results_of("divisible", Words("ru"))
    own, typed = own_words(results) | {"result", "csv", "xlsx"}, set(typed_texts(results.case))
    shown = set(texts_in(page_of(solved, "ru"))) - typed
    assert [text for text in shown if set(LATIN_WORD.findall(text)) - own] == []


def test_the_language_is_the_one_asked_for(solved: Path) -> None:
    russian, english = page_of(solved, "ru"), page_of(solved, "en")
    assert (russian["lang"], english["lang"]) == ("ru", "en")
    assert russian["words"]["Year before"] == "Предыдущий год"
    assert english["words"] == {}
    # warnings of the input were told when the workbook was written, and stand on the page as they stand there
    said = "".join(texts_in([{**plan, "warnings": []} for plan in english["plans"]]))
    assert not re.search("[а-яё]", said, re.IGNORECASE)
    quoted = [warning for plan in english["plans"] for warning in plan["warnings"] if re.search("[а-яё]", warning)]
    assert quoted
    assert all(warning.startswith("In the language of the workbook: ") for warning in quoted)
