"""Random equipment: wagons of one mode, containers of several, for some or all cargo."""

from __future__ import annotations

from random import Random

from tests.models.random_cases.draws.networks import Rows, given
from tests.networks import Row


def equipment(random: Random, rows: Rows) -> Rows:
    """Mostly none or one type; of two, both may go with the same cargo."""
    modes = sorted({link["mode"] for link in rows["links"]})
    cargo = [commodity["id"] for commodity in rows["commodities"]]
    count = random.choice((0, 0, 1, 1, 2))
    uses = (0.25, 0.5, 1.0) if count < 2 else (0.25, 0.5)
    return {"equipment": [_type(random, number, modes, cargo, uses) for number in range(count)]}


def _type(random: Random, number: int, modes: list[str], cargo: list[str], uses: tuple[float, ...]) -> Row:
    some = [tuple(sorted(random.sample(names, random.randint(1, len(names))))) for names in (modes, cargo)]
    return {
        "id": f"type{number}",
        "payload_t": random.choice((10.0, 50.0)),
        "empty_cost_factor": random.choice((0.0, 0.2, 0.5, 0.5, 1.0)) / (1.0 if len(uses) > 2 else 2.0),
        **given(random, "modes", 0.6, some[0]),
        **given(random, "commodities", 0.5, some[1]),
        **given(random, "empty_use", 0.7 if len(uses) > 2 else 1.0, *uses),
    }
