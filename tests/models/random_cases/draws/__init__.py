"""Random cases from seeds."""
