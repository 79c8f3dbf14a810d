"""What a plan loses without one of its projects, all others as they are: so a forced one tells whether it pays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from models.accounts import discounted, service_cost, share_in_service
from models.as_decided.year import DecidedYear
from models.case import Case
from models.errors import StoppedEmpty
from models.solution import Openings, Without
from models.stop import Stop, interruption
from models.tables import Integers, replace_cells

MOST_ALONE = 20
"""Forced projects that are asked about, those with the dearest service first."""


def forced_alone(case: Case, openings: Openings) -> list[int]:
    """Positions of the forced projects that can be left out alone: that no project of the plan requires."""
    opened = np.unique(openings.project)
    needed = {name for project in opened.tolist() for name in case.projects.requires[project]}
    own = service_cost(case, openings)
    forced = [p for p in opened.tolist() if case.projects.decision[p] == "force" and case.projects.id[p] not in needed]
    return sorted(forced, key=lambda project: (-own[project], project))[:MOST_ALONE]


def without_each(
    case: Case, openings: Openings, projects: Sequence[int], end: float | None = None
) -> tuple[Without, ...]:
    """What the plan costs more without each project, its own cost not counted; its cargo goes the best other way.

    Raises NoPlan where a hard least volume cannot be met without one, StoppedEmpty at `end` (perf_counter
    seconds) or where the run is asked to end.
    """
    served, free = share_in_service(case, openings), _free(case, np.array(projects, np.int64))
    more = np.zeros((len(projects), 2, len(case.years)))
    for position in np.flatnonzero(served[list(projects)].any(axis=0)).tolist():
        if interruption.asked:
            raise StoppedEmpty(Stop.INTERRUPTED)
        year, now = DecidedYear(free, openings, position, end), served[:, position]
        as_it_is = year.with_shares(now)
        for row, project in enumerate(projects):
            if now[project] > 0:
                left = np.where(np.arange(len(now)) == project, 0.0, now)
                more[row, :, position] = year.with_shares(left) - as_it_is
    own = service_cost(case, openings)
    return tuple(
        Without(project, float(own[project]), *(discounted(case, kind) for kind in more[row]))
        for row, project in enumerate(projects)
    )


def _free(case: Case, projects: Integers) -> Case:
    """The case with some forced projects for the plan to decide, so that what they save can be missing."""
    decision = case.projects.decision.copy()
    decision[projects] = "auto"
    return replace(case, projects=replace_cells(case.projects, {"decision": decision.tolist()}))
