"""Commands of the planner, run in this process."""

from __future__ import annotations

from typer.testing import CliRunner, Result

from planner.cli.app import app


def tried(*words: str) -> Result:
    """What came of a command, however it ended."""
    return CliRunner().invoke(app, list(words))


def planner(*words: str, code: int = 0) -> Result:
    """What came of a command that must end with `code`."""
    answer = tried(*words)
    assert answer.exit_code == code, answer.stderr
    return answer
