"""A problem at its place in a file, and the rules of reading."""

from planner.read.problems.places import (
    Places,
    Problem,
    SourceKind,
    Spot,
    TablePlace,
    capped,
    place,
    problem_at,
    shortened,
)
from planner.read.problems.rules import all_rules

__all__ = [
    "Places",
    "Problem",
    "SourceKind",
    "Spot",
    "TablePlace",
    "all_rules",
    "capped",
    "place",
    "problem_at",
    "shortened",
]
