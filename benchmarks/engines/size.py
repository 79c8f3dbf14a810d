"""How large a case is: solves nothing, counts."""

from __future__ import annotations

import numpy as np

from benchmarks.engines.found import Found, StageWatch
from models.case import Case
from models.network import build_network, classify, plain, useful_arcs


def run(case: Case, watch: StageWatch) -> Found:
    """Columns: the flows of the node-link program. Facts: rows of the tables, demand classes."""
    with watch.stage("count"):
        network, classes = build_network(case), classify(case)
        on_plain = plain(case, network, classes)
        arcs = np.array([len(useful) for useful in useful_arcs(on_plain, classes, on_plain.group_of_class)])
        class_mt = np.zeros((len(arcs), len(case.years)))
        np.add.at(class_mt, classes.source_class, classes.source_mt)
        flows = int(arcs @ (class_mt > 0).sum(axis=1))
    tables = ("years", "nodes", "links", "terminals", "demand", "projects")
    facts = {name: float(len(getattr(case, name))) for name in tables}
    return Found(0.0, columns=flows, facts=facts | {"classes": float(len(arcs))})
