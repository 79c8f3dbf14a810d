"""How pictures look: the paper of a slide, colours, letters; every text is shown as it was typed."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes

from planner.show import result, workbook

WIDTH, HEIGHT = 40 / 3, 7.5
"""Inches: a slide of 16:9."""

POINTS = (WIDTH * 72, HEIGHT * 72)
"""Width and height in points, of which an inch has 72."""

DOTS_PER_INCH = 144
"""1920 x 1080 dots."""

LEFT, RIGHT, BOTTOM, TOP = 0.035, 0.965, 0.075, 0.825
"""Where pictures are drawn on the paper, as shares of it; the title stands above, the source below."""

TITLE, WORDS, SMALL = 22.0, 11.5, 9.5
"""Points of letters; none are smaller, so that they can be read on a screen 1280 dots wide and on A4."""

INK, GREY, FAINT, PAPER = "#1B2A38", "#56626D", "#D5DBE0", "#FFFFFF"
HEADING = "#1F4E78"
STRIPES, GRID = "#E6EEF6", "#EEF1F3"

SERIES, OUTSIDE, TARGET = result.PALETTE, result.GREY, workbook.TARGET
FORCED = result.MARKS["forced"].paper
"""As in the workbook."""

BANDS = tuple((band.low, result.MARKS[band.mark].paper) for band in result.BANDS)
"""Utilisation from which on a colour holds."""

LINE_BANDS = tuple(
    (least, colour) for (least, _), colour in zip(BANDS, ("#3F7FB5", "#D9A520", "#E0701E", "#A50F3C"), strict=True)
)
"""The same for lines, which must stand out from the land."""

SEA, LAND, COAST, IDLE = "#E4EDF4", "#FBF9F4", "#C9CFD3", "#A9B2B9"

SETTINGS: Any = {
    "text.parse_math": False,  # a name such as '$x^2$' stays what it is
    "text.usetex": False,
    "text.hinting": "none",  # measured once for every page, whatever its dots
    "font.family": ["DejaVu Sans"],
    "font.size": SMALL,
    "text.color": INK,
    "axes.edgecolor": FAINT,
    "axes.linewidth": 0.8,
    "axes.axisbelow": True,
    "grid.color": FAINT,
    "grid.linewidth": 0.6,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "hatch.linewidth": 0.8,
    "pdf.fonttype": 42,  # letters stay letters on the slide
}


@contextmanager
def drawing() -> Iterator[None]:
    """The settings in which pictures are drawn and saved, whatever the user's own are.

    Letters that the font lacks, such as Chinese ones, are drawn as boxes.
    """
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from font", category=UserWarning)
        mpl.rcdefaults()
        mpl.rcParams.update(SETTINGS)
        yield


DARK = 0.225
"""Luminance of a colour on which white and dark letters are as easy to read."""


def bare(axes: Axes) -> Axes:
    """Axes with nothing around them: their texts are put by hand where there is room."""
    axes.set_facecolor("none")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)
    return axes


def band(share: float) -> str:
    """Colour of a utilisation; white where there is no capacity."""
    return next((colour for least, colour in reversed(BANDS) if share >= least), PAPER)


def line_band(share: float) -> str:
    """Colour of a line by its utilisation."""
    return next(colour for least, colour in reversed(LINE_BANDS) if share >= least)


def ink_on(colour: str) -> str:
    """Letters that can be read on a colour: those of higher contrast to it."""
    red, green, blue = ((int(colour[place : place + 2], 16) / 255) ** 2.2 for place in (1, 3, 5))
    return INK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > DARK else PAPER
