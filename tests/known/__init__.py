"""Named small cases with their optimum worked out by hand: the arithmetic stands in each docstring.

Every function returns (case, optimum with whole projects, optimum with divisible projects) in MUSD.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.known.carbon import CARBON
from tests.known.combined import COMBINED
from tests.known.common import Known
from tests.known.corridors import CORRIDORS
from tests.known.equipment import EQUIPMENT
from tests.known.horizon import HORIZON
from tests.known.money import MONEY
from tests.known.projects import PROJECTS
from tests.known.response import RESPONSE
from tests.known.seasons import SEASONS
from tests.known.ways import WAYS

WHOLE_YEARS: list[Callable[[], Known]] = [
    *(*WAYS, *PROJECTS, *MONEY, *CORRIDORS, *HORIZON, *CARBON, *RESPONSE, *EQUIPMENT),
]
"""Cases without seasons: what works below the engine, which makes copies of a case with seasons, takes these."""

KNOWN: list[Callable[[], Known]] = [*WHOLE_YEARS, *SEASONS, *COMBINED]

__all__ = ["KNOWN", "WHOLE_YEARS", "Known"]
