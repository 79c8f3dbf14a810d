"""Futures as scenarios of mpi-sppy: those of `planner.stochastic`, of the futures in hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from models.futures import Future
from planner import stochastic

SOLVER = "appsi_highs"


def creator(futures: Sequence[Future]) -> tuple[list[str], Callable[..., Any]]:
    """Names of the scenarios and what makes each of them."""
    # the module reads a case by its name; here it is read already
    stochastic._futures = lambda _: tuple(futures)  # type: ignore[assignment]
    return stochastic.scenario_names_creator(len(futures)), stochastic.scenario_creator
