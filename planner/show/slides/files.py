"""A result as pictures for slides: PNG files of 1920 x 1080 dots, and one PDF with a page for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from matplotlib.backends.backend_pdf import PdfPages

from models.tables import Numbers
from planner.files import whole_files
from planner.meanwhile import meanwhile
from planner.show.result import Results
from planner.show.slides.assets import asset_pages
from planner.show.slides.corridors import corridor_pages
from planner.show.slides.look import DOTS_PER_INCH, drawing
from planner.show.slides.maps import map_pages
from planner.show.slides.money import money_pages
from planner.show.slides.paper import Page
from planner.show.slides.projects import project_pages
from planner.show.slides.summary import summary_page
from planner.show.slides.worth import worth_pages

BESIDE_PDF = 5
"""Who writes the PDF, which takes as long as some ten of the pictures, writes one of so many of them too."""


def write_pictures(
    results: Results,
    png: str | None,
    pdf: Path | None,
    *,
    land: Sequence[Numbers] = (),
    years: Sequence[int] = (),
    force: bool = False,
    others: Mapping[Path, Callable[[Path], None]] | None = None,
) -> list[Path]:
    """Draw a result; returns the files written, all of them or none.

    png: a folder, which exists or ends with a stroke, or how the names of the files begin. land: rings of
    longitude and latitude for the maps. years: calendar years of the maps; none: the last ones with a published
    transit target, and the last of the plan. others: what writes other files, which come
    first. Same result, same bytes.

    Raises planner.files.FileInTheWay where a file exists and `force` is not set, PlannerError where one cannot be
    written or a year is no plan year.
    """
    with drawing():
        return save_pictures(list(draw_pages(results, years, land)), png, pdf, force=force, others=others)


def save_pictures(
    pages: Sequence[Page],
    png: str | None,
    pdf: Path | None,
    *,
    force: bool = False,
    others: Mapping[Path, Callable[[Path], None]] | None = None,
) -> list[Path]:
    """Save pages, as `write_pictures` does; to be used within `drawing`."""
    targets = [_target(png, page.name) for page in pages] if png is not None else []
    others = others or {}
    files = [*others, *targets, *([] if pdf is None else [pdf])]
    with whole_files(files, force=force) as drafts:
        for write, draft in zip(others.values(), drafts, strict=False):
            write(draft)
        slides = [
            partial(_write_png, page, draft)
            for page, draft in zip(pages, drafts[len(others) : len(others) + len(targets)], strict=False)
        ]
        whole = [] if pdf is None else [partial(_write_pdf, pages, drafts[-1])]
        apart = len(slides) // (BESIDE_PDF if whole else 2)
        with meanwhile(partial(_save, [*whole, *slides[:apart]]), pays=len(slides) > 1) as saved:
            _save(slides[apart:])
            saved()
    return files


def draw_pages(results: Results, years: Sequence[int] = (), land: Sequence[Numbers] = ()) -> Iterator[Page]:
    """Every picture of a result; to be used within `drawing`."""
    yield summary_page(results)
    yield from map_pages(results, years, land)
    yield from corridor_pages(results)
    yield from project_pages(results)
    yield from worth_pages(results)
    yield from asset_pages(results)
    yield from money_pages(results)


def _target(png: str, name: str) -> Path:
    folder = png.endswith(("/", "\\")) or Path(png).is_dir()
    return Path(png) / f"{name}.png" if folder else Path(f"{png}-{name}.png")


def _save(writers: Sequence[Callable[[], None]]) -> None:
    for write in writers:
        write()


def _write_png(page: Page, draft: Path) -> None:
    page.figure.savefig(draft, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})


def _write_pdf(pages: Sequence[Page], draft: Path) -> None:
    """Without dates, so that the same result gives the same bytes."""
    with PdfPages(draft, metadata={"CreationDate": None, "Creator": "planner", "Producer": None}) as pdf:
        for page in pages:
            pdf.savefig(page.figure)
