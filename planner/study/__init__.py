"""From case to plan, and what is asked of plans."""
