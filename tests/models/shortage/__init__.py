"""Tests of what is told about cargo that stays behind."""
