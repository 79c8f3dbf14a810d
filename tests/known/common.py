"""What named small cases share."""

from __future__ import annotations

from models.case import Case
from tests.networks import link, node

Known = tuple[Case, float, float]
"""A case, its optimum with whole projects and with divisible ones, MUSD."""

ABC = [node("a"), node("b", "RU"), node("c", "UZ")]
DETOUR = [link("a-b", 1, 10), link("a-c", 1), link("c-b", 2)]


def same(built: Case, optimum: float) -> Known:
    """Whole or divisible, the optimum is the same."""
    return built, optimum, optimum
