"""Commands about one plan, from Excel to Excel."""
