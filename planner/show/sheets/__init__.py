"""The sheets of a result, a room for each kind of question."""
