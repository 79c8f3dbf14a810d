"""A fault that is planted, and what must be found."""

from __future__ import annotations

from typing import NamedTuple

from models.case import Case
from models.checks import Place
from models.findings import Severity


class Planted(NamedTuple):
    """A rule, how severe its finding is, where it stands, the cell it points to, and the faulty case."""

    rule: str
    severity: Severity
    place: Place
    related: Place | None
    case: Case


def error(rule: str, place: Place, case: Case, related: Place | None = None) -> Planted:
    """A fault that stops."""
    return Planted(rule, "error", place, related, case)


def warning(rule: str, place: Place, case: Case, related: Place | None = None) -> Planted:
    """A fault that is told."""
    return Planted(rule, "warning", place, related, case)
