"""The command line: words in, files and exit codes out; what happens in between lives in the wings."""

from __future__ import annotations


def main() -> None:
    """Entry point of the console script: signals are answered before anything that takes time is imported."""
    from planner.stopping import listen

    listen()
    from planner.cli.app import main as run

    run()


__all__ = ["main"]
