"""The lines of a CSV file, with a bound on what a file may make the reader hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from models.errors import UnreadableInput
from planner.read.excel import MAX_CELLS
from planner.read.plain_file import require_file

MAX_BYTES = 2**29
MAX_ROW = 2**21
"""Letters of one row; a cell of a spreadsheet holds at most 32,767."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_OTHER_KINDS = (
    (b"PK\x03\x04", "an Excel workbook"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
)
_LOOKED_AT = 4096
_PIECE = 2**20
_LARGEST_OTHER = 2**26
"""Bytes of a file whose letters are looked at as a whole where they are not UTF-8."""
_IN_PLACE = "a CSV file in its place"
_SAVE_AS = (
    "save it as 'CSV UTF-8 (comma delimited) (*.csv)', in Russian Excel 'CSV UTF-8 (разделитель - запятая) (*.csv)'"
)
_RUSSIAN = re.compile("[А-Яа-яЁё]")
_FOREIGN = re.compile("[^\\x00-\\x7fА-Яа-яЁё«»„“”–—…№°§\u00a0]|[A-Za-z][А-Яа-яЁё]|[А-Яа-яЁё][A-Za-z]|[а-яё][А-ЯЁ]")
"""What no Russian text holds: letters of other alphabets, words of two alphabets, capitals inside a word."""


class Room:
    """How many cells may still be read from a folder."""

    def __init__(self) -> None:
        self._left = MAX_CELLS

    def take(self, cells: int, file: Path) -> None:
        """Count the cells of a row; raises UnreadableInput where there is no room left."""
        self._left -= cells
        if self._left < 0:
            raise UnreadableInput(f"{file} brings the folder to more than {MAX_CELLS:,} cells: {_REMOVE}")


_REMOVE = "remove what is no row of the table"


class Lines:
    """Lines of a text, given to a reader of rows that tells when a row is over."""

    def __init__(self, file: Path, stream: TextIO) -> None:
        self._file, self._stream = file, stream
        self._line, self._first, self._letters = 0, 1, 0

    def row_read(self) -> None:
        """A row is over."""
        self._first, self._letters = self._line + 1, 0

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(MAX_ROW):
            self._line += 1
            self._letters += len(line)
            if self._letters >= MAX_ROW:
                raise UnreadableInput(
                    f"{self._file}, line {self._first}: a row of more than {MAX_ROW:,} letters: "
                    "look for a missing line end or a missing double quote in it"
                )
            if "\0" in line:
                raise UnreadableInput(f"{self._file}, line {self._line}: holds a byte that no text holds: {_SAVE_AS}")
            yield line


@contextmanager
def text_lines(file: Path, encoding: str = "utf-8-sig") -> Iterator[Lines]:
    """The lines of a text file; raises UnreadableInput for another one, with the line where that shows."""
    require_file(file, _IN_PLACE)
    try:
        _require_text(file)
        with file.open(encoding=encoding, newline="") as stream:
            yield Lines(file, stream)
    except UnicodeError as error:
        line = _line_of_wrong_byte(file)
        raise UnreadableInput(f"{file}, line {line}: a letter is not in UTF-8: {_SAVE_AS}") from error
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be opened: {error.strerror}; close it in other programs") from error


def encoding_of(file: Path) -> str:
    """How the letters of a file are written: UTF-8 wherever they can be, UTF-16 by its mark, Russian Windows-1251."""
    require_file(file, _IN_PLACE)
    try:
        _require_text(file)
        with file.open("rb") as stream:
            if stream.read(2) in _WIDE:
                return "utf-16"
        with file.open(encoding="utf-8") as text:
            while text.read(_PIECE):
                pass
    except UnicodeDecodeError:
        large = file.stat().st_size > _LARGEST_OTHER
        return "utf-8-sig" if large or not _is_russian(file.read_bytes()) else "cp1251"
    except OSError as error:
        raise UnreadableInput(f"{file} cannot be opened: {error.strerror}; close it in other programs") from error
    return "utf-8-sig"


def _is_russian(content: bytes) -> bool:
    """Whether bytes that are not UTF-8 make Russian words and no others, and hold nothing that is UTF-8 after all."""
    if _RUSSIAN.search(content.decode("utf-8", "ignore")):
        return False
    text = content.decode("cp1251", "replace")
    return _FOREIGN.search(text) is None and _RUSSIAN.search(text) is not None


def _require_text(file: Path) -> None:
    if file.stat().st_size > MAX_BYTES:
        raise UnreadableInput(f"{file} is larger than {MAX_BYTES // 2**20} MiB: {_REMOVE}")
    with file.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
    kind = next((kind for mark, kind in _OTHER_KINDS if start.startswith(mark)), None)
    if kind is None and not start.startswith(_WIDE) and start.count(b"\0") > len(start) // 4:
        kind = "UTF-16 without a mark"
    if kind:
        raise UnreadableInput(f"{file} is {kind}, not CSV text in UTF-8: {_SAVE_AS}")


def _line_of_wrong_byte(file: Path) -> int:
    with file.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1
