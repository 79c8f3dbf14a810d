"""The command line: words in, files and exit codes out; what happens in between lives in the wings."""

from planner.cli.app import main

__all__ = ["main"]
