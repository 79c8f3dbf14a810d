"""Verification of one plan for many futures: its decisions in common, what it costs by its measure, and a bound."""

from models.verify.futures.check import FuturesVerification, verify_futures
from models.verify.futures.judged import Judged, judge

__all__ = ["FuturesVerification", "Judged", "judge", "verify_futures"]
