"""Tests of the data of a report's page, and of the command that writes it."""
