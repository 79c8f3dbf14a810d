"""A result as pictures for slides."""

from planner.show.slides.files import write_pictures
from planner.show.slides.maps import SmallMaps

__all__ = ["SmallMaps", "write_pictures"]
