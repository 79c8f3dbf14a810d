"""What a Mt more saves, as the difference of two plans, and what must be widened together for it.

Of places that are full one after the other on the way of the same cargo, one Mt more at a single one saves nothing: its
price is that of all of them together. So places join while the saving is next to nothing and the price moves on.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.as_decided.year import DecidedYear

STEP = 1.0
"""Mt more."""

REAL = 0.05
"""Share of price x STEP from which a saving is a real one: below it, what is full beside the place is sought."""

MOST_TOGETHER = 4
"""Places that are widened together."""


def widen(year: DecidedYear, asset: int, price: float) -> tuple[tuple[int, ...], float]:
    """The smallest set of places found with which a Mt more at `asset` saves, and MUSD of the year that it saves.

    price: USD/t of the next tonne there; no Mt saves more. The asset alone where no set that holds it saves. Raises
    StoppedEmpty.
    """
    needed, chosen = REAL * price * STEP, [asset]
    alone, prices = year.with_more(chosen, STEP)
    saves = alone
    while saves < needed and len(chosen) < MOST_TOGETHER:
        rise = prices - year.price
        rise[chosen] = 0.0
        if rise.max() < needed / STEP:
            return (asset,), max(0.0, alone)
        chosen.append(int(rise.argmax()))
        saves, prices = year.with_more(chosen, STEP)
    if len(chosen) == 1 or saves < needed:
        return (asset,), max(0.0, alone)
    kept, saves = _smallest(year, chosen, saves)
    return (kept, saves) if asset in kept else ((asset,), max(0.0, alone))


def _smallest(year: DecidedYear, chosen: Sequence[int], saves: float) -> tuple[tuple[int, ...], float]:
    """Without the places that add next to nothing to what the others save, the first chosen tried first."""
    kept = list(chosen)
    for place in chosen:
        rest = [other for other in kept if other != place]
        if rest and (fewer := year.with_more(rest, STEP)[0]) >= (1.0 - REAL) * saves:
            kept, saves = rest, fewer
    return tuple(sorted(kept)), saves
