"""`planner verify`: a result held against its case, every rule and every figure."""

from planner.cli.plans.verification.verify import verdict, verify_result

__all__ = ["verdict", "verify_result"]
