"""What is shown of an appraisal that a result states: its rows, made of the streams that stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from models.case import Case
from models.solution import Solution, Valuation
from models.tables import ALONE, Numbers
from planner.show.result import named
from planner.show.studies.appraise.rows import Account, Row, Streams, Value, Worth
from planner.show.studies.appraise.shown import Shown
from planner.show.texts import ENGLISH, Words
from planner.study import appraise as study


def shown_stated(
    case: Case, plan: Solution, rates: Sequence[float], stated: Sequence[Valuation], words: Words = ENGLISH
) -> Shown:
    """Everything that is shown; rates: the first is the main one. What streams do not tell, such as gains, is empty."""
    parameters, factors = case.parameters, study.conversion(case)
    alone = {one.project: one for one in stated if one.side == ALONE}
    work = _Stated(case, plan, tuple(rates), words)
    return Shown(
        title=words.say("{case}: is it worth it?", case=parameters.title or parameters.case),
        years=tuple(study.calendar_of(case).year.tolist()),
        base_year=parameters.base_year,
        discount_rate=parameters.discount_rate,
        currency=parameters.currency,
        home=parameters.home_country,
        rates=tuple(rates),
        converted={kind: factor for kind, factor in factors.items() if factor != 1 and kind != "residual"},
        rows=tuple(work.row(one, alone.get(one.project)) for one in stated if one.side != ALONE),
        objective=plan.objective,
        gap=plan.gap,
        complete=True,
        run={},
        words=words,
    )


class _Stated:
    """Rows of one appraisal."""

    def __init__(self, case: Case, plan: Solution, rates: tuple[float, ...], words: Words) -> None:
        self._case, self._plan, self._rates, self._words = case, plan, rates, words
        self._calendar, self._names = study.calendar_of(case), named(case.projects.name, case.projects.id)

    def row(self, one: Valuation, alone: Valuation | None) -> Row:
        """The programme or a project."""
        return Row(
            **self._about(one),
            group=self._named(one.with_it),
            replaced=self._named(one.in_place_of),
            needs=self._named(alone.with_it) if alone else (),
            in_plan=self._value(one),
            why=one.no_figure,
            alone=self._value(alone) if alone else None,
            why_alone=alone.no_figure if alone else "",
            side=one.differ,
            sharing=self._named(one.sharing),
            switches=(),
            openings=(),
        )

    def _about(self, one: Valuation) -> Mapping[str, Any]:
        projects, project = self._case.projects, one.project
        if project is None:
            about = {"id": "programme", "name": self._words.say("The programme"), "planned": True, "owner": ""}
            return {**about, "where": (), "capex": np.nan, "year": None, "share": np.nan}
        share = study.share_of(self._plan.openings, project)
        return {
            "id": str(projects.id[project]),
            "name": str(self._names[project]),
            "planned": share > 0,
            "owner": str(projects.owner[project]),
            "where": (),
            "capex": float(projects.capex_musd[project]),
            "year": None if one.opens is None else int(self._case.years.year[one.opens]),
            "share": share,
        }

    def _named(self, projects: Sequence[int]) -> tuple[str, ...]:
        return tuple(str(self._names[project]) for project in projects)

    def _value(self, one: Valuation) -> Value | None:
        if one.no_figure:
            return None
        amounts = {name: one.amounts[name] for name in study.COUNTED}
        streams, base = study.Streams(self._calendar.year, self._calendar.weight, amounts), self._base
        key = "programme" if one.project is None else str(self._case.projects.id[one.project])
        key = f"{key} (alone)" if one.side == ALONE else key
        owner = "" if one.project is None else str(self._case.projects.owner[one.project])
        return Value(
            key=key,
            worth=tuple(self._worth(one, streams, rate) for rate in self._rates),
            rates=streams.rates(),
            values=study.present_values(streams, base, self._rates[0]),
            basis_mt={},
            more_mt=0.0,
            moved_usd_per_t=np.nan,
            enough_usd_per_t=np.nan,
            gains={},
            streams=_streams(key, streams, one.amounts["as_paid"]),
            books=None,
            accounts=tuple(
                self._account(key, party, owner if party == "owner" else "", one.amounts[party])
                for party in ("owner", "state")
                if party in one.amounts
            ),
            emitted=None,
        )

    @property
    def _base(self) -> int:
        return self._case.parameters.base_year

    def _worth(self, one: Valuation, streams: study.Streams, rate: float) -> Worth:
        found = study.figures_of(streams, self._base, rate, one.first)
        as_paid = float(one.amounts["as_paid"] @ study.discount_factors(streams.year, self._base, rate))
        return Worth(
            rate=rate,
            npv=found.npv,
            npv_as_paid=as_paid,
            benefits=found.benefits,
            costs=found.costs,
            bcr=found.bcr,
            first_year=found.first_year,
            payback=found.payback,
            mirr=found.mirr,
        )

    def _account(self, key: str, party: str, owner: str, net: Numbers) -> Account:
        npv = float(net @ study.discount_factors(self._calendar.year, self._base, self._rates[0]))
        rates = study.rates_of_return(self._calendar.year, net)
        return Account(
            key=f"{key} / {owner or party}", party=party, owner=owner, values={}, npv=npv, rates=rates, streams={}
        )


def _streams(key: str, streams: study.Streams, as_paid: Numbers) -> Streams:
    return Streams(
        key=key,
        weight=tuple(streams.weight.tolist()),
        counted={name: tuple(streams.amounts[name].tolist()) for name in study.COUNTED},
        net=tuple(streams.net.tolist()),
        as_paid=tuple(as_paid.tolist()),
        users=(),
        others=(),
        beside={},
    )
