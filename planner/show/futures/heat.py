"""How dark a regret is, alike on the page and on slides."""

from __future__ import annotations

import numpy as np

from planner.show.result import ResultTable

NOTHING_MUSD = 0.05
"""Up to which a regret is none."""

THIRDS = (1 / 3, 2 / 3)


class Heat:
    """Bands of the regrets of a table: 0 for none, 1 to 3 for thirds of the others. ways: its columns."""

    def __init__(self, table: ResultTable) -> None:
        self.ways = tuple(name for name in table.columns if name.endswith("_musd"))
        known = np.concatenate([table.frame[name].dropna().to_numpy(float) for name in self.ways])
        some = known[known > NOTHING_MUSD]
        self._steps = np.quantile(some, THIRDS) if len(some) else np.full(len(THIRDS), np.inf)

    def band(self, musd: float) -> int:
        """Its number, the darkest the highest."""
        if musd <= NOTHING_MUSD:
            return 0
        return 1 + int(np.searchsorted(self._steps, musd, side="left"))
