"""A result as files: the workbook and the long tables beside it, all of them or none."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from planner.files import whole_file
from planner.show.csv import write_csv
from planner.show.excel import write_workbook
from planner.show.layout import Results


def write_results(results: Results, path: Path, *, force: bool = False) -> list[Path]:
    """Write the workbook NAME.xlsx and its long tables as NAME.TABLE.csv; returns their paths, the workbook first.

    Raises planner.files.FileInTheWay where one exists and `force` is not set, PlannerError where one cannot be written.
    """
    beside = {name: path.with_name(f"{path.stem}.{name}.csv") for name in results.files}
    with ExitStack() as files:
        # the workbook is entered last and so appears first: it is the one that is open elsewhere, and then none appear
        drafts = {name: files.enter_context(whole_file(target, force=force)) for name, target in beside.items()}
        workbook = files.enter_context(whole_file(path, force=force))
        for name, draft in drafts.items():
            write_csv(results.files[name], draft)
        write_workbook(results, workbook, {name: target.name for name, target in beside.items()})
    return [path, *beside.values()]
