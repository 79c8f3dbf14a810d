"""What both formulations share."""
