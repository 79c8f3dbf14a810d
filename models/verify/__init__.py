"""Independent verification of a plan: it shares no code with the formulations and knows no solver."""

from models.verify.check import verify
from models.verify.result import MoneyByYear, Totals, Verification, Violation

__all__ = ["MoneyByYear", "Totals", "Verification", "Violation", "verify"]
