"""Tiles with key figures and legends, made of cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from planner.show.result import Sample, Tile
from planner.show.texts import Words
from planner.show.workbook.cells import Cells
from planner.show.workbook.look import Look

ACROSS = 4
"""Tiles beside each other."""

ROOM = 132.0
"""Characters that a row of tiles needs at least."""

HEIGHTS = (20.0, 32.0, 28.0, 6.0)
"""Points of the rows of a tile: title, figure, note, and the gap below."""


def write_tiles(cells: Cells, row: int, tiles: Sequence[Tile], room: Sequence[float], look: Look) -> int:
    """Write tiles from `row` on over columns with these widths; returns the row below them."""
    spans = _spans(room)
    for start in range(0, len(tiles), ACROSS):
        for offset, height in enumerate(HEIGHTS):
            cells.height(row + offset, height)
        for tile, (first, last) in zip(tiles[start : start + ACROSS], spans, strict=False):
            title, figure, note = look.of_tile(tile, sum(room[first : last + 1]))
            cells.merged(row, first, last, tile.title, title)
            cells.merged(row + 1, first, last, tile.value, figure)
            cells.merged(row + 2, first, last, tile.note, note)
        row += len(HEIGHTS)
    return row


def write_legend(cells: Cells, row: int, legend: Sequence[Sample], look: Look, words: Words) -> int:
    """Write a legend from `row` on; returns the row below it and a blank one."""
    for sample in legend:
        cells.text(row, 0, words.say(sample.shown), look.marks[sample.mark])
        cells.text(row, 1, words.say(sample.meaning), look.plain)
        row += 1
    return row + 1


def padded(room: list[float], width: float) -> list[float]:
    """Widths of columns with as many further columns as a row of tiles needs."""
    missing = max(0, ACROSS - len(room), int((ROOM - sum(room)) // width) + 1 if sum(room) < ROOM else 0)
    return [*room, *[width] * missing]


def _spans(room: Sequence[float]) -> list[tuple[int, int]]:
    """First and last column of each of the tiles beside each other, about equally wide; room: at least ACROSS."""
    ends = list(accumulate(room))
    cuts = [0]
    for part in range(1, ACROSS):
        wanted = ends[-1] * part / ACROSS
        free = range(cuts[-1] + 1, len(room) - (ACROSS - part) + 1)
        cuts.append(min(free, key=lambda cut: abs(ends[cut - 1] - wanted)))
    return [(first, after - 1) for first, after in zip(cuts, [*cuts[1:], len(room)], strict=True)]
