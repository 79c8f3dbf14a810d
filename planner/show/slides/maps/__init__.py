"""The flow maps of years on slides."""

from planner.show.slides.maps.key import band_words
from planner.show.slides.maps.pages import map_pages

__all__ = ["band_words", "map_pages"]
