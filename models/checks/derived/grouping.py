"""Rows that share a value, without a loop over rows."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator
from typing import TypeVar

import numpy as np

from models.tables import Integers

V = TypeVar("V", bound=Hashable)


def rows_by_value(values: Collection[V]) -> Iterator[tuple[V, Integers]]:
    """Each distinct value with its rows in increasing order; values in the order in which they first appear."""
    codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
    coded = np.fromiter(map(codes.__getitem__, values), np.int64, len(values))
    ends = np.cumsum(np.bincount(coded, minlength=len(codes)))[:-1]
    yield from zip(codes, np.split(np.argsort(coded, kind="stable"), ends), strict=False)
