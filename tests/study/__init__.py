"""Tests of studies: frontiers and stress tests."""
