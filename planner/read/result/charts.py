"""What the charts of a workbook say, and the figures that they keep beside the ranges they draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from zipfile import ZipFile

from planner.read.cells import clean
from planner.read.excel import DEEPEST, Damage, stream_xml

FOLDER = "xl/charts/chart"


@dataclass
class Kept:
    """A range of cells that a chart draws, as Excel writes it, and the figures that were kept of it by position.

    No range: the figures stand in the chart alone.
    """

    cells: str = ""
    points: dict[int, str] = field(default_factory=dict)


@dataclass
class DrawnChart:
    """A chart: part of the file, its texts, and what it draws."""

    part: str
    words: list[str] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


def read_charts(archive: ZipFile) -> tuple[DrawnChart, ...]:
    """The charts of a workbook that has passed the guard; raises Damage or ExpatError where a part is no chart."""
    parts = [name for name in archive.namelist() if name.lower().startswith(FOLDER) and name.endswith(".xml")]
    return tuple(_read(archive, part) for part in sorted(parts, key=lambda name: (len(name), name)))


def _read(archive: ZipFile, part: str) -> DrawnChart:
    reader = _Chart(DrawnChart(part))
    with archive.open(part) as stream:
        stream_xml(stream, reader.start, reader.end, reader.text)
    return reader.chart


class _Chart:
    """What is known between one tag and the next."""

    def __init__(self, chart: DrawnChart) -> None:
        self.chart = chart
        self.text: list[str] = []
        self._within: list[str] = []
        self._position = 0

    def start(self, name: str, attributes: Sequence[str]) -> None:
        self.text.clear()
        kind = name.rpartition(" ")[2]
        self._within.append(kind)
        if len(self._within) > DEEPEST:
            raise Damage(f"{self.chart.part}: tags within tags without end")
        if kind in ("numRef", "strRef", "multiLvlStrRef", "numLit"):
            self.chart.kept.append(Kept())
        elif kind == "pt":
            self._position = int(dict(zip(attributes[::2], attributes[1::2], strict=True)).get("idx", "0"))

    def end(self, name: str) -> None:
        said, kind = clean("".join(self.text)), name.rpartition(" ")[2]
        self._within.pop()
        self.text.clear()
        around = self._within[-1] if self._within else ""
        if said is None:
            return
        if kind == "f" and self.chart.kept:
            self.chart.kept[-1].cells = said
        elif kind == "v" and around == "pt" and self.chart.kept:
            self.chart.kept[-1].points[self._position] = said
        elif (kind == "v" and around == "tx") or kind == "t":
            self.chart.words.append(said)
