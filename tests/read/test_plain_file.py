"""What is no plain file is refused at once, not waited for; too little memory is told in one line."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from xml.parsers.expat import ExpatError

import pytest

from models.errors import UnreadableInput
from planner.read.case import read_case
from planner.read.checked.seal import is_untouched
from planner.read.excel import cells
from planner.read.land import read_land
from planner.read.result import read_record, read_result_case
from planner.read.writing import teaching_case, write_folder, write_workbook


def bound_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(path))


ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, "is a pipe, not a file: give"),
    "socket": (bound_socket, "is a socket, not a file: give"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "is a device, not a file: give"),
    "circle of links": (
        lambda path: path.symlink_to(path.name),
        "cannot be opened (Too many levels of symbolic links)",
    ),
    "nothing": (lambda _: None, "does not exist: give"),
}
READERS: dict[str, Callable[[Path], object]] = {
    "case": read_case,
    "result": read_record,
    "case of a result": read_result_case,
    "outlines": read_land,
}


@pytest.mark.parametrize("reader", list(READERS))
@pytest.mark.parametrize("kind", list(ODD))
def test_what_is_no_file_is_refused_at_once(kind: str, reader: str, tmp_path: Path) -> None:
    """Opened, a pipe without a writer would wait for ever and a device would never end."""
    make, says = ODD[kind]
    path = tmp_path / "x.xlsx"
    make(path)
    with pytest.raises(UnreadableInput) as caught:
        READERS[reader](path)
    assert str(caught.value).startswith(f"{path} {says}")


@pytest.mark.parametrize("kind", [kind for kind in ODD if kind != "nothing"])
def test_a_member_of_a_folder_that_is_no_file(kind: str, tmp_path: Path) -> None:
    make, says = ODD[kind]
    folder = tmp_path / "case"
    write_folder(teaching_case(), folder)
    (folder / "links.csv").unlink()
    make(folder / "links.csv")
    with pytest.raises(UnreadableInput) as caught:
        read_case(folder)
    assert f"links.csv {says}" in str(caught.value)


@pytest.mark.parametrize("reader", ["result", "case of a result", "outlines"])
def test_a_folder_where_a_file_is_expected(reader: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="is a folder, not a file: give"):
        READERS[reader](tmp_path)


def test_a_folder_among_the_tables(tmp_path: Path) -> None:
    write_folder(teaching_case(), tmp_path / "case")
    (tmp_path / "case" / "links.csv").unlink()
    (tmp_path / "case" / "links.csv").mkdir()
    with pytest.raises(UnreadableInput, match=r"links\.csv is a folder, not a file"):
        read_case(tmp_path / "case")


def test_a_pipe_in_the_place_of_a_copy_holds_nobodys_work(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.xlsx")
    assert not is_untouched(tmp_path / "x.xlsx")


def test_a_name_that_no_disk_holds(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"cannot be opened \(File name too long\)"):
        read_case(tmp_path / ("x" * 300))


@pytest.mark.parametrize("error", [MemoryError(), "expat"])
def test_too_little_memory_is_told_in_one_line(
    error: BaseException | str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python says it by its own error, expat by the code 1 of an error that otherwise means broken XML."""
    if isinstance(error, str):
        error = ExpatError("out of memory")
        error.code = 1

    def fail(*_: object) -> None:
        raise error

    write_workbook(teaching_case(), tmp_path / "case.xlsx")
    monkeypatch.setattr(cells, "stream_xml", fail)
    with pytest.raises(UnreadableInput, match="memory of this machine is too little") as caught:
        read_case(tmp_path / "case.xlsx")
    assert "\n" not in str(caught.value)
