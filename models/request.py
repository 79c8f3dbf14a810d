"""What a solve is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.stop import Limits


@dataclass(frozen=True)
class Request:
    """relaxed: every project is divisible. limits: when to stop. scenario, changes: how the case came about.

    A formulation takes the case as it is; scenario and changes are for the record.
    """

    relaxed: bool = False
    limits: Limits = field(default_factory=Limits)
    scenario: str = ""
    changes: tuple[str, ...] = ()
