"""What differs between two cases, row by row."""

from planner.study.difference.study import ColumnDifference, TableDifference, change, differences, number_in, row_names

__all__ = ["ColumnDifference", "TableDifference", "change", "differences", "number_in", "row_names"]
