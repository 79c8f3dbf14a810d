"""Small random cases that mix every rule: both formulations and verification against a statement of its own."""
