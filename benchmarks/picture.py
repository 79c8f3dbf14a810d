"""Seconds of each engine by the number of flow columns, on logarithmic axes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.cases import SIZES
from benchmarks.engines import ENGINES
from benchmarks.measuring import Measured
from benchmarks.page import name_of

LOOKS = {"routes": ("#0b6e4f", "o"), "pyomo": ("#a23b2a", "s"), "linopy": ("#c98a1b", "^"), "highs": ("#3b5b92", "D")}

ASIDE = ("crowded",)
"""Synthetic cases that differ from the others in more than size."""


def draw(measured: Sequence[Measured], path: Path) -> None:
    """A line per engine through the synthetic cases; the others stand beside it as hollow marks with their names."""
    mpl.rcParams["svg.hashsalt"] = "performance"  # the same picture for the same numbers
    figure = Figure(figsize=(7.5, 4.5), layout="constrained")
    axes = figure.add_subplot(xscale="log", yscale="log")
    series = [case for case in measured if case.case in SIZES and case.case not in ASIDE]
    others = [case for case in measured if case not in series]
    for engine, name in ENGINES.items():
        colour, mark = LOOKS[engine]
        axes.plot(*_points(series, engine), color=colour, marker=mark, label=name)
        axes.plot(*_points(others, engine), color=colour, marker=mark, linestyle="", fillstyle="none")
    for case in others:
        _name(axes, case)
    axes.set(xlabel="Flow columns of the node-link model", ylabel="Seconds: build, solve, read")
    axes.grid(which="major", color="#dddddd")
    axes.legend()
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def _points(cases: Sequence[Measured], engine: str) -> tuple[list[int], list[float]]:
    """Flow columns and seconds of the cases that an engine solved."""
    solved = [case for case in cases if engine in case.reports]
    return [case.flows for case in solved], [case.reports[engine].total for case in solved]


def _name(axes: Axes, case: Measured) -> None:
    """The case's name below its lowest mark."""
    lowest = min((report.total for report in case.reports.values()), default=1.0)
    axes.annotate(
        name_of(case), (case.flows, lowest), xytext=(0, -12), textcoords="offset points", ha="center", fontsize=8
    )
