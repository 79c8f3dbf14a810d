"""What options of studies stand for: years, numbers, limits, the workbook to write."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from models.case import Case
from models.columns import Flags
from models.errors import PlannerError
from models.request import Request
from models.stop import Limits
from planner.files import FileInTheWay

ROUTES_SECONDS, LINK_FLOW_SECONDS = 45.0, 600.0
"""Limits of a search for whole projects where none is given: each leaves time for a good plan of a country's case."""

SECONDS = 20.0
"""Limit of one search for whole projects in a study of many, where none is given."""


def plan_request(
    scenario: str,
    changes: Sequence[str] | None,
    *,
    relax: bool,
    gap: float,
    seconds: float | None,
    formulation: str = "routes",
) -> Request:
    """What the search for one plan is asked for; divisible projects are solved to the end unless told otherwise."""
    if seconds is None and not relax:
        seconds = LINK_FLOW_SECONDS if formulation == "link-flow" else ROUTES_SECONDS
    return Request(relax, Limits(gap=gap, seconds=seconds), scenario, tuple(changes or ()))


def study_request(
    scenario: str, changes: Sequence[str] | None, *, relax: bool, gap: float, seconds: float | None
) -> Request:
    """What each solve of a study is asked for; divisible projects are solved to the end."""
    limits = (
        Limits(gap=1e-6, seconds=seconds) if relax else Limits(gap=gap, seconds=SECONDS if seconds is None else seconds)
    )
    return Request(relax, limits, scenario, tuple(changes or ()))


def plan_years(case: Case, typed: str, option: str) -> Flags:
    """Which plan years `2029`, `2029:2031` or `2029,2035` name, shape (years,); '' names all. Raises PlannerError."""
    years = case.years.year
    if not typed:
        return np.ones(len(years), np.bool_)
    chosen = np.zeros(len(years), np.bool_)
    for part in typed.split(","):
        ends = part.split(":")
        if not all(end.strip().isdigit() for end in ends) or len(ends) > 2:
            raise PlannerError(f"{option} {typed}: write years such as 2029, 2029:2031 or 2029,2035")
        chosen |= (years >= int(ends[0])) & (years <= int(ends[-1]))
    if not chosen.any():
        raise PlannerError(f"{option} {typed}: no plan year lies there; the plan has {years[0]} to {years[-1]}")
    return chosen


def numbers(typed: str, option: str, *, least: float, most: float) -> tuple[float, ...]:
    """The numbers that `0,0.5,1` or `0:2:0.1` (from, to, step) stand for, ascending; raises PlannerError."""
    try:
        parts = [float(part) for part in typed.replace(":", ",").split(",")]
    except ValueError:
        parts = [np.nan]
    if ":" in typed:
        parts = _grid(parts) if "," not in typed and len(parts) == 3 else [np.nan]
    if not all(least <= part <= most for part in parts):
        span = f"from {least:g} on" if np.isinf(most) else f"from {least:g} to {most:g}"
        raise PlannerError(f"{option} {typed}: write numbers {span}, such as 0.5,1 or 0.5:1:0.1 (from, to, step)")
    return tuple(sorted(set(parts)))


def stem_of(case: Case, request: Request, *study: str) -> str:
    """Name of a result without its ending: CASE[-SCENARIO][-changed][-STUDY][-relaxed]."""
    changed, relaxed = "changed" * bool(request.changes), "relaxed" * request.relaxed
    parts = [case.parameters.case, request.scenario, changed, *study, relaxed]
    return re.sub(r"[^\w-]+", "_", "-".join(part for part in parts if part))


def free_workbook(stem: str, out: Path | None, *, force: bool) -> Path:
    """The workbook to write: `out`, or results/STEM.xlsx, numbered where it is taken.

    Raises FileInTheWay where `out` exists and `force` is not set, PlannerError where it is no workbook.
    """
    if out is None:
        names = (Path("results") / f"{stem}{number}.xlsx" for number in ["", *(f"-{n}" for n in range(2, 10_000))])
        return next(name for name in names if not name.exists())
    if out.suffix.lower() != ".xlsx":
        raise PlannerError(f"{out} must end in .xlsx: results are written as a workbook")
    if out.exists() and not force:
        raise FileInTheWay(f"{out} exists already; choose another name or add --force to replace it")
    return out


def _grid(parts: list[float]) -> list[float]:
    start, end, step = parts
    if not (step > 0 and end >= start):
        return [np.nan]
    return [round(start + step * k, 12) for k in range(int((end - start) / step + 1e-9) + 1)]
