"""Tests of Excel files as they are opened and streamed."""
