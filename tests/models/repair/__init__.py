"""Repairs of cases without a plan: every amount is made, and 1 % less of it."""
