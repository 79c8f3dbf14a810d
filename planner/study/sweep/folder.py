"""The folder of a sweep: one file per variant, written whole as it is finished: a sweep may stop at any time.

A file is believed only with its digest: of what was found and of the order, which stands for the case, what was asked
and the version of the program. Whatever else stands in the folder is solved again.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.case import Case
from models.errors import PlannerError
from models.request import Request
from planner.files import whole_file
from planner.study.sweep.variants import Variant

FINISHED = ("optimal", "gap_reached", "search_ended", "time_limit", "no_plan", "input_errors")
"""Statuses that the same question would give again; other variants are solved anew."""

LONGEST_NAME = 80
"""Characters of a variant's name in the name of its file."""

DIGEST = "digest"
"""Key of a file's digest."""


class NotBelieved(PlannerError):
    """A file of the folder is not what was kept there; the words say what is wrong with it."""


@dataclass(frozen=True)
class Folder:
    """Where the variants of a sweep are kept."""

    path: Path

    def known(self, variant: Variant, order: str) -> dict[str, Any] | None:
        """What an earlier run found for the same order; None where it found nothing that lasts.

        Raises NotBelieved where a file stands in its place that this program did not write so.
        """
        file = self._file(variant, order)
        try:
            found = _read(file, order)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            raise NotBelieved(f"{file} is not taken over: {_why(error)}; its variant is solved again") from error
        return found if found.get("status") in FINISHED else None

    def keep(self, variant: Variant, order: str, found: Mapping[str, Any]) -> None:
        """Write what was found; raises PlannerError where that is not possible."""
        plain = json.loads(json.dumps(found, allow_nan=False))
        text = json.dumps({**plain, DIGEST: _digest(plain, order)}, ensure_ascii=False, indent=1)
        file = self._file(variant, order)
        try:
            with whole_file(file, force=True) as draft:
                draft.write_text(text, "utf-8")
        except OSError as error:
            raise PlannerError(f"{file} cannot be written: {error.strerror}") from error

    def forget(self, orders: Sequence[tuple[Variant, str]]) -> None:
        """Remove the files of these variants, and the folder where nothing else is in it."""
        with suppress(OSError):
            for variant, order in orders:
                self._file(variant, order).unlink(missing_ok=True)
            (self.path / "variants").rmdir()
            self.path.rmdir()

    def others(self, orders: Sequence[tuple[Variant, str]]) -> int:
        """How many files of the folder belong to none of these variants."""
        own = {self._file(variant, order) for variant, order in orders}
        return sum(file not in own for file in (self.path / "variants").glob("*.json"))

    def _file(self, variant: Variant, order: str) -> Path:
        name = re.sub(r"[^\w.-]+", "_", variant.name).strip("._")[:LONGEST_NAME]
        return self.path / "variants" / f"{name}-{order[:12]}.json"


def order_of(case: Case, request: Request, variant: Variant, release: str, language: str) -> str:
    """SHA-256 of all that decides a variant's answer: the case, what was asked, by which program, its language."""
    limits = request.limits
    asked = [case.digest, request.relaxed, limits.gap, limits.seconds, variant.scenario, variant.changes]
    asked += [release, language]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


def _read(file: Path, order: str) -> dict[str, Any]:
    """What a file holds without its digest; raises OSError or ValueError where it is not as it was written."""
    found = json.loads(file.read_text("utf-8"))
    if not isinstance(found, dict) or DIGEST not in found:
        raise ValueError("it has no digest")
    digest = found.pop(DIGEST)
    if digest != _digest(found, order):
        raise ValueError("it was changed since, or is of another case, other options or another version")
    return found


def _digest(found: Mapping[str, Any], order: str) -> str:
    """SHA-256 of the order and of every figure."""
    content = json.dumps([order, found], sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()


def _why(error: Exception) -> str:
    """What is wrong with a file, in words."""
    if isinstance(error, OSError):
        return f"it cannot be read ({error.strerror})"
    if isinstance(error, json.JSONDecodeError | UnicodeDecodeError | RecursionError):
        return "it is damaged"
    return str(error)
