"""Plans with their projects as decided."""
