"""Tests of sweeps: variants, draws, workers."""
