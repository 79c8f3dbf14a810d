"""The elastic program: project rules and money with levers, and cuts by which freight says what it needs.

A small program decides on openings and levers. Each year with a hard least volume answers how many tonnes it is short
and which opening or lever would help; that becomes a cut, which holds for every lever. Once no year is short, the
levers give as little as any that repair the case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from models.case import Case
from models.errors import NoPlan, StoppedEmpty, TooManyLayers
from models.repair.draft import Draft
from models.repair.levers import Lever
from models.repair.projects import ProjectColumns
from models.repair.rules import add_budget, add_groups, add_requirements
from models.repair.volumes import FreightLevers
from models.solver import LinearProgram, Outcome, solve
from models.stop import Limits, Stop
from models.tables import Numbers

KEPT = 1e-6
"""Mt that a least volume may be short by rounding."""

PROVEN_GAP = 1e-9
"""Gap to which the least amount is sought with whole projects."""


@dataclass(frozen=True)
class Least:
    """Values of every column where levers give least; proven: that less does not do."""

    values: Numbers
    proven: bool


class Elastic:
    """The program of a case; every lever is in `levers`."""

    def __init__(self, case: Case) -> None:
        self.draft = Draft()
        projects = ProjectColumns(case, self.draft)
        money = add_budget(case, self.draft, projects)
        rules = [*add_requirements(case, self.draft, projects), *add_groups(case, self.draft, projects)]
        freight = FreightLevers(case, self.draft, projects)
        self.levers: list[Lever] = [*money, *freight.levers, *projects.levers, *rules]
        self._years = freight.turned()
        opened = (opening.column for found in projects.openings for opening in found)
        self._openings = [column for column in opened if not self.draft.locked[column]]
        self.has_whole = any(self.draft.whole[column] for column in self._openings)

    def least(self, cost: Mapping[int, float], *, divisible: bool, end: float | None) -> Least:
        """The cheapest values of the columns with a cost, all other levers at rest.

        end: when to stop, perf_counter seconds. Raises NoPlan where these columns cannot repair the case,
        StoppedEmpty where the end came before it was known whether they can.
        """
        prices = np.zeros(len(self.draft.most))
        prices[list(cost)] = list(cost.values())
        proven = True
        while True:
            program = self.draft.program(prices, divisible=self._openings if divisible else ())
            outcome = _solved(program, end)
            proven &= outcome.stop in (Stop.OPTIMAL, Stop.GAP)
            if not self._cut(outcome.values, end):
                return Least(outcome.values, proven)

    def _cut(self, values: Numbers, end: float | None) -> bool:
        """Whether a year is short of a least volume under the values; what it needs joins the program."""
        try:
            found = [cut for year in self._years if (cut := year.cut(values, KEPT, end)) is not None]
        except TooManyLayers:
            raise StoppedEmpty(Stop.TIME_LIMIT) from None
        for terms, bound in found:
            self.draft.at_most(terms, bound)
        return bool(found)


def _solved(program: LinearProgram, end: float | None) -> Outcome:
    """The optimum; where columns are whole, exactly whole."""
    left = None if end is None else end - perf_counter()
    if left is not None and left <= 0:
        raise StoppedEmpty(Stop.TIME_LIMIT)
    outcome = solve(program, Limits(gap=PROVEN_GAP, seconds=left))
    if not program.whole.any():
        return outcome
    try:
        fixed = solve(program.fixed(outcome.values), Limits())
    except NoPlan:
        # whole only within the tolerance of the search: whether it does is not known
        raise StoppedEmpty(outcome.stop) from None
    fixed.values[program.whole] = np.round(fixed.values[program.whole])
    return Outcome(outcome.stop, fixed.values, None, None, fixed.objective, outcome.bound)
