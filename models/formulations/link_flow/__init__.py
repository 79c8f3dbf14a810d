"""The node-link formulation, the readable reference, and its branch and bound."""

from models.formulations.link_flow.branch_and_bound import Watch
from models.formulations.link_flow.model import build_link_flow
from models.formulations.link_flow.plan import solve_link_flow

__all__ = ["Watch", "build_link_flow", "solve_link_flow"]
