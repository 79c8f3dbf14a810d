"""`planner verify`: a result held against its case, every rule and every figure."""

from planner.cli.plans.verification.figures import words_of
from planner.cli.plans.verification.news import stored_warnings, told_warnings
from planner.cli.plans.verification.verify import verdict, verify_result

__all__ = ["stored_warnings", "told_warnings", "verdict", "verify_result", "words_of"]
