"""From plan to result tables, workbook and JSON."""
