"""A small linear program in the making: columns and rows one by one, then as arrays."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy.sparse import csc_array

from models.solver import LinearProgram
from models.tables import Numbers

Terms = list[tuple[int, float]]
"""Columns and their coefficients."""


class Draft:
    """Columns are >= 0. A column that is locked stays 0 until it is let free."""

    def __init__(self) -> None:
        self.most: list[float] = []
        self.whole: list[bool] = []
        self.locked: list[bool] = []
        self._lower: list[float] = []
        self._upper: list[float] = []
        self._entries: tuple[list[int], list[int], list[float]] = ([], [], [])

    def column(self, most: float = 1.0, *, whole: bool = False, locked: bool = False) -> int:
        """A new column; returns its position."""
        self.most.append(most)
        self.whole.append(whole)
        self.locked.append(locked)
        return len(self.most) - 1

    def lever(self, most: float = 1.0, *, whole: bool = False) -> int:
        """A new column that only gives where it is let."""
        return self.column(most, whole=whole, locked=True)

    def row(self, terms: Iterable[tuple[int, float]], lower: float, upper: float) -> None:
        """A new row, lower <= terms <= upper."""
        rows, columns, values = self._entries
        for column, value in terms:
            rows.append(len(self._lower))
            columns.append(column)
            values.append(value)
        self._lower.append(lower)
        self._upper.append(upper)

    def at_most(self, terms: Iterable[tuple[int, float]], upper: float) -> None:
        """A new row, terms <= upper."""
        self.row(terms, -np.inf, upper)

    def program(self, cost: Numbers, *, divisible: Iterable[int]) -> LinearProgram:
        """The program as arrays: a locked column is free where it has a cost; `divisible` columns are not whole."""
        rows, columns, values = self._entries
        shape = (len(self._lower), len(self.most))
        whole = np.array(self.whole, np.bool_)
        whole[list(divisible)] = False
        return LinearProgram(
            cost=cost,
            offset=0.0,
            matrix=csc_array((values, (rows, columns)), shape=shape),
            row_lower=np.array(self._lower),
            row_upper=np.array(self._upper),
            lower=np.zeros(len(self.most)),
            upper=np.where(np.array(self.locked, np.bool_) & (cost == 0), 0.0, np.array(self.most)),
            whole=whole,
        )
