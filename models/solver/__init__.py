"""Linear programs as arrays, and HiGHS, which solves them."""

from models.solver.growing import AT_LOWER, BASIC, Basis, Growing, GrowingProgram
from models.solver.highs import Outcome, solve, versions
from models.solver.program import LinearProgram, compile_model

__all__ = [
    "AT_LOWER",
    "BASIC",
    "Basis",
    "Growing",
    "GrowingProgram",
    "LinearProgram",
    "Outcome",
    "compile_model",
    "solve",
    "versions",
]
