"""The money of each party beside the worth to all: what a choice brings its owners and the state, as paid.

Income from tariffs is a transfer. What an owner earns more shippers pay more, so it is in no economic figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from models.case import Case
from models.income import owners_of, state_owners
from models.solution import Openings
from models.tables import Flags, Integers, Numbers
from planner.study.appraise.capital import calendar_of, capital, residual
from planner.study.appraise.figures import discount_factors, rates_of_return

MONEY = ("income", "upkeep", "capital", "residual")
"""What an account is made of, in the order in which it is shown."""


class Party(StrEnum):
    """Whose account: an owner; projects without one; the budget; the state, which is the budget and its owners; all.

    Owners, projects without one and the budget together are all.
    """

    OWNER = "owner"
    NOBODY = "nobody"
    BUDGET = "budget"
    STATE = "state"
    ALL = "all"


@dataclass(frozen=True, eq=False)
class Account:
    """Money of a party in MUSD of each row, gains above zero, as paid; owner: its name, '' of the others.

    income: tariffs that it earns more. upkeep: of its projects. capital: what it pays of it, renewals included.
    residual: what is left of what it paid for. Each has the shape (rows,).
    """

    party: Party
    owner: str
    year: Integers
    amounts: dict[str, Numbers]

    @property
    def net(self) -> Numbers:
        """All of it, by row."""
        return np.asarray(sum(self.amounts.values()))

    def value(self, base: int, rate: float) -> dict[str, float]:
        """MUSD of the base year, by kind."""
        factors = discount_factors(self.year, base, rate)
        return {name: float(amounts @ factors) for name, amounts in self.amounts.items()}

    def rates(self) -> tuple[float, ...]:
        """Every rate of return."""
        return rates_of_return(self.year, self.net)


def accounts_of(case: Case, choice: Openings, against: Openings, income: Numbers, more: Numbers) -> tuple[Account, ...]:
    """The accounts of a choice against another, those of owners first; without tariffs and owners none.

    income: MUSD that each owner earns more in each row, (owners, rows). more: share in service more, (projects, years).
    """
    earning = owners_of(case)
    owners = tuple(dict.fromkeys([*earning, *filter(None, case.projects.owner.tolist())]))
    if not owners:
        return ()
    upkeep = calendar_of(case).spread(-case.projects.fixed_opex_musd_per_year[:, None] * more)
    none, budget = np.zeros(income.shape[1]), case.projects.budget_share

    def account(party: Party, owner: str, earned: Numbers, keeps: Flags, pays: Numbers) -> Account:
        left = none.copy()
        left[-1] = residual(case, choice, pays) - residual(case, against, pays)
        paid = capital(case, against, pays) - capital(case, choice, pays)
        amounts = dict(zip(MONEY, (earned, upkeep[keeps].sum(axis=0), paid, left), strict=True))
        return Account(party, owner, calendar_of(case).year, amounts)

    def of_owners(party: Party, names: tuple[str, ...], owner: str = "", budget_pays: float = 0.0) -> Account:
        own = np.isin(case.projects.owner, list(names))
        earned = income[np.isin(earning, names)].sum(axis=0) if earning else none
        return account(party, owner, earned, own, own * (1.0 - budget) + budget_pays * budget)

    every = np.ones(len(case.projects), np.bool_)
    nobody = case.projects.owner == ""
    found = [of_owners(Party.OWNER, (owner,), owner) for owner in owners]
    found.append(account(Party.NOBODY, "", none, nobody, nobody * (1.0 - budget)))
    found.append(of_owners(Party.BUDGET, (), budget_pays=1.0))
    found.append(of_owners(Party.STATE, state_owners(case), budget_pays=1.0))
    found.append(account(Party.ALL, "", income.sum(axis=0), every, np.ones(len(budget))))
    return tuple(found)
