"""Tests of seasons: against a year as a whole, against a program over all arcs, and plans that break rules."""
