"""The tables of a case, each column declared once."""
