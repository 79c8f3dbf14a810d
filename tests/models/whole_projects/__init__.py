"""Tests of the search for whole projects."""
