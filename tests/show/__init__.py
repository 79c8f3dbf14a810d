"""Tests of result tables, workbooks and what is read back from them."""
