"""Results laid side by side."""
