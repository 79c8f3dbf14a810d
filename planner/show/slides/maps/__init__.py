"""The flow maps of years on slides."""

from planner.show.slides.maps.key import band_words
from planner.show.slides.maps.pages import map_pages
from planner.show.slides.maps.small import SmallMaps

__all__ = ["SmallMaps", "band_words", "map_pages"]
