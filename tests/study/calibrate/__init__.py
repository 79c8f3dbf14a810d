"""Calibration on cases by hand."""
