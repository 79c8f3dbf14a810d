"""The application: reading, studies, results and the command line."""
