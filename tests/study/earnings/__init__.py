"""Tests of income against cost."""
