"""The route formulation: column generation to the proven optimum of divisible projects."""

from models.formulations.routes.generation import IMPROVES, ColumnGeneration
from models.formulations.routes.master import HARD, RouteMaster
from models.formulations.routes.on_arcs import node_link_program
from models.formulations.routes.prices import read_prices
from models.formulations.routes.worth import service_worth

__all__ = ["HARD", "IMPROVES", "ColumnGeneration", "RouteMaster", "node_link_program", "read_prices", "service_worth"]
