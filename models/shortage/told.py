"""What is told about cargo that stays behind: the reason, its way, and the places that lack room."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Kind = Literal["link", "terminal", "shared_limit", "corridor_limit", "carbon_cap"]

SMALLEST_MT = 5e-4
"""Mt up to which nothing is explained: 500 t a year are rounding in every table that shows them."""


class Reason(Enum):
    """Why a group stays behind."""

    NO_WAY = "no_way"
    """No permitted way leads there."""
    CLOSED = "closed"
    """Every permitted way passes a link or terminal that has no capacity in that year."""
    DEAR = "dear"
    """The cheapest way costs as much as the penalty or more, whether it has room or not."""
    FULL = "full"
    """The cheapest way is full, and every other is full too or costs as much as the penalty."""
    RETURN = "return"
    """A way with room costs less than the penalty, but not with the way back of its empty equipment."""
    LEFT = "left"
    """A way with room costs less than the penalty: the plan is not the best."""


@dataclass(frozen=True)
class Place:
    """A limit with less room than the cargo needs; for a limit in another unit, Mt of this cargo on this way.

    position: of the asset, shared limit or corridor limit; of a cap on carbon that of its year. direction: 1 for the
    capacity back of a link that has one per direction, else 0.
    free_mt: room. missing_mt: what the cargo needs beyond it.
    """

    kind: Kind
    position: int
    direction: int
    free_mt: float
    missing_mt: float


@dataclass(frozen=True)
class Shortage:
    """Cargo of one kind that stays behind between two places in a year.

    demands: rows of the demand table. origin, destination: nodes. mt: Mt left behind. penalty: USD/t.
    way: assets of the cheapest permitted way with any capacity (of any permitted way where there is none), () if none.
    way_usd_per_t: its cost, savings of projects taken off. room_usd_per_t: cost of the cheapest way with room for more;
    infinite where none has any. price_usd_per_t: cost of the cheapest way with the room for it bought at the plan's
    prices. places: where `way` lacks room, in order of travel. barrier: full places of which every permitted way with
    capacity passes at least one, as few as can be; () where a way has room.
    """

    year: int
    demands: tuple[int, ...]
    origin: int
    destination: int
    commodity: int
    mt: float
    penalty: float
    reason: Reason
    way: tuple[int, ...]
    way_usd_per_t: float
    room_usd_per_t: float
    price_usd_per_t: float
    places: tuple[Place, ...]
    barrier: tuple[Place, ...]

    @property
    def gain_usd_per_t(self) -> float:
        """What one more tonne moved would save: its penalty less the cost of the way; negative where it costs more."""
        return self.penalty - self.way_usd_per_t
