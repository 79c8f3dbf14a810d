"""Tests of result tables."""
