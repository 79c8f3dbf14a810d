"""What is lost when something closes."""

from planner.study.stress.study import Loss, Order, Stress, Stressed, stress

__all__ = ["Loss", "Order", "Stress", "Stressed", "stress"]
