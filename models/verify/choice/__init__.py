"""Verification of shippers' choice: what it minimises, and a bound from its prices."""

from models.verify.choice.check import ChoiceVerification, verify_choice

__all__ = ["ChoiceVerification", "verify_choice"]
