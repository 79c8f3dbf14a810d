"""Tests of the shapes of files."""
