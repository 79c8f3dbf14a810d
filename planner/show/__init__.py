"""From plan to result tables, workbook, page, slides and JSON. Nothing is decided here."""
