"""Numbers as a page takes them: rounded, short, and null where they are not known."""

from __future__ import annotations

from math import isfinite
from typing import Any

from models.tables import Numbers

Known = int | float | None

EXACT = 17
"""Digits behind the decimal sign with which every number stays as it is."""

FLOW, SHARE, MONEY = 6, 5, 4
"""Digits behind the decimal sign of Mt, of shares, and of money and prices: far more than are shown."""


def short(value: float, digits: int = EXACT) -> Known:
    """A number with at most so many digits, a whole one without its point, None for what is not known."""
    if not isfinite(value):
        return None
    kept = round(float(value), digits) if digits < EXACT else float(value)
    return int(kept) if kept.is_integer() else kept


def series(values: Numbers, digits: int = EXACT) -> Any:
    """The same for arrays of any shape, as lists in lists."""
    return _each(values.tolist(), digits)


def _each(values: Any, digits: int) -> Any:
    return [_each(value, digits) for value in values] if isinstance(values, list) else short(values, digits)
