"""One colour for each corridor, in the workbook, on the page and on slides."""

from __future__ import annotations

import numpy as np

from models.tables import Corridors, Texts

PALETTE = (
    "#1F4E78", "#E69F00", "#2E9E8F", "#CC79A7", "#8FB8DE", "#7A5C2E",
    "#B7C948", "#7B5EA7", "#D98880", "#5D6D7E", "#45B39D", "#F0C9A0",
    "#3D7DCA", "#8C8C00", "#C2185B", "#00796B", "#B39DDB", "#A1662F",
    "#6B8E23", "#EF6C00",
)  # fmt: skip
"""Neighbours differ in brightness too."""

OTHER, GREY = "#53606B", "#C3C9CE"
"""Transit in no corridor; what the model leaves out, and the past."""


def corridor_places(roles: Texts) -> list[int]:
    """Place of each corridor in the palette, by their roles: planning corridors first, in order, then all others."""
    planning = roles == "planning"
    order = np.concatenate([np.flatnonzero(planning), np.flatnonzero(~planning)])
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order)) % len(PALETTE)
    return [int(place) for place in places]


def corridor_colours(corridors: Corridors) -> dict[str, str]:
    """Colour of each corridor by its id."""
    places = corridor_places(corridors.role)
    return {name: PALETTE[place] for name, place in zip(corridors.id.tolist(), places, strict=True)}
