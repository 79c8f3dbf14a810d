"""Tests of result workbooks."""
