"""Rows that whole projects keep by themselves and shares do not: they raise the bound of branch and bound."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyomo.environ as pyo

from models.formulations.link_flow.investment import in_service, linear
from models.formulations.link_flow.model import LinkFlowModel
from models.network import base_capacity, most_growth, whole_additions


def add_linking(built: LinkFlowModel) -> None:
    """Cargo of a class passes an asset without capacity of its own only while a project serves there.

    flow[c, a, y] <= Mt of c in y x projects that serve: below the row of the capacity where it adds more than that Mt.
    """
    model, mt = built.model, _class_mt(built)
    effects = whole_additions(built.case)
    free, asset = base_capacity(built.case), built.network.asset
    keys = [
        (c, arc, year)
        for c, arc, year in built.flow
        if asset[arc] in effects and free[asset[arc], year] <= 0 and mt[c, year] < sum(effects[asset[arc]].values())
    ]

    def linking(_: pyo.ConcreteModel, c: int, arc: int, year: int) -> Any:
        service = [in_service(model, project, year, -float(mt[c, year])) for project in effects[asset[arc]]]
        return None, linear(([1.0], [built.flow[c, arc, year]]), *service), 0.0

    model.linking = pyo.Constraint(keys, rule=linking)


def _class_mt(built: LinkFlowModel) -> Any:
    """Mt of each class with what may grow; (classes, years)."""
    classes = built.classes
    mt = np.zeros((len(classes.destination), classes.source_mt.shape[1]))
    np.add.at(mt, classes.source_class, classes.source_mt)
    np.add.at(mt, classes.source_class[classes.source_of], most_growth(built.case))
    return mt
