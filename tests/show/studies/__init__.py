"""What is shown of studies."""
