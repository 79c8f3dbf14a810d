"""Ways to seek one plan for many futures; each tells on stdout what it knows, as it goes."""

WAYS = ("divisible", "whole", "highs", "form", "hedging")

__all__ = ["WAYS"]
