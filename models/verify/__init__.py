"""Independent verification of a plan: it shares no code with the formulations and knows no solver."""

from models.verify.bound import lower_bound
from models.verify.check import verify
from models.verify.choice import ChoiceVerification, verify_choice
from models.verify.futures import FuturesVerification, Judged, judge, verify_futures
from models.verify.money import income_by_owner
from models.verify.plan import emitted_by_part
from models.verify.result import MoneyByYear, Totals, Verification, Violation
from models.verify.rules import Rules, rules_of

__all__ = [
    "ChoiceVerification",
    "FuturesVerification",
    "Judged",
    "MoneyByYear",
    "Rules",
    "Totals",
    "Verification",
    "Violation",
    "emitted_by_part",
    "income_by_owner",
    "judge",
    "lower_bound",
    "rules_of",
    "verify",
    "verify_choice",
    "verify_futures",
]
