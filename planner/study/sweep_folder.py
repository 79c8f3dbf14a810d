"""The folder of a sweep: one file per variant, written whole as it is finished: a sweep may stop at any time."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.case import Case
from models.request import Request
from planner.files import whole_file
from planner.study.sweep_variants import Variant

FINISHED = ("optimal", "gap_reached", "search_ended", "time_limit", "no_plan", "input_errors")
"""Statuses that the same question would give again; other variants are solved anew."""

LONGEST_NAME = 80
"""Characters of a variant's name in the name of its file."""


@dataclass(frozen=True)
class Folder:
    """Where the variants of a sweep are kept."""

    path: Path

    def known(self, variant: Variant, order: str) -> dict[str, Any] | None:
        """What an earlier run found for the same order; None where it found nothing that lasts."""
        try:
            found = json.loads(self._file(variant, order).read_text("utf-8"))
        except (OSError, ValueError):
            return None
        lasting = isinstance(found, dict) and found.get("order") == order and found.get("status") in FINISHED
        return found if lasting else None

    def keep(self, variant: Variant, order: str, found: Mapping[str, Any]) -> None:
        """Write what was found; raises PlannerError where that is not possible."""
        with whole_file(self._file(variant, order), force=True) as draft:
            draft.write_text(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False), "utf-8")

    def _file(self, variant: Variant, order: str) -> Path:
        name = re.sub(r"[^\w.-]+", "_", variant.name).strip("._")[:LONGEST_NAME]
        return self.path / "variants" / f"{name}-{order[:12]}.json"


def order_of(case: Case, request: Request, variant: Variant, release: str) -> str:
    """SHA-256 of everything that decides what a variant's answer is: the case, what was asked, and by which program."""
    limits = request.limits
    asked = [case.digest, request.relaxed, limits.gap, limits.seconds, variant.scenario, variant.changes, release]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()
