"""What the person at the terminal sees: data on stdout, progress and messages on stderr."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from planner.stopping import at_work


@dataclass(frozen=True)
class Answer:
    """What a command answers: its exit code, the object of --json, and lines for a person."""

    code: int
    data: Mapping[str, Any]
    lines: Sequence[str] = ()


class Console:
    """Tells stages with their seconds. quiet: tells nothing but what went wrong."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.seconds: dict[str, float] = {}
        self._begin = perf_counter()
        self._stage = ""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time a stage and tell when it is over."""
        at_work()
        self._stage, started = name, perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = perf_counter() - started
            self._stage = ""
        self.say(f"{name}: done in {self.seconds[name]:.1f} s")

    def watch(self, words: str) -> None:
        """Tell how a stage gets on."""
        self.say(f"{self._stage}: {words}" if self._stage else words)

    def say(self, words: str) -> None:
        """A line of progress or a message."""
        if not self.quiet:
            print(f"[{perf_counter() - self._begin:6.1f} s] {words}", file=sys.stderr, flush=True)

    def warn(self, words: str) -> None:
        """A message without a clock."""
        if not self.quiet:
            self.fail(words)

    def fail(self, words: str) -> None:
        """What went wrong; it is told whatever was asked for."""
        print(words, file=sys.stderr, flush=True)

    def tell(self, answer: Answer, *, as_json: bool) -> None:
        """The answer on stdout, as lines or as one JSON object."""
        lines = [json.dumps(_known(answer.data), indent=2, allow_nan=False)] if as_json else answer.lines
        for line in lines:
            print(line, flush=True)


def _known(data: Any) -> Any:
    """The same with numbers that are not known as null, which JSON has no other word for."""
    if isinstance(data, Mapping):
        return {str(name): _known(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_known(value) for value in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data
