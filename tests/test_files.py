"""Files that appear whole, together, or not at all."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.files import DRAFT, STALE_SECONDS, FileInTheWay, NotWritten, prove_writable, whole_files


def write(*targets: Path, force: bool = False, meanwhile: Callable[[], object] = int) -> None:
    """Write `new` into files; something else happens meanwhile."""
    with whole_files(targets, force=force) as drafts:
        meanwhile()
        for draft in drafts:
            draft.write_text("new")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_all_or_none_of_new_files(tmp_path: Path) -> None:
    """The second name is taken while the files are being written: the first is given back."""
    one, other = tmp_path / "one", tmp_path / "other"
    with pytest.raises(FileInTheWay, match="appeared"):
        write(one, other, meanwhile=lambda: other.write_text("mine"))
    assert names(tmp_path) == ["other"]
    assert other.read_text() == "mine"


def test_all_or_none_of_replaced_files(tmp_path: Path) -> None:
    """The second name has become a folder: the first file is what it was."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_text("old")
    with pytest.raises(NotWritten, match="other"):
        write(one, other, force=True, meanwhile=other.mkdir)
    assert one.read_text() == "old"
    assert names(tmp_path) == ["one", "other"]


def test_rights(tmp_path: Path) -> None:
    """A new file has what umask leaves, a replaced one what it had."""
    before = os.umask(0o027)
    try:
        write(tmp_path / "new")
        (tmp_path / "old").touch(mode=0o600)
        write(tmp_path / "old", force=True)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("new", "old")] == [0o640, 0o600]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("old")
    (tmp_path / "link").symlink_to("there")
    write(tmp_path / "link", force=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_text() == "new"


def test_a_file_system_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are taken without them, and a name that is taken stays so."""

    def refuse(*_: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "hardlink_to", refuse)
    write(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "new"
    with pytest.raises(FileInTheWay):
        write(tmp_path / "other", meanwhile=lambda: (tmp_path / "other").write_text("mine"))
    assert (tmp_path / "other").read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "error", "said"),
    [
        ("folder", FileInTheWay, "is a folder; choose another name"),
        ("taken", FileInTheWay, "exists already"),
        ("pipe", FileInTheWay, "is no ordinary file"),
        ("x" * 256, NotWritten, "choose a shorter name"),
        ("taken/file", NotWritten, "choose another place"),
    ],
)
def test_what_cannot_be_written_is_known_beforehand(
    tmp_path: Path, name: str, error: type[Exception], said: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "taken").touch()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(error, match=said):
        prove_writable([tmp_path / "fine", tmp_path / name], force=name not in ("taken",))
    assert names(tmp_path) == ["folder", "pipe", "taken"]


def test_a_proof_leaves_nothing(tmp_path: Path) -> None:
    prove_writable([tmp_path / "new" / "folder" / "file"])
    assert names(tmp_path) == []


def test_a_full_disk(tmp_path: Path) -> None:
    """/dev/full takes nothing, as a full disk does."""

    def fill() -> None:
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"x")

    with pytest.raises(NotWritten, match="file cannot be written: No space left on device; make room"):
        write(tmp_path / "file", meanwhile=fill)
    assert names(tmp_path) == []


def test_what_a_killed_process_left_is_swept_a_day_later(tmp_path: Path) -> None:
    for name, age in (("old", 2 * STALE_SECONDS), ("young", 0.0)):
        left = tmp_path / f"{DRAFT}{name}"
        left.touch()
        os.utime(left, (time.time() - age,) * 2)
    write(tmp_path / "file")
    assert names(tmp_path) == [f"{DRAFT}young", "file"]
