"""Benchmarks: four engines solve the same linear programs side by side, each in a process of its own.

`python -m benchmarks` measures; see `docs/performance.md` for a run.
"""
