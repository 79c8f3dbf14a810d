"""What a column of a table is: one declaration that drives reader, checker, template, documents and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf
from typing import Annotated, Any, Literal, get_type_hints

import numpy as np
from numpy.typing import NDArray

Texts = NDArray[np.object_]
"""One str per row; '' where the cell is blank."""
Lists = NDArray[np.object_]
"""One tuple of str per row; () where the cell is blank."""
Numbers = NDArray[np.float64]
"""One float per row; NaN where a cell is blank and no default stands for it."""
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

Kind = Literal["text", "value", "choice", "list", "number", "integer", "flag", "per_year"]


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: what its cells hold, in which unit, within which bounds, and what a blank cell means.

    `blank` is None where the cell must be filled; otherwise it says what an empty cell means, and
    `default` is the value it stands for (None: the column stays not given: '', () or NaN).
    `least` is the smallest amount above zero that is told apart.
    `references` names the tables whose ids may stand in the cell.
    """

    kind: Kind
    help: str
    unit: str = ""
    blank: str | None = None
    default: Any = None
    minimum: float = -inf
    maximum: float = inf
    above: float = -inf
    least: float = 0.0
    choices: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    key: bool = False

    @property
    def required(self) -> bool:
        """Whether an empty cell is an error."""
        return self.blank is None


def key(help: str, references: tuple[str, ...] = ()) -> Column:
    """A text that, with the table's other keys, names the row."""
    return Column(kind="text", help=help, key=True, references=references)


def text(help: str, blank: str | None = "not given") -> Column:
    """Free text."""
    return Column(kind="text", help=help, blank=blank)


def reference(help: str, *tables: str, blank: str | None = None, key: bool = False) -> Column:
    """The id of a row of another table."""
    return Column(kind="text", help=help, references=tables, blank=blank, key=key)


def listing(help: str, *tables: str, blank: str = "none") -> Column:
    """Several texts in one cell, parted by `|`."""
    return Column(kind="list", help=help, references=tables, blank=blank)


def choice(help: str, *choices: str, blank: str | None = None, default: str | None = None) -> Column:
    """One of a few words."""
    return Column(kind="choice", help=help, choices=choices, blank=blank, default=default)


def flag(help: str, blank: str | None = None, default: bool | None = None) -> Column:
    """Yes or no."""
    return Column(kind="flag", help=help, choices=("yes", "no"), blank=blank, default=default)


def number(
    help: str,
    unit: str,
    *,
    minimum: float = -inf,
    above: float = -inf,
    maximum: float = inf,
    blank: str | None = None,
    default: float | None = None,
) -> Column:
    """A real number in `unit`, from `minimum` (or above `above`) to `maximum`."""
    return Column(
        kind="number", help=help, unit=unit, minimum=minimum, above=above, maximum=maximum, blank=blank, default=default
    )


def integer(
    help: str,
    unit: str,
    *,
    minimum: float = -inf,
    maximum: float = inf,
    blank: str | None = None,
    default: int | None = None,
    key: bool = False,
) -> Column:
    """A whole number in `unit`."""
    return Column(
        kind="integer", help=help, unit=unit, minimum=minimum, maximum=maximum, blank=blank, default=default, key=key
    )


LEAST_MT = 1e-6
"""The least cargo that the model tells apart: a tonne."""

DEAREST_USD_PER_T = 1e6
"""Penalty of a tonne above which less than `LEAST_MT` would matter."""

LEAST_THETA, MOST_THETA = 1e-3, 1e3
"""1/USD per t: below, a thousand dollars hardly matter to a shipper; above, a tenth of a cent decides."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Table:
    """Rows of one sheet, a column at a time: entry i of every array belongs to row i.

    header: the columns as the file had them, in its order. extras: columns whose name starts with `_`,
    kept as text and used by nothing. blanks: for a column with a default and for whole numbers, which cells were empty.
    """

    basis: Annotated[Texts, text("How firm the row is, in a word of yours, such as published or estimate")]
    source: Annotated[Texts, text("Where the numbers come from")]
    note: Annotated[Texts, text("Anything a colleague should know")]
    header: tuple[str, ...]
    extras: Mapping[str, Texts]
    blanks: Mapping[str, Flags]

    def __len__(self) -> int:
        first = next(iter(columns_of(type(self))))
        return len(getattr(self, first))

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        freeze(self)


def freeze(table: Table) -> None:
    """Make every array of the table read-only."""
    for value in [*vars(table).values(), *table.extras.values(), *table.blanks.values()]:
        if isinstance(value, np.ndarray):
            value.flags.writeable = False


_declared: dict[type, dict[str, Column]] = {}


def columns_of(owner: type) -> dict[str, Column]:
    """Declared columns of a table (or of the settings) by name, in the order of the template."""
    if owner not in _declared:
        hints = get_type_hints(owner, include_extras=True).items()
        marks = {name: getattr(hint, "__metadata__", ()) for name, hint in hints}
        found = {name: mark for name, all_marks in marks.items() for mark in all_marks if isinstance(mark, Column)}
        last = {name: found.pop(name) for name in ("basis", "source", "note") if name in found}
        _declared[owner] = found | last
    return _declared[owner]


def key_columns(owner: type) -> tuple[str, ...]:
    """The columns that together name a row; empty where rows have no name."""
    return tuple(name for name, column in columns_of(owner).items() if column.key)
