"""Rings of land as one shape."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.path import Path as Outline

from models.tables import Numbers


def outline(rings: Sequence[Numbers]) -> Outline:
    """All rings as one outline: those that run the other way round, such as inland seas, are holes."""
    return Outline.make_compound_path(*(Outline(ring, closed=True) for ring in map(_closed, rings)))


def _closed(ring: Numbers) -> Numbers:
    return np.concatenate([ring, ring[:1]])
