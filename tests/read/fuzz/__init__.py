"""Readers fed with mutated files: never a traceback, never much memory, never a damaged number taken in silence."""
