"""Synthetic corridor networks, the same for the same size on every machine."""

from benchmarks.cases.making import SIZES, Size, synthetic

__all__ = ["SIZES", "Size", "synthetic"]
