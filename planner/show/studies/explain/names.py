"""Names of what an explanation speaks of, beside or in place of ids."""

from __future__ import annotations

from models.case import Case
from planner.show.result import Facts, named
from planner.show.texts import Words


class Names:
    """Names in the language of `words`; an id that is not known stands for itself."""

    def __init__(self, facts: Facts, words: Words) -> None:
        case = facts.case
        places = dict(zip(case.nodes.id.tolist(), facts.short_names.tolist(), strict=True))
        assets = dict(zip(case.asset_ids.tolist(), facts.asset_names.tolist(), strict=True))
        limits = dict(
            zip(
                case.shared_limits.id.tolist(),
                named(case.shared_limits.name, case.shared_limits.id).tolist(),
                strict=True,
            )
        )
        self.words = words
        self._places: dict[str, str] = places
        self._assets: dict[str, str] = assets | limits
        self._projects: dict[str, str] = dict(zip(case.projects.id.tolist(), facts.project_names.tolist(), strict=True))
        self._corridors: dict[str, str] = dict(zip(case.corridors.id.tolist(), facts.corridor_labels, strict=True))
        self._demands = self._ways(case)

    def asset(self, name: str) -> str:
        """A link, terminal or shared limit."""
        return self._assets.get(name, name)

    def project(self, name: str) -> str:
        """A project."""
        return self._projects.get(name, name)

    def corridor(self, name: str) -> str:
        """A corridor."""
        return self._corridors.get(name, name)

    def place(self, name: str) -> str:
        """A node."""
        return self._places.get(name, name)

    def demand(self, name: str) -> str:
        """A row of demand: its ends and its cargo."""
        return self._demands.get(name, name)

    def _ways(self, case: Case) -> dict[str, str]:
        demand = case.demand
        rows = zip(demand.id, demand.origin, demand.destination, demand.commodity, strict=True)
        return {
            str(name): self.words.say(
                "{commodity} from {origin} to {destination}",
                commodity=commodity,
                origin=self.place(origin),
                destination=self.place(destination),
            )
            for name, origin, destination, commodity in rows
        }
