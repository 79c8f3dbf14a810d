"""Tests of the difference of two cases."""
