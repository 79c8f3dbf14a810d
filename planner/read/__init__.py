"""From workbook or folder to a checked case, and back."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Room(ModuleType):
    """The room under its second meaning: `planner.read(file)` is the function, whichever was loaded first."""

    def __call__(self, *given: Any, **options: Any) -> Any:
        # named, not imported: a room does not know what stands above it
        return import_module("planner.notebook").read(*given, **options)


sys.modules[__name__].__class__ = _Room
