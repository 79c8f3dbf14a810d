"""Python's search for garbage, put off while millions of cells are read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Put the search off until the block ends; also a decorator.

    Every few thousand new rows it would look at all rows read so far, for cycles that cells do not have.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
