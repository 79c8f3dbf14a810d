"""Standard output belongs to this program: what native libraries print does not reach it, and no loss ends a run."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Lossy(io.RawIOBase):
    """Bytes to a stream; where that is closed, broken or full, they are lost and nothing else is. loss: the first."""

    def __init__(self, stream: io.RawIOBase) -> None:
        self._stream = stream
        self.loss: OSError | None = None

    def write(self, data: Any) -> int:
        """Write what the stream takes."""
        try:
            return self._stream.write(data) or 0
        except OSError as error:
            self.loss = self.loss or error
            return len(data)

    def writable(self) -> bool:
        """True."""
        return True

    def fileno(self) -> int:
        """The descriptor that is written to."""
        return self._stream.fileno()

    def isatty(self) -> bool:
        """Whether a person sees it at once."""
        return self._stream.isatty()


@contextmanager
def own_streams() -> Iterator[None]:
    """Print in UTF-8 on what descriptor 1 was when the process started; what others print on descriptor 1 is lost.

    It stays so until the process ends, because C libraries hold back what they print until then. Worker processes
    inherit a descriptor 1 on which nothing is seen.
    """
    _fill_closed()
    data, messages = _lossy(os.dup(1)), _lossy(2)
    silence_descriptor_1()
    sys.stdout, sys.stderr = _text(data), _text(messages)
    try:
        yield
    finally:
        sys.stdout.flush()
        if data.loss is not None and data.loss.errno != errno.EPIPE:
            print(f"standard output lost a part: {data.loss.strerror}", file=sys.stderr, flush=True)


def silence_descriptor_1() -> None:
    """Let nobody see what this process prints on descriptor 1."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _fill_closed() -> None:
    """Give each standard descriptor that is closed a file, or the next one opened would be printed into."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            # the lowest one that is free
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _lossy(descriptor: int) -> Lossy:
    # never closed: what is printed while the process ends is printed too
    return Lossy(open(descriptor, "wb", buffering=0, closefd=False))


def _text(stream: Lossy) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(stream), encoding="utf-8", errors="backslashreplace", line_buffering=True)
