"""The model in two formulations that do not know each other, and what both share."""
