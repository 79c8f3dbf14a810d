"""One plan for many futures, held against the extensive form of a statement that shares no code with it."""
