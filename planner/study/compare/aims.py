"""What a plan should come near to where it is compared with another, and how much each part counts."""

from __future__ import annotations

from dataclasses import dataclass

from models.tables import Numbers


@dataclass(frozen=True)
class Aims:
    """What a plan should come near to; NaN where there is nothing to come near to.

    volumes: Mt, (corridors, years). home: Mt of home transit, (years,). unmet: Mt, (demand, years).
    routes: Mt of each way, (routes,).
    """

    volumes: Numbers
    home: Numbers
    unmet: Numbers
    routes: Numbers


NEAR = {"volumes": 1.0, "home": 1.0, "total": 1.0, "unmet": 0.01, "routes": 0.01}
"""Weight of a Mt of distance: figures that are compared come first, then who moves and by which way."""
