"""Tests of problems handed back in Excel."""
