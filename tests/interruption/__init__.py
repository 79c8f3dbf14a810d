"""Commands that are interrupted."""
