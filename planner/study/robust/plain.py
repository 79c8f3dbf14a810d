"""Plans as plain JSON and back, number by number: for files that outlive a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from models.futures import FuturesPlan, Measure, Progress
from models.futures import Order as Asked
from models.solution import Empties, Openings, Prices, Routes, Solution, TransitRange, Widening, Without
from models.stop import Stop
from models.whole_projects import Lesson, YearLesson

KIND, CONTENT = "is", "of"
"""Keys of what is no plain value: what it is, and what it consists of."""

_CLASSES: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(
            Asked,
            Empties,
            FuturesPlan,
            Lesson,
            Measure,
            Openings,
            Prices,
            Progress,
            Routes,
            Solution,
            TransitRange,
            Widening,
        ),
        *(Without, YearLesson),
    )
}


def plain(value: Any) -> Any:
    """What JSON can hold. Raises TypeError for what is no part of a plan."""
    for kind, (of, write, _) in _KINDS.items():
        if isinstance(value, of):
            return {KIND: kind, CONTENT: write(value)}
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, float):
        return value if np.isfinite(value) else {KIND: "float", CONTENT: repr(value)}
    name = type(value).__name__
    if name not in _CLASSES:
        raise TypeError(f"{name} is no part of a plan")
    return {KIND: name, CONTENT: {field.name: plain(getattr(value, field.name)) for field in fields(value)}}


def read(value: Any) -> Any:
    """What `plain` was given. Raises KeyError, TypeError or ValueError for anything else."""
    if not isinstance(value, dict):
        return value
    kind, content = value[KIND], value[CONTENT]
    if kind == "float":
        return float(content)
    if kind in _KINDS:
        return _KINDS[kind][2](content)
    return _CLASSES[kind](**{name: read(part) for name, part in content.items()})


def _array(values: np.ndarray[Any, Any]) -> list[Any]:
    """Most entries of prices are nothing, and are left out."""
    flat = values.ravel()
    at = np.flatnonzero(flat)
    there = [plain(number) for number in flat[at].tolist()]
    return [str(values.dtype), list(values.shape), at.tolist(), there]


def _read_array(content: Any) -> np.ndarray[Any, Any]:
    kind, shape, at, there = content
    values = np.zeros(int(np.prod(shape)), kind)
    values[at] = [read(number) for number in there]
    return values.reshape(shape)


_KINDS: dict[str, tuple[Any, Callable[[Any], Any], Callable[[Any], Any]]] = {
    "stop": (Stop, lambda stop: stop.value, Stop),
    "bytes": (bytes, lambda content: content.hex(), bytes.fromhex),
    "tuple": (tuple, lambda parts: [plain(part) for part in parts], lambda parts: tuple(read(part) for part in parts)),
    "map": (
        Mapping,
        lambda parts: [[plain(key), plain(part)] for key, part in parts.items()],
        lambda parts: {read(key): read(part) for key, part in parts},
    ),
    "array": (np.ndarray, _array, _read_array),
}
"""What is no plain value: its type, how it is written and how it is read."""
