"""Empty runs as columns of a program on given ways: a column for each run and year."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, eye_array, kron

from models.network import Returns
from models.tables import Flags


def every_year(of_runs: csr_array, years: int) -> csr_array:
    """What empty units put on things, (things, runs), as rows over (things, years)."""
    return csr_array(kron(of_runs, eye_array(years)))


def used(returns: Returns, each: Flags) -> tuple[csr_array, csr_array]:
    """Use of each asset by empty runs, (assets, runs): of its one capacity or that there, and of that back.

    each: which assets have a capacity per direction.
    """
    apart = (returns.direction == 1) & each[returns.asset]
    shape, runs = (len(each), len(returns)), np.arange(len(returns))
    there, back = (csr_array((returns.use * lane, (returns.asset, runs)), shape=shape) for lane in (~apart, apart))
    return there, back
