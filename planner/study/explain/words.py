"""What is told of a project as soon as it is known."""

from __future__ import annotations

from planner.study.explain.near import NearRow


def near_line(row: NearRow) -> str:
    """A project with its verdicts, and by how much the best plans without and with it are dearer."""
    within = row.within_1.value if row.within_1 is row.within_2 else f"{row.within_1.value} / {row.within_2.value}"
    sides = [_side("without it", row.without_musd), _side("with it as a whole", row.with_musd)]
    return f"{row.name} ({row.project}): {within} within 1 % / 2 %; {', '.join(sides)}"


def _side(words: str, musd: float | None) -> str:
    return f"{words} no plan" if musd is None else f"{words} {musd:+,.1f} MUSD"
