"""Names that a result can hold: of rows that others refer to, of modes, countries and groups, of the case itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.case import TABLES, Case
from models.checks.words import Check, error, rows_where
from models.findings import Finding
from models.tables import Texts, columns_of

LONGEST_NAME = 80
"""Letters. A way through forty links still fits into a cell of Excel, and a name in Cyrillic into that of a file."""

_WORDS = (
    ("nodes", "country"),
    ("links", "mode"),
    ("terminals", "mode_a"),
    ("terminals", "mode_b"),
    ("projects", "exclusive_group"),
)
_UNFIT = re.compile("[|\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SHOWN = 40


def unfit_names(case: Case) -> Iterator[Finding]:
    """A name stands on one line, is not too long, and holds no | as the lists of results do."""
    ids = [(name, "id") for name, owner in TABLES.items() if "id" in columns_of(owner)]
    for table, column in (*ids, *_WORDS):
        yield from _unfit(table, column, getattr(getattr(case, table), column))
    for row in rows_where(case.settings.key == "case"):
        yield from _unfit("settings", "value", case.settings.value, row)


def _unfit(table: str, column: str, words: Texts, only: int | None = None) -> Iterator[Finding]:
    for row in range(len(words)) if only is None else [only]:
        word = words[row]
        if why := _why(word):
            yield error(
                "unfit-name",
                (table, row, column),
                word,
                expected=f"a name of at most {LONGEST_NAME} letters on one line, without | and blanks around it, "
                f"such as {_fit(word)}",
                fix=f"Rename it, here and wherever it stands: it {why}.",
            )


def _why(word: str) -> str:
    if "|" in word:
        return "holds |, which parts the names of a list"
    if _UNFIT.search(word):
        return "holds a line break or another letter that cannot be seen"
    if word != word.strip():
        return "has blanks around it"
    return f"has {len(word)} letters" if len(word) > LONGEST_NAME else ""


def _fit(word: str) -> str:
    """What the name may have been meant to be."""
    return _UNFIT.sub("_", word.strip())[:_SHOWN].strip() or "a_name"


CHECKS: tuple[Check, ...] = (unfit_names,)
