"""Pictures are saved by two processes where the system allows it: the same files, and the errors of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from models.errors import PlannerError
from planner import meanwhile
from planner.show.slides import files
from planner.show.slides.look import drawing
from planner.show.slides.paper import Page

NAMES = ("one", "two", "three")


def _saved(folder: Path, monkeypatch: pytest.MonkeyPatch, *, copies: bool) -> list[Path]:
    monkeypatch.setattr(meanwhile, "_may_copy", lambda: copies)
    pages = [Page(name, Figure(figsize=(2, 1))) for name in NAMES]
    for page in pages:
        FigureCanvasAgg(page.figure)
        page.figure.text(0.1, 0.5, page.name)
    with drawing():
        return files.save_pictures(pages, f"{folder}/", folder / "all.pdf")


def test_two_processes_save_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture for each page and the PDF, with the same bytes."""
    by_two, by_one = (_saved(tmp_path / name, monkeypatch, copies=name == "two") for name in ("two", "one"))
    assert [path.name for path in by_two] == [*(f"{name}.png" for name in NAMES), "all.pdf"]
    assert [path.read_bytes() for path in by_two] == [path.read_bytes() for path in by_one]


@pytest.mark.parametrize("writer", ["_write_pdf", "_write_png"])
def test_an_error_of_either_process_is_told_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    """The second process writes the PDF, this one the pictures: no room on the disk is told by its name in both."""

    def no_room(_: object, draft: Path) -> None:
        raise OSError(28, "No space left on device", str(draft))

    monkeypatch.setattr(files, writer, no_room)
    with pytest.raises(PlannerError, match="No space left on device; make room"):
        _saved(tmp_path, monkeypatch, copies=True)
    assert not list(tmp_path.iterdir())
