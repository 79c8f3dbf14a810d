"""What is shown of a sweep: the objects of its variants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case

Found = Mapping[str, Any]
"""The object of one variant."""


@dataclass(frozen=True)
class Shown:
    """A finished sweep. found: the object of each variant, in order. options: of the command line, as text."""

    case: Case
    found: Sequence[Found]
    options: Mapping[str, str]
