"""Pictures are saved by two processes: every one once, and an error of either is raised here."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from planner.show.slides.saving import save_all


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _fail(path: Path) -> None:
    raise OSError(28, "No space left on device", str(path))


def test_every_picture_is_saved(tmp_path: Path) -> None:
    """Nine files, of nine numbers: what both processes took adds up to the whole."""
    save_all([partial(_write, tmp_path / str(number), str(number)) for number in range(9)])
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        str(number): str(number) for number in range(9)
    }


@pytest.mark.parametrize("failing", range(4))
def test_an_error_of_either_process_is_raised(tmp_path: Path, failing: int) -> None:
    """Whichever process meets the picture that cannot be saved, the caller sees its error."""
    savers = [partial(_write, tmp_path / str(number), "") for number in range(4)]
    savers[failing] = partial(_fail, tmp_path / "full")
    with pytest.raises(OSError, match="No space left"):
        save_all(savers)
