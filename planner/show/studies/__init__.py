"""What studies found as sheets, JSON and words: a room for each study, alike in its files."""
