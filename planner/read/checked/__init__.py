"""NAME.checked.xlsx: the problems of a case handed back in Excel."""

from planner.read.checked.handing_back import checked_name, refuse_target, write_checked
from planner.read.checked.list_of_problems import counted

__all__ = ["checked_name", "counted", "refuse_target", "write_checked"]
