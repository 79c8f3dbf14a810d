"""What is shown of an appraisal, gathered from what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.case import Case, positions
from models.income import owners_of
from models.network import has_emissions, nodes_of_assets
from models.tables import FLOW_TYPES, Numbers
from planner.show.result import named
from planner.show.studies.appraise.rows import (
    Account,
    Books,
    Emitted,
    Opening,
    Row,
    Streams,
    Switch,
    Value,
    Worth,
)
from planner.show.texts import ENGLISH, Words
from planner.study import appraise as study


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Everything that is shown; rows: the programme first. run: how it came about, as key and value.

    base_year: to which money is discounted. discount_rate: of the case. converted: factors other than 1, by kind.
    gap: of the plan.
    """

    title: str
    years: tuple[int, ...]
    base_year: int
    discount_rate: float
    currency: str
    home: str
    rates: tuple[float, ...]
    converted: Mapping[str, float]
    rows: tuple[Row, ...]
    objective: float
    gap: float
    complete: bool
    run: Mapping[str, str]
    words: Words = ENGLISH

    @property
    def programme(self) -> Row:
        """The whole plan against no project."""
        return self.rows[0]

    @property
    def has_accounts(self) -> bool:
        """Whether the case names owners of tariffs or projects."""
        return any(row.in_plan is not None and row.in_plan.accounts for row in self.rows)

    @property
    def has_emissions(self) -> bool:
        """Whether the case says of anything what it emits."""
        return any(row.in_plan is not None and row.in_plan.emitted for row in self.rows)

    @property
    def projects(self) -> Sequence[Row]:
        """All others."""
        return self.rows[1:]


def shown_of(
    found: study.Appraisal, run: Mapping[str, str], words: Words = ENGLISH, land: Sequence[Numbers] | None = None
) -> Shown:
    """Everything that is shown, in the language of `words`; run: how it came about.

    land: rings of longitude and latitude for a map of each project; None: no maps.
    """
    case, parameters = found.case, found.case.parameters
    factors = study.conversion(case)
    return Shown(
        title=words.say("{case}: is it worth it?", case=parameters.title or parameters.case),
        years=tuple(study.calendar_of(case).year.tolist()),
        base_year=parameters.base_year,
        discount_rate=parameters.discount_rate,
        currency=parameters.currency,
        home=parameters.home_country,
        rates=found.order.rates,
        converted={kind: factor for kind, factor in factors.items() if factor != 1 and kind != "residual"},
        rows=_with_maps(case, tuple(_row(found, place, words) for place in range(len(found.subjects))), land),
        objective=found.plan.objective,
        gap=found.plan.gap,
        complete=found.complete,
        run=run,
        words=words,
    )


def _with_maps(case: Case, rows: tuple[Row, ...], land: Sequence[Numbers] | None) -> tuple[Row, ...]:
    """The rows of projects with a map each."""
    if land is None:
        return rows
    # only who asks for pictures waits for what draws them
    from planner.show.slides import SmallMaps  # noqa: PLC0415

    maps, number = SmallMaps(case, land), positions(case.projects.id)
    assets = [study.assets_of(case, np.array([number[row.id]])) for row in rows[1:]]
    return (rows[0], *(replace(row, picture=maps.picture(of)) for row, of in zip(rows[1:], assets, strict=True)))


def _row(found: study.Appraisal, place: int, words: Words) -> Row:
    case, subject = found.case, found.subjects[place]
    names = named(case.projects.name, case.projects.id)
    project, value = subject.project, subject.in_plan
    key = "programme" if project is None else str(case.projects.id[project])
    first = None
    if project is not None and isinstance(value, study.Valued):
        first = int(case.years.year[value.choice.year[value.choice.project == project].min()])
    listed = {
        name: tuple(str(names[p]) for p in getattr(subject, name) if p != project)
        for name in ("group", "replaced", "alone_group", "sharing")
    }
    return Row(
        id=key,
        name=words.say("The programme") if project is None else str(names[project]),
        planned=subject.planned,
        owner="" if project is None else str(case.projects.owner[project]),
        where=() if project is None else _places(case, project),
        capex=np.nan if project is None else float(case.projects.capex_musd[project]),
        year=first,
        share=np.nan if project is None else study.share_of(found.plan.openings, project),
        group=() if project is None else listed["group"],
        replaced=listed["replaced"],
        needs=listed["alone_group"],
        in_plan=_value(found, value, key),
        why=_why(value),
        alone=_value(found, subject.alone, f"{key} (alone)"),
        why_alone=_why(subject.alone),
        side=subject.side.value if subject.side else "",
        sharing=listed["sharing"],
        switches=tuple(_switch(each) for each in found.switches(place)),
        openings=tuple(_opening(found, each) for each in subject.openings),
    )


def _places(case: Case, project: int) -> tuple[str, ...]:
    """Places of the links and terminals of a project, each once, in the order of the case."""
    names = named(case.nodes.name, case.nodes.id)
    first, second = nodes_of_assets(case)
    found = []
    for asset in sorted(study.assets_of(case, np.array([project]))):
        ends = [str(names[first[asset]]), str(names[second[asset]])]
        found.append(" - ".join(dict.fromkeys(ends)))
    return tuple(dict.fromkeys(found))


def _why(value: study.Valued | study.Missing | None) -> str:
    return value.why.value if isinstance(value, study.Missing) else ""


