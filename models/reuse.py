"""Case after case on one model: what one search found is where the next one starts.

The answer is that of `models.engine.solve_by_routes`; where several plans cost the same it may be another of them.
"""

from __future__ import annotations

from models.case import Case
from models.engine import solve_by_routes
from models.request import Request
from models.solution import Solution
from models.whole_projects import Memory, Watch


class Reuse:
    """Solves cases one after the other; for one thread."""

    def __init__(self, memory: Memory | None = None) -> None:
        self._memory = Memory() if memory is None else memory

    def branch(self) -> Reuse:
        """One that starts from what is known here, and adds nothing to it.

        What it answers does not depend on what other branches were asked, also where several plans cost the same.
        """
        return Reuse(self._memory.branch())

    def solve(self, case: Case, request: Request, watch: Watch) -> Solution:
        """As `models.engine.solve_by_routes`, several times faster where the case differs in numbers only.

        Raises as it does.
        """
        solution = solve_by_routes(case, request, watch, self._memory)
        if not request.relaxed:
            self._memory.remember(case, solution)
        return solution
