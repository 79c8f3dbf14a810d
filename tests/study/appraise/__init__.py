"""Tests of appraisals."""
