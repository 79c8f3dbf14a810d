"""Tests that keep the documents equal to the code."""
