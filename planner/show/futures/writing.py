"""The page and the pictures of a plan for many futures as files, all of them or none."""

from __future__ import annotations

from pathlib import Path

from planner.files import whole_file
from planner.show.futures.page import futures_html
from planner.show.studies.robust import Shown


def write_futures(
    shown: Shown, page: Path | None, png: str | None, pdf: Path | None, *, made_by: str, force: bool
) -> list[Path]:
    """Write what is asked for; returns the files, the page first. made_by: program and version.

    Raises planner.files.FileInTheWay where a file exists and `force` is not set, PlannerError where one cannot be
    written.
    """

    def write_page(draft: Path) -> None:
        draft.write_text(futures_html(shown, made_by), encoding="utf-8", newline="\n")

    if png is None and pdf is None:
        if page is None:
            return []
        with whole_file(page, force=force) as draft:
            write_page(draft)
        return [page]
    # only who asks for pictures waits for what draws them
    from planner.show.futures.slides import draw_futures  # noqa: PLC0415
    from planner.show.slides import drawing, save_pictures  # noqa: PLC0415

    source = " · ".join(part for part in (shown.run.get("input_file", ""), shown.statement, made_by) if part)
    with drawing():
        others = {} if page is None else {page: write_page}
        return save_pictures(list(draw_futures(shown, source)), png, pdf, force=force, others=others)
