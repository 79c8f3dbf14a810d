"""Cargo on its way, and how often it passes what.

A weight is what a tonne of it counts in a sum.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.models.random_cases.stated.seasons import Trip


@dataclass(frozen=True)
class Cargo:
    """The column of the tonnes of a demand row that depart in a season of a year and go one way."""

    column: int
    demand: int
    year: int
    departs: int
    trip: Trip


def kept(store: tuple[str, int], cargo: Cargo) -> float:
    """How often cargo waits at a terminal from a season on."""
    return float(cargo.trip.kept.count(store))


def passings(steps: set[tuple[str, int]], season: int | None = None) -> Callable[[Cargo], float]:
    """How often a way takes one of the steps, in a season or in all."""
    return lambda cargo: float(
        sum(
            step in steps and season in (None, now)
            for step, now in zip(cargo.trip.way, cargo.trip.seasons, strict=True)
        )
    )
