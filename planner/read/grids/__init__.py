"""Files as grids of cells, one per table, and where the table stands in its grid."""

from planner.read.grids.folder import read_folder
from planner.read.grids.layout import RawTable, empty_table, lay_out
from planner.read.grids.source import Source
from planner.read.grids.workbook import DAMAGE, opened, read_sheets, read_workbook

__all__ = [
    "DAMAGE",
    "RawTable",
    "Source",
    "empty_table",
    "lay_out",
    "opened",
    "read_folder",
    "read_sheets",
    "read_workbook",
]
