"""The page and the slides of a plan for many futures."""
