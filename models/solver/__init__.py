"""Linear programs as arrays, and HiGHS, which solves them."""

from models.solver.highs import AT_LOWER, BASIC, Basis, GrowingProgram, Outcome, solve, versions
from models.solver.program import LinearProgram, compile_model

__all__ = [
    "AT_LOWER",
    "BASIC",
    "Basis",
    "GrowingProgram",
    "LinearProgram",
    "Outcome",
    "compile_model",
    "solve",
    "versions",
]
