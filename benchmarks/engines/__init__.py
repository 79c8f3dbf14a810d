"""The engines side by side: each solves the linear program of a case and reports what it took.

A module of this package is an engine if it has `run(case, watch) -> Found`. It is imported only in the process that
runs it, so that no engine pays for the libraries of another.
"""

from __future__ import annotations

ENGINES = {
    "routes": "routes",
    "pyomo": "link-flow in Pyomo",
    "linopy": "node-link in linopy",
    "highs": "HiGHS alone",
}
"""Module of each engine that solves the program with divisible projects, and its name on the page."""
