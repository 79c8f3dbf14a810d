"""Results and their pages, made by the command line as a user makes them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from planner.cli.app import app

INPUT = Path(__file__).parents[4] / "inputs" / "kazakhstan.xlsx"


def planner(*words: str) -> Result:
    """A command of the planner that ends well."""
    answer = CliRunner().invoke(app, list(words))
    assert answer.exit_code == 0, answer.stderr
    return answer


@dataclass
class Report:
    """A page with what `planner solve --json` told of its plans; other is that of the second plan.

    results: workbooks, the base first. pages: by language, as far as they were asked for.
    """

    results: tuple[Path, ...]
    solved: dict[str, Any]
    other: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, Path] = field(default_factory=dict)

    @property
    def page(self) -> Path:
        """The page in English."""
        return self.page_in("en")

    def page_in(self, language: str) -> Path:
        """The page in a language."""
        if language not in self.pages:
            target = self.results[-1].with_name(f"page-{language}.html")
            self.pages[language] = report_of(*self.results, target, language=language)
        return self.pages[language]


def report_of(*files: Path, language: str = "en") -> Path:
    """The page of one or two result workbooks; the last file is the page."""
    *results, page = map(str, files)
    planner("report", *results, "--out", page, "--lang", language)
    return files[-1]


def kazakhstan(folder: Path) -> Report:
    """The case that comes with the planner, with divisible projects."""
    return Report((folder / "whole.xlsx",), _solve(folder / "whole.xlsx"))


def compared(base: Report, folder: Path) -> Report:
    """A base beside the same case with half the money."""
    target = folder / "half.xlsx"
    return Report((*base.results, target), base.solved, _solve(target, "--set", "budget.available_musd*=0.5"))


def _solve(target: Path, *more: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(
        planner("solve", str(INPUT), "--relax", "--out", str(target), "--json", *more).stdout
    )
    return told
