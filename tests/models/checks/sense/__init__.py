"""Tests of the rules that ask whether a case makes sense."""
