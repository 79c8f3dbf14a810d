"""A result workbook read back: its plan, its prices, its case."""

from planner.read.result.appraisal import appraisal_in, read_appraisal
from planner.read.result.book import Book, read_some, read_whole
from planner.read.result.case import INPUTS, read_result_case
from planner.read.result.charts import DrawnChart, Kept
from planner.read.result.plan import Record, UnreadableResult, plan_in, read_record, read_result, record_in

__all__ = [
    "INPUTS",
    "Book",
    "DrawnChart",
    "Kept",
    "Record",
    "UnreadableResult",
    "appraisal_in",
    "plan_in",
    "read_appraisal",
    "read_record",
    "read_result",
    "read_result_case",
    "read_some",
    "read_whole",
    "record_in",
]
