"""One catalogue of planted faults, in workbooks and in CSV folders, and what a check says of each."""
