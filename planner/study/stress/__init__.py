"""What is lost when something closes."""

from planner.study.stress.study import Loss, Order, Stress, Stressed, stress
from planner.study.stress.words import NOTHING_MUSD, sentence

__all__ = ["NOTHING_MUSD", "Loss", "Order", "Stress", "Stressed", "sentence", "stress"]
