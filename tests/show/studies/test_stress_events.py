"""Closings that are one event."""

from __future__ import annotations

from planner.show.studies.stress.events import events
from planner.show.studies.stress.losses import Loss
from planner.show.studies.stress.shown import Row


def loss(musd: float) -> Loss:
    return Loss(
        exists=True,
        unmet_mt=1.0,
        musd=musd,
        real_musd=musd,
        penalty_musd=0.0,
        days=float("nan"),
        least_musd=musd,
        most_musd=musd,
        status="optimal",
    )


def row(rank: int, name: str, musd: float, free: Loss | None = None) -> Row:
    return Row(
        rank=rank,
        kind="link",
        id=name,
        name=name.upper(),
        assets=(name,),
        carries_mt=3.0,
        fixed=loss(musd),
        free=free,
        words=f"{name} {'free' if free else ''}".strip(),
    )


def test_what_loses_the_same_is_one_event_with_all_names() -> None:
    """Both a and b lose 9, c loses 5; d and e lose nothing and stay apart. The words are those that know most."""
    rows = [row(1, "a", 9.0), row(2, "b", 9.0, loss(7.0)), row(3, "c", 5.0), row(4, "d", 0.0), row(5, "e", 0.0)]
    found = events(rows)
    assert [event.ids for event in found] == ["a|b", "c", "d", "e"]
    assert (found[0].name, found[0].words) == ("A; B", "b free")
    assert found[0].free is rows[1].free
