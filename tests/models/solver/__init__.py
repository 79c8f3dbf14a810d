"""What is asked of a solver, and what is done with one that answers wrong."""
