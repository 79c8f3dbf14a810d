"""What stands in a cell of a file, and the typed cell that its column makes of it."""

from planner.read.cells.expected import column_named, expectation
from planner.read.cells.meaning import Doubt, typed
from planner.read.cells.raw import (
    CONTROL,
    PLAIN,
    ExcelError,
    Grid,
    PerCent,
    PerhapsNotComputed,
    Raw,
    Uncomputed,
    View,
    clean,
    clean_all,
    cleaned,
    fifteen_digits,
    heading,
    number_text,
)

__all__ = [
    "CONTROL",
    "PLAIN",
    "Doubt",
    "ExcelError",
    "Grid",
    "PerCent",
    "PerhapsNotComputed",
    "Raw",
    "Uncomputed",
    "View",
    "clean",
    "clean_all",
    "cleaned",
    "column_named",
    "expectation",
    "fifteen_digits",
    "heading",
    "number_text",
    "typed",
]
