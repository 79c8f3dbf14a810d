"""The machine and the versions of a run."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version
from pathlib import Path

LIBRARIES = ("highspy", "pyomo", "linopy", "numpy", "scipy")


def machine(loads: Iterable[float]) -> str:
    """One paragraph; loads: load average at the start of each engine."""
    known = sorted(loads)
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"Measured on {date.today():%d %B %Y}: {_processor()}, {os.cpu_count()} cores, {_memory_gib():.0f} GiB, "
        f"{platform.system()}, Python {platform.python_version()}, {versions}. "
        f"Load average when an engine started: {known[0]:.1f} to {known[-1]:.1f}."
    )


def _processor() -> str:
    """The processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory_gib() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
