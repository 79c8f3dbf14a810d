"""Tests of the languages of a result."""
