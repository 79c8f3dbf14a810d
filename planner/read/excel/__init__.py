"""Excel files opened safely and read as a stream of cells."""

from planner.read.excel.cells import MAX_CELLS, TooFarOut
from planner.read.excel.guard import inspect
from planner.read.excel.guarded_parts import Contents
from planner.read.excel.opened_parts import Parts, relations_name
from planner.read.excel.package import Package, SheetPart, open_package
from planner.read.excel.part_names import plain_name
from planner.read.excel.streaming import DEEPEST, MAIN, Damage, stream_xml

__all__ = [
    "DEEPEST",
    "MAIN",
    "MAX_CELLS",
    "Contents",
    "Damage",
    "Package",
    "Parts",
    "SheetPart",
    "TooFarOut",
    "inspect",
    "open_package",
    "plain_name",
    "relations_name",
    "stream_xml",
]
