"""A result as pictures for slides."""

from planner.show.slides.files import write_pictures

__all__ = ["write_pictures"]
