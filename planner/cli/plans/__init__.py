"""The commands about one plan: solve, verify, report."""
