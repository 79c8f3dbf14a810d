"""What a solve is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.solver import Limits


@dataclass(frozen=True)
class Request:
    """relaxed: every project is divisible. limits: when to stop. scenario: name for the record only."""

    relaxed: bool = False
    limits: Limits = field(default_factory=Limits)
    scenario: str = ""
