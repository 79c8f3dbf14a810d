"""Shippers' choice."""
