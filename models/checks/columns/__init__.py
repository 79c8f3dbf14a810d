"""Rules that hold for every column, from its declaration alone: cells, names of rows, values that stand for others."""

from __future__ import annotations

from models.checks.columns import declared, keys, names
from models.checks.columns.values import check_value, parse
from models.checks.words import Check

__all__ = ["check_value", "parse"]

CHECKS: tuple[Check, ...] = (*declared.CHECKS, *keys.CHECKS, *names.CHECKS)
