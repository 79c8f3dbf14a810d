"""Rules on the names of rows: each row has its own, and a reader can tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

import numpy as np

from models.case import TABLES, Case
from models.checks.derived import Cells
from models.checks.words import Check, Place, as_text, difference, error, look, rows_where, warning
from models.findings import Finding
from models.tables import Texts, columns_of, key_columns

_EFFECT_TARGETS = ("links", "terminals", "shared_limits")
_REFERRED = ("nodes", *_EFFECT_TARGETS, "commodities", "projects", "corridors", "scenarios")

_SHARED_WORDS: dict[str, tuple[tuple[str, str], ...]] = {
    "country": (("nodes", "country"),),
    "mode": (("links", "mode"), ("terminals", "mode_a"), ("terminals", "mode_b")),
    "group": (("projects", "exclusive_group"),),
}
"""Words that no table lists, with the columns that share them: two ways to write one would quietly be two."""


def duplicate_keys(case: Case) -> Iterator[Finding]:
    """No two rows of a table have the same key."""
    for name, owner in TABLES.items():
        columns = key_columns(owner)
        keys = _keys(case, name, columns)
        if len(set(keys)) == len(keys):
            continue
        first: dict[Hashable, int] = {}
        for row, key in enumerate(keys):
            if key is not None and first.setdefault(key, row) != row:
                yield _duplicate(name, columns, first[key], row, key)


def ambiguous_ids(case: Case) -> Iterator[Finding]:
    """Effects name a link, a terminal or a shared limit by id alone: no two of them share one."""
    first: dict[str, Place] = {}
    for table in _EFFECT_TARGETS:
        for row, name in enumerate(getattr(case, table).id.tolist()):
            place = first.setdefault(name, (table, row, "id"))
            if name and place[0] != table:
                yield error(
                    "ambiguous-id",
                    (table, row, "id"),
                    name,
                    expected=f"an id that no row of {place[0]} has, such as {table[0]}_{name}",
                    fix=f"Rename this row or that of {place[0]}, and what refers to it.",
                    related=place,
                )


def look_alike_keys(case: Case) -> Iterator[Finding]:
    """Ids that others refer to differ in more than capitals or look-alike letters of another alphabet."""
    for table in _REFERRED:
        first: dict[str, tuple[int, str]] = {}
        for row, name in enumerate(getattr(case, table).id.tolist()):
            other, twin = first.setdefault(look(name), (row, name))
            if name != twin:
                yield warning(
                    "look-alike-id",
                    (table, row, "id"),
                    name,
                    expected=f"an id that cannot be taken for '{twin}', such as {twin}_2",
                    fix="If both mean the same, delete one; otherwise rename one. "
                    "They differ in capitals, or in Cyrillic and Latin letters, only.",
                    related=(table, other, "id"),
                )


def look_alike_words(case: Case) -> Iterator[Finding]:
    """Modes, countries and groups that rows share differ in more than capitals or look-alike letters."""
    for kind, columns in _SHARED_WORDS.items():
        cells = [(table, column, getattr(getattr(case, table), column)) for table, column in columns]
        usual = _usual_words(Counter(word for _, _, words in cells for word in words.tolist()))
        odd = [
            ((table, row, column), words[row])
            for table, column, words in cells
            for row in rows_where(np.isin(words, list(usual)))
            if usual
        ]
        for place, word in odd:
            yield warning(
                "look-alike-word",
                place,
                word,
                expected=f"the same {kind} written the same way in all rows, such as '{usual[word]}'",
                fix=f"If both mean the same, write '{usual[word]}'. {difference(word, usual[word])}",
                related=_first_cell(cells, usual[word]),
            )


def _usual_words(counts: Counter[str]) -> dict[str, str]:
    """For each word that looks like a more frequent one, or an earlier one as frequent, that other word."""
    alike: dict[str, list[str]] = {}
    for word in counts:
        alike.setdefault(look(word), []).append(word)
    usual = {max(words, key=counts.__getitem__): words for words in alike.values() if len(words) > 1}
    return {word: norm for norm, words in usual.items() for word in words if word != norm}


def _first_cell(cells: Sequence[tuple[str, str, Texts]], word: str) -> Place:
    """The first cell of these columns that holds a word."""
    return next((table, rows_where(words == word)[0], column) for table, column, words in cells if word in words)


def _keys(case: Case, name: str, columns: tuple[str, ...]) -> list[Hashable]:
    """The key of every row; None where a part that must be given is blank; no keys where rows have no name."""
    table = getattr(case, name)
    blank = np.zeros(len(table), np.bool_)
    for header in columns:
        column = columns_of(type(table))[header]
        if column.required:
            blank |= Cells(name, header, column, getattr(table, header), table.blanks.get(header)).is_blank
    keys = zip(*(getattr(table, header).tolist() for header in columns), strict=True)
    return [None if empty else key for key, empty in zip(keys, blank.tolist(), strict=True)] if columns else []


def _duplicate(table: str, columns: tuple[str, ...], first: int, row: int, key: Hashable) -> Finding:
    named = ", ".join(as_text(part) for part in key if part != "") if isinstance(key, tuple) else as_text(key)
    return error(
        "duplicate-key",
        (table, row, columns[0]),
        named,
        expected=f"{' and '.join(columns)} that no other row of {table} has together, such as another {columns[-1]}"
        if len(columns) > 1
        else f"{columns[0]} that no other row of {table} has, such as {_another(key)}",
        fix=f"Delete one of the two rows, or give this one its own {' and '.join(columns)}.",
        related=(table, first, columns[0]),
    )


def _another(key: Hashable) -> str:
    """A key that may be free, as an example."""
    (own,) = key if isinstance(key, tuple) else (key,)
    return str(own + 1) if isinstance(own, int) else f"{own}_2"


CHECKS: tuple[Check, ...] = (duplicate_keys, ambiguous_ids, look_alike_keys, look_alike_words)
