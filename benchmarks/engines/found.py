"""What an engine hands back, and the watch that times its stages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, process_time


@dataclass(frozen=True)
class Found:
    """objective: MUSD. columns, rows: of the linear program, where there is one. facts: what else the page tells."""

    objective: float
    columns: int = 0
    rows: int = 0
    facts: dict[str, float] = field(default_factory=dict)


class StageWatch:
    """Seconds on the clock and seconds of processor time by stage, in the order in which the stages begin."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what runs inside."""
        clock, used = perf_counter(), process_time()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + perf_counter() - clock
        self.processor[name] = self.processor.get(name, 0.0) + process_time() - used
