"""Tests of problems and their places."""
