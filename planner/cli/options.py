"""What options of studies stand for: years, numbers, limits, the gap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from models.stop import Limits
from models.tables import Flags

ROUTES_SECONDS, LINK_FLOW_SECONDS = 45.0, 600.0
"""Limits of a search for whole projects where none is given: each leaves time for a good plan of a country's case."""

SECONDS = 20.0
"""Limit of one search for whole projects in a study of many, where none is given."""

FUTURES_SECONDS = 120.0
"""Limit of one search for whole projects in many futures at once, where none is given."""

GAP, PROVEN_GAP = 0.001, 1e-6
"""Gaps at which a search for whole projects and one for divisible ones are done, where none is given."""


def plan_request(
    scenario: str,
    changes: Sequence[str] | None,
    *,
    relax: bool,
    gap: float | None,
    seconds: float | None,
    formulation: str = "routes",
) -> Request:
    """What the search for one plan is asked for; divisible projects are solved to the end unless told otherwise."""
    gap = (PROVEN_GAP if relax else GAP) if gap is None else share(gap, "--gap")
    if seconds is None and not relax:
        seconds = LINK_FLOW_SECONDS if formulation == "link-flow" else ROUTES_SECONDS
    return Request(relax, Limits(gap=gap, seconds=seconds), scenario, tuple(changes or ()))


def study_request(
    scenario: str, changes: Sequence[str] | None, *, relax: bool, gap: float, seconds: float | None
) -> Request:
    """What each solve of a study is asked for; divisible projects are solved to the end."""
    gap = share(gap, "--gap")
    seconds = SECONDS if seconds is None and not relax else seconds
    limits = Limits(gap=PROVEN_GAP if relax else gap, seconds=seconds)
    return Request(relax, limits, scenario, tuple(changes or ()))


def share(typed: float, option: str) -> float:
    """A share of the cost, from 0 to 1; raises PlannerError."""
    if not 0 <= typed <= 1:
        raise PlannerError(f"{option} {typed:g}: give a share from 0 to 1; 5 per cent is 0.05")
    return typed


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


def appraisal_rates(typed: Sequence[str] | None, *, asked: bool) -> tuple[str, ...] | None:
    """The rates of `solve --appraise` as typed, None where no appraisal is asked for; raises PlannerError."""
    if typed and not asked:
        raise PlannerError("--rate is of an appraisal: give --appraise too")
    for text in typed or ():
        for part in text.split(","):
            numbers(part, "--rate", least=0, most=1)
    return tuple(typed or ()) if asked else None


def rates_asked(typed: Sequence[str], case: Case) -> tuple[float, ...]:
    """Discount rates in the order in which they were typed, each once; that of the case where none was."""
    given = [rate for text in typed for part in text.split(",") for rate in numbers(part, "--rate", least=0, most=1)]
    return tuple(dict.fromkeys(given)) or (case.parameters.discount_rate,)


def _grid(parts: list[float]) -> list[float]:
    start, end, step = parts
    if not (step > 0 and end >= start):
        return [np.nan]
    return [round(start + step * k, 12) for k in range(int((end - start) / step + 1e-9) + 1)]
