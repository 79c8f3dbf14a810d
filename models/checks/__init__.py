"""Is a case fit to be solved: every rule of its tables, one by one and together."""

from __future__ import annotations

import numpy as np

from models.case import Case
from models.checks import (
    carbon,
    changes,
    columns,
    frame,
    freight,
    money,
    network,
    observed,
    policy,
    prerequisites,
    projects,
    reach,
    savings,
    scenarios,
    sense,
    tariffs,
    uncertainty,
)
from models.checks.columns import parse
from models.checks.derived import CHANGEABLE, Change, changes_of, headers, matches, target
from models.checks.scenarios import CHECKS as SCENARIO_CHECKS
from models.checks.words import (
    GROUPS,
    RULES,
    Place,
    Standing,
    as_text,
    difference,
    in_order,
    look,
    proposed_number,
    standing,
    wanted,
)
from models.findings import Finding

__all__ = [
    "CHANGEABLE",
    "GROUPS",
    "RULES",
    "SCENARIO_CHECKS",
    "Change",
    "Place",
    "Standing",
    "as_text",
    "changes_of",
    "check_case",
    "check_rules",
    "difference",
    "headers",
    "look",
    "matches",
    "parse",
    "proposed_number",
    "standing",
    "target",
    "wanted",
]


_TOPICS = (
    columns,
    frame,
    network,
    changes,
    freight,
    reach,
    projects,
    prerequisites,
    savings,
    carbon,
    money,
    policy,
    observed,
    tariffs,
    scenarios,
    uncertainty,
)


def check_case(case: Case) -> tuple[Finding, ...]:
    """Everything wrong (errors) or odd (warnings) in a case whose cells have their types.

    By table of the case, then row, then column. Raises nothing on wrong data. A case without errors may be solved;
    only then is it asked whether it makes sense.
    Scenarios are checked as they are written; what a scenario makes of the case shows when that case is checked.
    """
    found = check_rules(case)
    if any(finding.severity == "error" for finding in found):
        return found
    with np.errstate(all="ignore"):
        return in_order((*found, *(finding for check in sense.CHECKS for finding in check(case))))


def check_rules(case: Case) -> tuple[Finding, ...]:
    """What `check_case` finds without asking whether the case makes sense: every error, and the other warnings."""
    # Infinite cells are findings of their own; what they do to the arithmetic of another rule is not worth a word.
    with np.errstate(all="ignore"):
        return in_order(finding for topic in _TOPICS for check in topic.CHECKS for finding in check(case))
