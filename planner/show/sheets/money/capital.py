"""What the projects that open cost in all: who pays, what was decided before and what the plan chose, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models import accounts
from models.tables import Numbers
from planner.show.result import Chart, Columns, Facts, ResultTable, amount, count, result_table, text
from planner.show.texts import Said

PARTS = {
    "forced_state_musd": "Forced, paid by the state",
    "forced_others_musd": "Forced, paid by others",
    "chosen_state_musd": "Chosen, paid by the state",
    "chosen_others_musd": "Chosen, paid by others",
}
"""Parts of the investment by column: whether the input forces a project, and who pays by its `budget_share`."""

NOTE = (
    "Investment: the capital cost still to spend of all projects that open, undiscounted, whoever pays, in equal parts "
    "over their years of building within the plan. State: the share budget_share; others: the rest. Forced: the input "
    "decides it, outside the budget's limit; chosen: the plan decides it, and the budget pays the state's part."
)


@dataclass(frozen=True)
class Investment:
    """MUSD of capital cost of what opens, undiscounted, by column of PARTS, each (years,).

    projects: how many open that are forced, and that are chosen.
    """

    parts: dict[str, Numbers]
    projects: tuple[int, int]

    def total(self, *words: str) -> float:
        """MUSD over the plan of the parts in whose names all these words stand: 'forced' or 'chosen', a payer."""
        return float(sum(part.sum() for name, part in self.parts.items() if all(word in name for word in words)))


def investment(facts: Facts) -> Investment:
    """The investment of a plan."""
    projects, opened = facts.case.projects, facts.solution.openings.project
    forced = projects.decision[opened] == "force"
    (forced_parts, chosen_parts) = accounts.investment(facts.case, facts.solution.openings)
    parts = dict(zip(PARTS, [*forced_parts, *chosen_parts], strict=True))
    return Investment(parts, (len(np.unique(opened[forced])), len(np.unique(opened[~forced]))))


def investment_tables(facts: Facts) -> tuple[ResultTable, ResultTable]:
    """The totals by decision and payer, and the parts by year."""
    found = investment(facts)
    total = np.asarray(sum(found.parts.values()))
    by_year: Columns = {
        "year": (count("Year", "year"), facts.years),
        **{name: (amount(label, "MUSD"), found.parts[name]) for name, label in PARTS.items()},
        "total_musd": (amount("Investment", "MUSD"), total),
        "total_to_date_musd": (amount("Investment up to the year", "MUSD"), total.cumsum()),
    }
    return _totals(facts, found), result_table("investment_by_year", "Investment by year", by_year)


def _totals(facts: Facts, found: Investment) -> ResultTable:
    rows = [("Forced by the input", ("forced",)), ("Chosen by the plan", ("chosen",)), ("In all", ())]
    columns: Columns = {
        "decided": (text("Decided"), [label for label, _ in rows]),
        "projects": (count("Projects that open"), [*found.projects, sum(found.projects)]),
        "state_musd": (amount("Paid by the state", "MUSD"), [found.total("state", *words) for _, words in rows]),
        "others_musd": (amount("Paid by others", "MUSD"), [found.total("others", *words) for _, words in rows]),
        "total_musd": (amount("Investment", "MUSD"), [found.total(*words) for _, words in rows]),
    }
    title = Said(
        facts.words.say(
            "Investment: capital cost of what opens, undiscounted, {money}",
            money=facts.case.parameters.currency or facts.words.say("price year not stated"),
        )
    )
    return result_table("investment", title, columns, spoken=("decided",))


def investment_chart(across: int) -> Chart:
    """Investment by year, its parts on top of each other."""
    return Chart("Investment by year", "investment_by_year", "year", tuple(PARTS), unit="MUSD", across=across)
