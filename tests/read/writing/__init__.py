"""Tests of cases written, and of cases to start from."""
