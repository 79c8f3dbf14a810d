"""Commands that ask something of many plans, from Excel to Excel."""
