"""Verification: plans by hand, and the same plans falsified."""
