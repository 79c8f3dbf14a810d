"""From workbook or folder to a checked case, and back."""