def _switch(switch: study.Switch) -> Switch:
    return Switch(
        what=switch.what.value,
        low=switch.low,
        high=switch.high,
        tried_from=switch.tried[0],
        tried_to=switch.tried[1],
        less=switch.less,
        more=switch.more,
    )


def _opening(found: study.Appraisal, opening: study.OpeningYear) -> Opening:
    value = opening.value
    if isinstance(value, study.Missing):
        return Opening(year=opening.year, planned=opening.planned, npv=np.nan, rates=(), why=value.why.value)
    npv = study.figures(found.case, value, found.rate).npv
    return Opening(year=opening.year, planned=opening.planned, npv=npv, rates=value.economic.rates(), why="")


def _value(found: study.Appraisal, value: study.Valued | study.Missing | None, key: str) -> Value | None:
    if not isinstance(value, study.Valued):
        return None
    case = found.case
    now = study.discount_factors(value.economic.year, case.parameters.base_year, found.rate)
    values = study.present_values(value.economic, case.parameters.base_year, found.rate)
    worth = tuple(_worth(found, value, rate) for rate in found.order.rates)
    more = float(value.more_mt @ now)
    counted = values["moved"] / more if more else np.nan
    return Value(
        key=key,
        worth=worth,
        rates=value.economic.rates(),
        values=values,
        basis_mt={basis.value: mt for basis, mt in value.basis_mt.items()},
        more_mt=more,
        moved_usd_per_t=counted,
        enough_usd_per_t=counted - worth[0].npv / more if more else np.nan,
        gains=_gains(case, value, now),
        streams=_streams(value, key),
        books=_books(case, value, key),
        accounts=tuple(_account(found, each, key) for each in value.accounts),
        emitted=_emitted(case, value) if has_emissions(case) else None,
    )


def _worth(found: study.Appraisal, value: study.Valued, rate: float) -> Worth:
    economic = study.figures(found.case, value, rate)
    return Worth(
        rate=rate,
        npv=economic.npv,
        npv_as_paid=study.figures(found.case, value, rate, economic=False).npv,
        benefits=economic.benefits,
        costs=economic.costs,
        bcr=economic.bcr,
        first_year=economic.first_year,
        payback=economic.payback,
        mirr=economic.mirr,
    )


def _gains(case: Case, value: study.Valued, now: Numbers) -> dict[str, dict[str, float]]:
    """Gains discounted: by flow type, by whether cargo passes the assets, and transport paid less by country."""
    each = (value.cargo + value.moved) @ now
    kinds = [kind for kind in FLOW_TYPES if (case.demand.flow_type == kind).any()]
    flow_types = {kind: float(each[case.demand.flow_type == kind].sum()) for kind in kinds}
    over = float(((value.cargo + value.moved) * value.users).sum(axis=0) @ now)
    found = {
        "flow_type": flow_types,
        "cargo": {"over its assets": over, "other cargo": float(each.sum()) - over},
        "country": study.by_country(case, value.assets @ now),
    }
    if not len(case.tariffs):
        return found
    income = value.income @ now
    paid = {kind: -float(income[:, case.demand.flow_type == kind].sum()) for kind in kinds}
    return {**found, "owner": dict(zip(owners_of(case), income.sum(axis=1).tolist(), strict=True)), "payer": paid}


def _account(found: study.Appraisal, account: study.Account, key: str) -> Account:
    values = account.value(found.case.parameters.base_year, found.rate)
    return Account(
        key=f"{key} / {account.owner or account.party.value}",
        party=account.party.value,
        owner=account.owner,
        values=values,
        npv=sum(values.values()),
        rates=account.rates(),
        streams={name: _told(amounts) for name, amounts in account.amounts.items()},
    )


def _emitted(case: Case, value: study.Valued) -> Emitted:
    found = study.footprint_of(case, value)
    return Emitted(
        absolute=found.absolute,
        baseline=found.baseline,
        relative=found.relative,
        elsewhere=found.elsewhere,
        embodied=found.embodied,
        life=found.life,
        years=found.years,
        above=found.above,
        threshold=study.THRESHOLD_KT,
        streams={name: _told(kt) for name, kt in study.by_row(value).items()},
    )


def _streams(value: study.Valued, key: str) -> Streams:
    amounts = value.economic.amounts
    users = (value.cargo * value.users).sum(axis=0)
    return Streams(
        key=key,
        weight=_told(value.economic.weight),
        counted={name: _told(amounts[name]) for name in study.COUNTED},
        net=_told(value.economic.net),
        as_paid=_told(value.paid.net),
        users=_told(users),
        others=_told(value.cargo.sum(axis=0) - users),
        beside={name: _told(amounts[name]) for name in study.BESIDE},
    )


def _books(case: Case, value: study.Valued, key: str) -> Books:
    values = study.present_values(value.paid, case.parameters.base_year, case.parameters.discount_rate)
    annuities = -float(value.annuities @ case.discount)
    parts = ("transport", "time", "carbon", "upkeep", *study.BESIDE)
    penalties = sum(values[name] for name in study.BESIDE)
    return Books(
        key=key,
        by_kind={**{name: values[name] for name in parts}, "annuities": annuities},
        objective=float(value.objectives @ case.discount) + values["upkeep"] + annuities,
        bridge={
            "penalties": -penalties,
            "annuities": -annuities,
            "capital": values["capital"],
            "residual": values["residual"],
            "moved": values["moved"],
        },
        npv_as_paid=sum(values[name] for name in study.COUNTED),
    )


def _told(amounts: Numbers) -> tuple[float, ...]:
    return tuple(amounts.tolist())
