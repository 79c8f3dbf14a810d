"""Tasks for workers that may die over them."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from models.stop import Stop
from planner.study.robust.asking import Answered


def dies_once(_: Any, task: tuple[int, str]) -> Answered:
    """Twice the number; the worker that is first given a number with a file is killed over it."""
    number, file = task
    if file and not Path(file).exists():
        Path(file).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Answered(2 * number, Stop.OPTIMAL)


def dies(_: Any, __: Any) -> Answered:
    """Every worker is killed."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
