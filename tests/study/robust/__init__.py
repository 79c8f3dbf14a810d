"""One plan for many futures: the study."""
