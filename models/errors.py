"""What can go wrong, as one small tree.

PlannerError
├── UnreadableInput   the file cannot be read at all                         (exit 2)
├── InputErrors       the input has errors; holds every problem              (exit 1)
├── NoPlan            the rules contradict each other: no plan exists        (exit 3)
├── StoppedEmpty      stopped at a limit before any plan was found           (exit 5)
├── NotVerified       a plan failed its verification: nothing is said of it  (exit 6)
└── SolverFailure     the solver refused an option or ended in an odd state  (exit 70)
    └── TooManyLayers least volumes need a network too large to be searched  (exit 70)
"""

from __future__ import annotations

from models.findings import Finding
from models.stop import Stop


class PlannerError(Exception):
    """Root of all errors that this project raises on purpose."""


class UnreadableInput(PlannerError):
    """A file that is missing, locked, damaged or of another kind."""


class NoPlan(PlannerError):
    """No plan keeps every rule of the case."""


class StoppedEmpty(PlannerError):
    """The search stopped with no plan in hand; `stop` says why."""

    def __init__(self, stop: Stop) -> None:
        super().__init__(stop)
        self.stop = stop

    def __str__(self) -> str:
        return f"the search stopped ({self.stop.value}) before any plan was found"


class NotVerified(PlannerError):
    """A plan failed its verification; nothing may be said from it."""


class SolverFailure(PlannerError):
    """The solver refused an option or ended in a state that is neither a plan nor its absence."""


class TooManyLayers(SolverFailure):
    """The least volumes of corridors need more layers of the network than can be searched."""


class InputErrors(PlannerError):
    """The input has errors; `findings` holds every one of them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        return f"{len(self.findings)} errors in the input"
