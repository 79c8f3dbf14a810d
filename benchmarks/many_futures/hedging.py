"""Progressive hedging of mpi-sppy in one process, HiGHS for each future; the proximal term is made linear.

Its bound is that of its first round, in which every future decides for itself. After each round its average decisions,
rounded, and those of one future are kept in all: where every future has a plan then, that is a plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from mpisppy.extensions.extension import Extension
from mpisppy.opt.ph import PH

from benchmarks.many_futures.scenarios import SOLVER, creator
from benchmarks.many_futures.telling import Telling
from models.futures import Future

GAP = 1e-3
"""Of each future in each round."""

RHO = 100.0
"""MUSD that a whole disagreement on one opening costs in a round: what a project of middling size costs."""

ROOT = "ROOT"

_telling: list[Telling] = []


class Tells(Extension):
    """Tells the bound after the first round, and tries decisions as plans after every round."""

    def post_iter0(self) -> None:
        """The bound is there."""
        _telling[0].know(bound=self.opt.trivial_bound if hasattr(self.opt, "trivial_bound") else self.opt.Ebound())
        self._round = 0
        self._try()

    def enditer(self) -> None:
        """A round is over."""
        self._try()

    def _try(self) -> None:
        opt, scenarios = self.opt, list(self.opt.local_scenarios.values())
        each = np.array([[v.value for v in s._mpisppy_data.nonant_indices.values()] for s in scenarios])
        likely = np.array([s._mpisppy_probability for s in scenarios])
        self._as_plan(np.round(likely @ each / likely.sum()))
        self._as_plan(np.round(each[self._round % len(each)]))
        self._round += 1
        opt._restore_nonants()

    def _as_plan(self, values: Any) -> None:
        opt = self.opt
        opt._save_nonants()
        opt.disable_W_and_prox()
        opt._fix_nonants({ROOT: values})
        opt.solve_loop(solver_options={"mip_rel_gap": GAP, "threads": 1}, need_solution=False)
        if all(s._mpisppy_data.solution_available for s in opt.local_scenarios.values()):
            _telling[0].know(plan=opt.Eobjective())
        opt._restore_nonants()
        opt.reenable_W_and_prox()


def run(_: str, futures: Sequence[Future], telling: Telling) -> None:
    """Hedge for the seconds that are left."""
    names, make = creator(futures)
    _telling[:] = [telling]
    each = {"mip_rel_gap": GAP, "threads": 1}
    options = {
        "solver_name": SOLVER,
        "PHIterLimit": 10_000,
        "defaultPHrho": RHO,
        "convthresh": 1e-6,
        "verbose": False,
        "display_timing": False,
        "display_progress": False,
        "iter0_solver_options": each,
        "iterk_solver_options": each,
        "linearize_proximal_terms": True,
        "proximal_linearization_tolerance": 1e-1,
        "smoothed": 0,
        "time_limit": telling.left,
    }
    hedging = PH(options, names, make, extensions=Tells)
    telling.know()
    hedging.ph_main(finalize=False)
