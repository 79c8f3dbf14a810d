"""Projects whose life is shorter than the years after the plan, in which the last plan year repeats."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from models.case import Case
from models.checks.words import Check, warning
from models.findings import Finding
from models.projects import may_open, years_missing
from models.tables import Integers, Numbers


def lives_that_end_after_plan(case: Case) -> Iterator[Finding]:
    """A project that serves in the last plan year lives as long as the years after the plan last."""
    missing = np.where(may_open(case), years_missing(case), 0.0)
    rows = np.flatnonzero(case.settings.key == "years_after").tolist()
    for project in np.flatnonzero(missing.any(axis=1)).tolist():
        short = np.flatnonzero(missing[project])
        yield warning(
            "renewed-after-plan",
            ("projects", project, "lifetime_years"),
            case.projects.lifetime_years[project].item(),
            expected=f"a life to the end of the years after the plan; {_lacks(case, missing[project], short)}",
            fix="Accept that it is renewed there at the same annuity, or give fewer years_after.",
            related=("settings", rows[0], "value"),
        )


def _lacks(case: Case, missing: Numbers, short: Integers) -> str:
    """Years missing after the first and the last opening that is too early; missing: by opening, shape (years,)."""
    ends = dict.fromkeys((int(short[0]), int(short[-1])))
    return " and ".join(f"opened in {case.years.year[year]} it lacks {missing[year]:g} years" for year in ends)


CHECKS: tuple[Check, ...] = (lives_that_end_after_plan,)
