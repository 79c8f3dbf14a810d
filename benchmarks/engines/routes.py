"""The production engine for divisible projects: column generation to the proven optimum."""

from __future__ import annotations

from benchmarks.engines.found import Found, StageWatch
from models.case import Case
from models.formulations.openings import read_openings
from models.formulations.routes import ColumnGeneration, read_prices
from models.whole_projects.plan import read_benefits, read_routes, read_shares


def run(case: Case, watch: StageWatch) -> Found:
    """Solve and read routes, openings, benefits and prices."""
    with watch.stage("build"):
        generation = ColumnGeneration(case, relaxed=True)
    with watch.stage("solve"):
        outcome = generation.optimum(None)
    master = generation.master
    with watch.stage("read"):
        read_routes(master, outcome.values)
        read_openings(case, read_shares(master, outcome.values))
        read_benefits(master, outcome.values)
        read_prices(master, outcome)
    return Found(
        objective=outcome.objective,
        columns=master.program.columns,
        rows=master.program.rows,
        facts={"rounds": generation.rounds, "routes": len(master.routes)},
    )
