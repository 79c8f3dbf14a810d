"""Tests of pictures for slides."""
