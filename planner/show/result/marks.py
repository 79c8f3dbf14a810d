"""Looks of single cells that mean something: their paper and ink, told apart by colour-blind people and in grey.

The words or figures in the cells say the same, so that nothing rests on colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass

DARK, LIGHT = "#000000", "#FFFFFF"


@dataclass(frozen=True)
class Mark:
    """Paper and ink of a cell and the format of a number in it."""

    paper: str
    ink: str = DARK
    number: str = "0%"


@dataclass(frozen=True)
class Band:
    """Utilisation from `low` up to, not including, `high` (None: without end); a share of the capacity."""

    low: float
    high: float | None
    mark: str
    shown: str
    meaning: str


BANDS = (
    Band(0.0, 0.6, "band_free", "40%", "below 60 %: room to grow"),
    Band(0.6, 0.85, "band_busy", "70%", "60 to 85 %: busy"),
    Band(0.85, 0.995, "band_tight", "90%", "85 to 99.5 %: tight"),
    Band(0.995, None, "band_full", "100%", "99.5 % and more: full"),
)
"""Bands of utilisation that exclude each other; darker is fuller."""

MARKS = {
    "band_free": Mark("#E3EDF7"),
    "band_busy": Mark("#F6D98B"),
    "band_tight": Mark("#EC8F4A"),
    "band_full": Mark("#A50F3C", LIGHT),
    "build": Mark("#F6D98B"),
    "grow": Mark("#EC8F4A", number='0%" +"'),
    "part": Mark("#8FB8DE"),
    "serve": Mark("#1F4E78", LIGHT),
    "forced": Mark("#404040", LIGHT),
    "over": Mark("#F2F2F2", "#595959"),
    "could": Mark("#FFFFFF", "#7F7F7F"),
    "line": Mark("#CFE0F1"),
    "border": Mark("#F6D98B"),
    "port": Mark("#8FB8DE"),
    "ships": Mark("#1F4E78", LIGHT),
    "limit": Mark("#CC79A7"),
    "season": Mark("#5B3A8C", LIGHT, '0%" *"'),
    "none": Mark("#F2F2F2", "#7F7F7F"),
}
"""By name."""

STATES = {"good": "#0072B2", "short": "#D55E00", "": "#7F7F7F"}
"""Colour of the edge of a tile by its state, which its note says too."""
