"""Commands about cases, from Excel to Excel."""
