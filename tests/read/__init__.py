"""Reading, writing and templates of cases."""
