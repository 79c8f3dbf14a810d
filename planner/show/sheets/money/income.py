"""What owners earn from tariffs, and the accounts of owners and of the state; only where the case has tariffs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from models.income import Income, OwnerAccount, income_by_year, owners_of, state_owners
from models.tables import FLOW_TYPES, Numbers
from planner.show.result import Chart, Columns, Facts, ResultTable, Sheet, amount, count, linked, result_table, text

INCOME_NOTE = (
    "What owners earn from the tariffs of the case on the cargo of the plan, on links and terminals that touch the "
    "home country: MUSD of one year, undiscounted. It is a transfer: what one earns another pays, so it is no part of "
    "any cost, and the plan does not seek it. A tonne stands in the first planning corridor that counts it, in none "
    "where no corridor does. Traffic outside the model earns nothing here."
)
ACCOUNTS_NOTE = (
    "MUSD, undiscounted, of all the years that a plan year stands for. Upkeep and capital cost are those of projects "
    "whose owner the case names; what nobody is named for stands in no owner's account. Left: income less upkeep and "
    "the capital cost that the budget does not pay. The state pays the budget's share of every project that opens and "
    "earns the income of its own owners; what it lacks bears interest until the next plan year, below zero it is over. "
    "These are no business accounts: running trains, taxes and old debts are not in them."
)
KINDS = {
    "transit_musd": "Of it from transit",
    "export_musd": "Of it from export",
    "import_musd": "Of it from import",
    "domestic_musd": "Of it from domestic cargo",
}
"""Label of the income from each kind of flow, in the order of `FLOW_TYPES`."""


def income_sheets(facts: Facts) -> tuple[Sheet, ...]:
    """The sheets Income and Accounts; none where the case has no tariffs."""
    if not len(facts.case.tariffs):
        return ()
    by_year = _years_table(facts)
    rows = (0, len(facts.years))
    owner = owners_of(facts.case)[_largest(facts)]
    title = facts.words.say("What {owner} earns, by kind of flow", owner=owner)
    chart = Chart(title, by_year.name, "year", tuple(KINDS), unit="MUSD/year", rows=rows)
    tables = (by_year, _rows_table(facts))
    accounts = (_owners_table(facts), _state_table(facts))
    return (
        Sheet("Income", "What owners earn from tariffs", INCOME_NOTE, tables, (chart,)),
        Sheet("Accounts", "Accounts of owners and of the state", ACCOUNTS_NOTE, accounts),
    )


def income_by_kind(facts: Facts) -> Numbers:
    """MUSD, shape (owners, flow types, years)."""
    found, case = facts.income, facts.case
    sums = np.zeros((len(owners_of(case)), len(FLOW_TYPES), len(case.years)))
    np.add.at(sums, (found.owner, found.flow_type, found.year), found.musd)
    return sums


def income_json(facts: Facts) -> dict[str, Any]:
    """Income and accounts, as the sheets have them; nothing where the case has no tariffs."""
    if not len(facts.case.tariffs):
        return {}
    state, years = facts.state_account, facts.years.tolist()
    return {
        "income": [
            {
                "owner": owner,
                "year": year,
                "corridor": corridor or None,
                "flow_type": kind,
                "commodity": cargo,
                "mt": mt,
                "musd": musd,
            }
            for owner, year, corridor, kind, cargo, mt, musd in _rows(facts)
        ],
        "accounts": {
            "owners": [
                {
                    "owner": account.owner,
                    "year": year,
                    "income_musd": float(account.income[y]),
                    "upkeep_musd": float(account.upkeep[y]),
                    "capital_state_musd": float(account.state[y]),
                    "capital_others_musd": float(account.others[y]),
                    "left_musd": float(account.balance[y]),
                }
                for account in facts.owner_accounts
                for y, year in enumerate(years)
            ],
            "state": [
                {
                    "year": year,
                    "paid_musd": float(state.paid[y]),
                    "earned_musd": float(state.earned[y]),
                    "debt_musd": float(state.debt[y]),
                }
                for y, year in enumerate(years)
            ],
        },
    }


def _largest(facts: Facts) -> int:
    """The owner that earns most over the plan."""
    return int(income_by_year(facts.case, facts.income).sum(axis=1).argmax())


def _years_table(facts: Facts) -> ResultTable:
    """A row per owner and year, the owner that earns most first."""
    owners, sums = owners_of(facts.case), income_by_kind(facts)
    first = _largest(facts)
    order = [first, *(at for at in range(len(owners)) if at != first)]
    kinds = np.concatenate([sums[at] for at in order], axis=1)
    total = kinds.sum(axis=0)
    columns: Columns = {
        "owner": (text("Owner"), [owners[at] for at in order for _ in facts.years]),
        "year": (count("Year", "year"), np.tile(facts.years, len(order))),
        "income_musd": (amount("Income from tariffs", "MUSD/year"), total),
        **{name: (amount(label, "MUSD/year"), musd) for (name, label), musd in zip(KINDS.items(), kinds, strict=True)},
        "transit_share": (
            amount("Of it from transit", "share"),
            np.divide(kinds[0], total, out=np.full(len(total), np.nan), where=total > 0),
        ),
    }
    return result_table("income_years", "Income by owner and year", columns)


def _rows(facts: Facts) -> Iterator[tuple[str, int, str, str, str, float, float]]:
    found: Income = facts.income
    case, owners = facts.case, owners_of(facts.case)
    corridors = [*case.corridors.id.tolist(), ""]
    for at in np.lexsort((found.commodity, found.flow_type, found.corridor, found.year, found.owner)).tolist():
        yield (
            owners[found.owner[at]],
            int(facts.years[found.year[at]]),
            corridors[found.corridor[at]],
            FLOW_TYPES[found.flow_type[at]],
            str(case.commodities.id[found.commodity[at]]),
            float(found.mt[at]),
            float(found.musd[at]),
        )


def _rows_table(facts: Facts) -> ResultTable:
    declared = {
        "owner": text("Owner"),
        "year": count("Year", "year"),
        "corridor": linked("Corridor", "corridors"),
        "flow_type": text("Kind of flow"),
        "commodity": linked("Commodity", "commodities"),
        "mt": amount("Cargo on which it earns", "Mt"),
        "musd": amount("Income from tariffs", "MUSD/year"),
    }
    cells = list(zip(*_rows(facts), strict=True)) or [()] * len(declared)
    columns: Columns = {
        name: (column, list(values)) for (name, column), values in zip(declared.items(), cells, strict=True)
    }
    return result_table("income", "Income by corridor and cargo", columns, spoken=("flow_type",))


def _owners_table(facts: Facts) -> ResultTable:
    accounts: list[OwnerAccount] = list(facts.owner_accounts)
    columns: Columns = {
        "owner": (text("Owner"), [account.owner for account in accounts for _ in facts.years]),
        "year": (count("Year", "year"), np.tile(facts.years, len(accounts))),
        "income_musd": (amount("Income from tariffs", "MUSD"), _joined([one.income for one in accounts])),
        "upkeep_musd": (amount("Upkeep of its projects", "MUSD"), _joined([one.upkeep for one in accounts])),
        "capital_state_musd": (
            amount("Capital of its projects that the budget pays", "MUSD"),
            _joined([one.state for one in accounts]),
        ),
        "capital_others_musd": (
            amount("Capital of its projects that others pay", "MUSD"),
            _joined([one.others for one in accounts]),
        ),
        "left_musd": (amount("Left", "MUSD"), _joined([one.balance for one in accounts])),
    }
    return result_table("accounts", "Accounts of owners", columns)


def _state_table(facts: Facts) -> ResultTable:
    state = facts.state_account
    own = ", ".join(state_owners(facts.case))
    columns: Columns = {
        "year": (count("Year", "year"), facts.years),
        "paid_musd": (amount("Paid by the budget", "MUSD"), state.paid),
        "earned_musd": (amount("Earned by the owners that are the state's", "MUSD"), state.earned),
        "debt_musd": (amount("Lacking at the end, with interest", "MUSD"), state.debt),
        "owners": (text("Owners that are the state's"), [own for _ in facts.years]),
    }
    return result_table("state_account", "Account of the state", columns)


def _joined(parts: list[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0), *parts])
