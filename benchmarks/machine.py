"""The machine and the versions of a run."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from benchmarks.measuring import Report

LIBRARIES = ("highspy", "pyomo", "linopy", "numpy", "scipy")

LONG = 5.0
"""Seconds above which an engine's share of a processor says something."""


def machine(reports: Sequence[Report]) -> str:
    """One paragraph, with how busy the machine was while the reports were made."""
    loads = [report.load for report in reports] or [0.0]
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    least = min((report.attention for report in reports if report.total > LONG), default=1.0)
    return (
        f"Measured on {date.today():%d %B %Y}: {_processor()}, {os.cpu_count()} cores, {_memory_gib():.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}, {versions}. Load average when an engine started: "
        f"{min(loads):.1f} to {max(loads):.1f}. Engines that took more than {LONG:g} s had a processor for at least "
        f"{100 * least:.0f} % of the time."
    )


def _processor() -> str:
    """The processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
