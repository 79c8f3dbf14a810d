"""The Russian catalogue has every text of a result, complete, and none besides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from planner.show.texts import Words
from tests.show.texts.in_studies import STUDIES, heard_in_study
from tests.show.texts.listening import RUNS, heard_in
from tests.show.texts.sources import SHOW, Key, asked, asked_by_page, declared, modules_of
from tests.show.texts.vocabulary import declared_texts

FILE = SHOW / "texts" / "ru.po"


def catalogue() -> Catalog:
    with FILE.open("rb") as file:
        return read_po(file, abort_invalid=True)


def russian() -> dict[Key, tuple[str, ...]]:
    """The forms of every text; one where it has no plural."""
    return {_key(entry): _forms(entry.string) for entry in catalogue() if entry.id}


def _key(entry: Message) -> Key:
    return entry.id if isinstance(entry.id, str) else (entry.id[0], entry.id[1])


def _forms(texts: str | Sequence[str] | None) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def written() -> set[Key]:
    """Every text that stands in the source: asked for, or declared in a module of the result tables."""
    of_program = {key for folder in (SHOW, Path("planner/cli")) for path in folder.rglob("*.py") for key in asked(path)}
    starts = [SHOW / "sheets" / "all_sheets.py", *(SHOW / "studies" / name / "sheets.py" for name in STUDIES)]
    of_tables = {key for start in starts for path in modules_of(start) for key in declared(path)}
    files = [path for path in sorted((SHOW / "page" / "browser").rglob("*")) if path.is_file()]
    of_page = {key for path in files for key in asked_by_page(path)}
    return of_program | of_tables | of_page


def heard_in_results(folder: Path) -> set[Key]:
    """Every text looked up while the results of all runs were made and written."""
    of_results = {key for name in RUNS for key in heard_in(name, folder / "result.xlsx")}
    return of_results | {key for name in STUDIES for key in heard_in_study(name, folder / "study.xlsx")}


def test_every_text_of_the_source_is_there() -> None:
    assert written() - set(russian()) == set()


def test_every_declared_text_is_there() -> None:
    assert declared_texts() - set(russian()) == set()


def test_every_text_of_a_result_is_there_and_no_other(tmp_path: Path) -> None:
    heard = heard_in_results(tmp_path)
    assert heard - set(russian()) == set()
    assert set(russian()) - written() - declared_texts() - heard == set()


def test_the_page_is_given_its_texts() -> None:
    files = [path for path in sorted((SHOW / "page").rglob("*")) if path.suffix in (".js", ".html")]
    given = Words("ru").listed("".join(path.read_text("utf-8") for path in files))
    wanted = {key for path in files for key in asked_by_page(path)}
    assert wanted
    assert wanted - set(given) == set()


def test_every_text_says_the_same() -> None:
    for key, forms in russian().items():
        english = (key,) if isinstance(key, str) else key
        assert len(forms) == (1 if isinstance(key, str) else 3), key
        for form in forms:
            assert form.strip(), key
            assert placeholders(form) == placeholders(english[-1]), key
            assert form not in english or key in SAME, key


def test_nothing_is_unfinished() -> None:
    assert not any(entry.fuzzy for entry in catalogue())
    assert not catalogue().obsolete


SAME = {"TEU"}
"""Texts that are written alike."""
