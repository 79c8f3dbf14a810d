"""One plan for many futures, by hand."""
