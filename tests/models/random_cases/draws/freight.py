"""Random cargo: commodities and demand."""

from __future__ import annotations

from random import Random

from tests.models.random_cases.draws.networks import COUNTRIES, Rows, given
from tests.networks import Row

AMOUNTS = (0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 3.0, 5.0, 10.0, 0.5)


def cargo(random: Random, rows: Rows, years: list[int]) -> Rows:
    """One to three commodities and up to six rows of demand; some rows, years or cases have no cargo."""
    modes = sorted({link["mode"] for link in rows["links"]})
    commodities = [_commodity(random, f"c{number}", modes) for number in range(random.choice((1, 1, 2, 3)))]
    nodes = [node["id"] for node in rows["nodes"]]
    ends = [tuple(random.sample(nodes, 2)) for _ in range(random.randint(1, 6))]
    countries = [country for country in COUNTRIES if country in {node["country"] for node in rows["nodes"]}]
    demand: list[Row] = [
        {
            "id": f"d{number}",
            "flow_type": random.choice(("transit", "transit", "export", "import", "domestic")),
            "origin": origin,
            "destination": destination,
            "commodity": random.choice(commodities)["id"],
            **given(random, "modes", 0.2, *_lists(random, modes)),
            **given(random, "avoid_countries", 0.15, *_lists(random, countries)),
            **{str(year): random.choice(AMOUNTS) for year in years},
        }
        for number, (origin, destination) in enumerate(ends)
    ]
    return {"commodities": commodities, "commodity_rates": _rates(random, commodities, modes), "demand": demand}


def _rates(random: Random, commodities: list[Row], modes: list[str]) -> list[Row]:
    """Rates of some commodities on some modes, in a third of the cases."""
    if random.random() < 2 / 3:
        return []
    return [
        {"commodity": commodity["id"], "mode": mode, "cost_factor": random.choice((0.5, 0.5, 0.75, 1.0, 2.0))}
        for commodity in commodities
        for mode in modes
        if random.random() < 0.5
    ]


def _commodity(random: Random, name: str, modes: list[str]) -> Row:
    return {
        "id": name,
        "value_of_time_usd_per_t_day": random.choice((0.0, 0.0, 1.0, 2.0, 4.0)),
        **given(random, "modes", 0.15, *_lists(random, modes)),
        **given(random, "unmet_penalty_usd_per_t", 0.3, 0.0, 2.0, 5.0, 20.0, 20.0, 100.0, 1000.0),
    }


def _lists(random: Random, words: list[str]) -> list[tuple[str, ...]]:
    """Short lists of words, each word once."""
    return [tuple(random.sample(words, random.randint(1, min(2, len(words))))) for _ in range(3)]
