"""Tests of result workbooks read back."""
