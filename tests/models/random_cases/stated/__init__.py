"""The model stated a third time, and its ways listed one by one."""
