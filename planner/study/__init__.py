"""From case to plan: scenarios and runs."""
