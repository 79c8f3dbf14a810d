"""Colours of the page: readable in both themes, and told apart by colour-blind people."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from models.tables import Numbers

STYLE = (Path(__file__).parents[4] / "planner" / "show" / "page" / "browser" / "page.css").read_text("utf-8")

READABLE = 4.5
"""Contrast of letters, WCAG 2.2 AA."""

VISIBLE = 3.0
"""Contrast of lines and signs, WCAG 2.2 AA."""

TOLD_APART = 20.0
"""Distance in CIE Lab; about 2 can just be seen side by side."""

SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""What light of red, green and blue becomes: Machado, Oliveira and Fernandes 2009, severity 1."""


def theme(name: str) -> dict[str, Numbers]:
    """Light of each colour of a theme, red, green and blue from 0 to 1."""
    light, dark = re.findall(r":root[^{]*\{([^}]*--paper[^}]*)\}", STYLE)
    written = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", light))
    if name == "dark":
        written |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", dark))
    return {key: _light(colour) for key, colour in written.items()}


def _light(colour: str) -> Numbers:
    channel = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(channel <= 0.04045, channel / 12.92, ((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: Numbers, other: Numbers) -> float:
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted([float(one @ weights), float(other @ weights)])
    return (high + 0.05) / (low + 0.05)


def lab(light: Numbers) -> Numbers:
    """CIE Lab, white D65."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(np.maximum(to_xyz @ light / np.array([0.9505, 1.0, 1.089]), 0.0089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: Numbers, other: Numbers, sight: Numbers) -> float:
    seen = [lab(np.clip(sight @ light, 0, 1)) for light in (one, other)]
    return float(np.linalg.norm(seen[0] - seen[1]))


@pytest.mark.parametrize("name", ["light", "dark"])
def test_letters_can_be_read(name: str) -> None:
    colours = theme(name)
    pairs = [
        *[(letters, ground) for letters in ("ink", "grey") for ground in ("paper", "panel", "now")],
        ("ink", "heat-0"),
        *[(f"on-heat-{band}", f"heat-{band}") for band in (1, 2, 3)],
        ("on-accent", "accent"),
        ("warn", "paper"),
    ]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert not {pair: round(found, 2) for pair, found in weak.items() if found < READABLE}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_lines_stand_out_from_the_land(name: str) -> None:
    """By themselves, or by the dark line around them."""
    colours = theme(name)
    for line in ("band-0", "band-1", "band-2", "band-3", "more", "less"):
        own, around = contrast(colours[line], colours["land"]), contrast(colours["casing"], colours["land"])
        assert max(own, around) >= VISIBLE, line
    assert contrast(colours["focus"], colours["paper"]) >= VISIBLE


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHT)
def test_bands_are_told_apart(name: str, sight: str) -> None:
    colours = theme(name)
    for kind in ("band", "heat"):
        bands = [colours[f"{kind}-{band}"] for band in range(4)]
        least = min(distance(one, other, SIGHT[sight]) for one, other in combinations(bands, 2))
        assert least >= TOLD_APART / (1 if kind == "band" else 2), kind
    assert distance(colours["more"], colours["less"], SIGHT[sight]) >= TOLD_APART
