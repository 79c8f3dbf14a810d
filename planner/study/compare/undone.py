"""What it costs to decide a project as another plan does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from models.case import Case
from models.errors import NoPlan
from models.request import Request
from models.solution import Openings
from models.tables import Cell, replace_cells, some_rows
from planner.study.compare.alike import Planned, broken_rules, of_copies, openings_towards
from planner.study.compare.openings import SAME_SHARE, Decision, changed, decisions, with_decisions
from planner.study.compare.program import WaysProgram
from planner.study.compare.ways import shared_ways
from planner.study.run import Solve
from planner.study.service import penalty_of


@dataclass(frozen=True)
class Undone:
    """A plan with some projects decided as in the other plan, all others as they are.

    more_musd: MUSD by which the best such plan costs more; None where there is none, or no way to it was found.
    more_penalty_musd: of it penalty.
    exact: over all ways; otherwise on the ways of the two plans, so that it is at most that. rule: of the case, which
    forbids it; '' where none does.
    """

    more_musd: float | None
    exact: bool = False
    rule: str = ""
    more_penalty_musd: float | None = None

    @property
    def more_real_musd(self) -> float | None:
        """Of `more_musd` real money."""
        return None if self.more_musd is None else self.more_musd - (self.more_penalty_musd or 0.0)


class Undoing:
    """Undoes decisions of a plan, one question at a time."""

    def __init__(self, plan: Planned, other: Planned, solve: Solve, nearest: Openings | None = None) -> None:
        """nearest: openings of the plan led towards the other, where they are known."""
        self._own = decisions(plan.case, plan.solution.openings)
        self._theirs = decisions(other.case, other.solution.openings)
        parted = plan.solution.by_season is not None
        plan, near = of_copies(plan), of_copies(other)
        if parted and other.solution.by_season is None:
            near = plan  # its ways are of no season
        self.plan, self._other, self._solve, self._nearest = plan, other, solve, nearest
        shared = shared_ways(plan.case, plan.solution.routes, near.case, near.solution.routes)
        self._program = WaysProgram(plan.case, shared.routes)

    @cached_property
    def kept(self) -> frozenset[str]:
        """Projects on which no plan as good as this one was found to decide as the other plan does."""
        openings = self._nearest or openings_towards(self.plan, self._other, self._program)
        return frozenset(changed(decisions(self.plan.case, openings), self._theirs))

    def undone(self, names: list[str]) -> Undone:
        """What deciding these projects as the other plan does costs."""
        wanted = self._own | {name: self._theirs[name] for name in names}
        openings = with_decisions(self.plan.case, wanted)
        if rule := self._rule(openings):
            return Undone(None, rule=rule)
        if all(share > 1 - SAME_SHARE for opened in wanted.values() for _, share in opened):
            return self._exactly(wanted, openings)
        try:
            values, objective = self._program.cheapest(openings)
        except NoPlan:
            return Undone(None)
        more = objective - self.plan.solution.objective
        return Undone(more, more_penalty_musd=self._program.penalty(values) - self._penalty)

    @cached_property
    def _penalty(self) -> float:
        return penalty_of(self.plan.case, self.plan.solution)

    def _rule(self, openings: Openings) -> str:
        """The rule on projects and money that the openings break."""
        solution = replace(self.plan.solution, openings=openings)
        broken = broken_rules(self.plan.case, solution)
        return next((rule for rule in broken if rule.startswith("project-") or rule == "budget"), "")

    def _exactly(self, wanted: Mapping[str, Decision], openings: Openings) -> Undone:
        try:
            found = self._solve(frozen(self.plan.case, wanted), Request(relaxed=True), _quiet)
        except NoPlan:
            return Undone(None)
        plan = replace(found, openings=openings, case_digest=self.plan.case.digest)
        if broken_rules(self.plan.case, plan):
            return Undone(None)
        more = found.objective - self.plan.solution.objective
        return Undone(more, exact=True, more_penalty_musd=penalty_of(self.plan.case, found) - self._penalty)


def frozen(case: Case, wanted: Mapping[str, Decision]) -> Case:
    """The case in which whole projects open in the years wanted and no others do; the budget is not asked."""
    opened = [wanted[name] for name in case.projects.id.tolist()]
    table = case.projects
    changes: dict[str, list[Cell]] = {
        "decision": ["force" if years else "forbid" for years in opened],
        "earliest_year": [years[0][0] if years else None for years in opened],
        "latest_year": [None for _ in opened],
    }
    return replace(case, projects=replace_cells(table, changes), budget=some_rows(case.budget, ()))


def _quiet(_: str) -> None:
    """Single solves are not told."""
