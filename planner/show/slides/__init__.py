"""A result as pictures for slides, and the paper that other pictures are drawn on."""

from planner.show.slides.files import save_pictures, write_pictures
from planner.show.slides.look import (
    BOTTOM,
    FAINT,
    GREY,
    HEADING,
    INK,
    LEFT,
    RIGHT,
    SERIES,
    SMALL,
    TOP,
    WORDS,
    drawing,
    ink_on,
)
from planner.show.slides.maps import SmallMaps
from planner.show.slides.paper import Page, framed_page, text_height
from planner.show.slides.rows import portions

__all__ = [
    "BOTTOM",
    "FAINT",
    "GREY",
    "HEADING",
    "INK",
    "LEFT",
    "RIGHT",
    "SERIES",
    "SMALL",
    "TOP",
    "WORDS",
    "Page",
    "SmallMaps",
    "drawing",
    "framed_page",
    "ink_on",
    "portions",
    "save_pictures",
    "text_height",
    "write_pictures",
]
