"""A result as files: the workbook and the long tables beside it, all of them or none."""

from __future__ import annotations

from pathlib import Path

from planner.files import whole_files
from planner.show.beside import BESIDE, result_files
from planner.show.result import Results
from planner.show.workbook.book import write_workbook
from planner.show.workbook.csv import write_csv


def write_results(results: Results, path: Path, *, force: bool = False) -> list[Path]:
    """Write the workbook and its long tables; returns their paths, the workbook first.

    Raises planner.files.FileInTheWay where one exists and `force` is not set, NotWritten where one cannot be written.
    """
    # the workbook takes its name first: it is the one that is open elsewhere, and then none appear
    workbook, *beside = result_files(path)
    with whole_files([workbook, *beside], force=force) as (draft, *drafts):
        for name, table in zip(BESIDE, drafts, strict=True):
            write_csv(results.files[name], table)
        write_workbook(results, draft, {name: file.name for name, file in zip(BESIDE, beside, strict=True)})
    return [workbook, *beside]
