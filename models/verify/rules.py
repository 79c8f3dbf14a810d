"""What a case says, as far as verification asks it more than once."""

from __future__ import annotations

from dataclasses import dataclass

from models.case import Case
from models.verify.corridors import CorridorRules, corridor_rules
from models.verify.network import Assets, Cargo, Fleet, assets_of, cargo_of, fleet_of
from models.verify.projects import ProjectRules, project_rules


@dataclass(frozen=True, eq=False)
class Rules:
    """A case and what it says about assets, cargo, projects, corridors and equipment."""

    case: Case
    assets: Assets
    cargo: Cargo
    projects: ProjectRules
    corridors: CorridorRules
    fleet: Fleet


def rules_of(case: Case) -> Rules:
    """Read a case; it has passed the check of the input."""
    assets = assets_of(case)
    return Rules(
        case, assets, cargo_of(case, assets), project_rules(case), corridor_rules(case), fleet_of(case, assets)
    )
