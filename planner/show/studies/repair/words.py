"""A diagnosis as lines on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planner.show.studies.repair.shown import KINDS, Diagnosed, Line, Shown

MOST_LINES = 20
"""Repairs that are told on the screen; the workbook has all of them."""


MOST_NAMED = 12
"""Levers of a kind that cannot help alone and are named on the screen."""


def lines_of(shown: Shown) -> Iterator[str]:
    """What is known in short, and the repairs."""
    yield from shown.sentences
    yield from _told(shown.found)


def _told(found: Sequence[Diagnosed]) -> list[str]:
    """The repairs, the cheapest first; of divisible projects only what differs from whole ones."""
    lines, known = [], set[tuple[str, str]]()
    for diagnosis in found:
        helping = [line for line in diagnosis.alone if line.helps]
        new = [line for line in helping if (line.lever, line.words) not in known]
        known |= {(line.lever, line.words) for line in helping}
        lines += _block(f"Any one of these repairs it, {_projects(diagnosis)}:", new)
        new = [line for line in diagnosis.together if (line.lever, f"together {line.words}") not in known]
        known |= {(line.lever, f"together {line.words}") for line in diagnosis.together}
        if new and len(diagnosis.together) > 1:
            lines += _block(f"The cheapest combination, {_projects(diagnosis)}:", list(diagnosis.together))
    return lines + _cannot(found[0])


def _projects(diagnosis: Diagnosed) -> str:
    return KINDS[diagnosis.projects]


def _block(title: str, lines: list[Line]) -> list[str]:
    if not lines:
        return []
    told = [f"  {line.place.text}: {line.words}" for line in lines[:MOST_LINES]]
    more = [f"  and {len(lines) - MOST_LINES} more in the workbook"] if len(lines) > MOST_LINES else []
    return [title, *told, *more]


def _cannot(diagnosis: Diagnosed) -> list[str]:
    """The levers of each kind that cannot help alone, and those of which that is not known."""
    lines = []
    for title, helps in (("Cannot help alone", False), ("Not known in the time", None)):
        by_kind: dict[str, list[str]] = {}
        for line in diagnosis.alone:
            if line.helps is helps:
                by_kind.setdefault(line.lever.replace("_", " "), []).append(line.subject)
        told = [f"  {kind}: {_named(subjects)}" for kind, subjects in by_kind.items()]
        lines += [f"{title}, {_projects(diagnosis)}:", *told] if told else []
    return lines


def _named(subjects: list[str]) -> str:
    more = f" and {len(subjects) - MOST_NAMED} more" if len(subjects) > MOST_NAMED else ""
    return ", ".join(subjects[:MOST_NAMED]) + more
