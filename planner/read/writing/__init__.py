"""Cases written as workbooks and folders, and cases to start from."""

from planner.read.writing.case import write_folder, write_workbook
from planner.read.writing.new_cases import blank_case, teaching_case
from planner.read.writing.paper import Paper, close_book, open_book

__all__ = ["Paper", "blank_case", "close_book", "open_book", "teaching_case", "write_folder", "write_workbook"]
