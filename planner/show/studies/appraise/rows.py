"""What is shown of an appraisal: what was valued, and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What something is worth at a rate, MUSD of the base year; NaN and None: there is no such figure."""

    rate: float
    npv: float
    npv_as_paid: float
    benefits: float
    costs: float
    bcr: float
    first_year: float
    payback: int | None
    mirr: float


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A year in which a project could open; npv: NaN where it could not, why then says why."""

    year: int
    planned: bool
    npv: float
    rates: tuple[float, ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class Streams:
    """Yearly amounts of one thing that was valued, MUSD; key: its name in every table.

    counted: by stream, economic. beside: penalties, never counted. as_paid: sum at the prices of the case.
    users, others: what cargo over its assets and other cargo gain in transport, time and carbon.
    """

    key: str
    weight: tuple[float, ...]
    counted: dict[str, tuple[float, ...]]
    net: tuple[float, ...]
    as_paid: tuple[float, ...]
    users: tuple[float, ...]
    others: tuple[float, ...]
    beside: dict[str, tuple[float, ...]]


@dataclass(frozen=True, kw_only=True)
class Books:
    """No money lost between the lines: gains of the objective by kind, MUSD at the discount rate of the case.

    by_kind: transport, time, upkeep, annuities and penalties. objective: what the linear programs and annuities say.
    Then from there to the net present value as paid: penalties out, annuities out, payments in, residual value, cargo
    that moves only with it.
    """

    key: str
    by_kind: Mapping[str, float]
    objective: float
    bridge: Mapping[str, float]
    npv_as_paid: float


@dataclass(frozen=True, kw_only=True)
class Account:
    """Money of a party as paid, MUSD, gains above zero; key: its name in every table.

    party: `owner`, `nobody`, `budget`, `state` or `all`; owner: its name, '' of the others. values: by kind at the main
    rate, npv their sum. rates: of return. streams: by kind, of each row.
    """

    key: str
    party: str
    owner: str
    values: Mapping[str, float]
    npv: float
    rates: tuple[float, ...]
    streams: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, kw_only=True)
class Emitted:
    """Kt CO2e as banks count them, as `planner.study.appraise.Footprint` has them; threshold: kt a year.

    streams: of each row, all years that it stands for.
    """

    absolute: float
    baseline: float
    relative: float
    elsewhere: float
    embodied: float
    life: float
    years: int
    above: bool
    threshold: float
    streams: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True, kw_only=True)
class Value:
    """Something valued.

    worth: at each rate, the main one first. rates: of return. values: of each stream at the main rate. basis_mt: Mt
    that move only with or without it, by what their worth rests on. more_mt: Mt moved more, discounted
    as money is. moved_usd_per_t, enough_usd_per_t: what a tonne more is counted at, and at which the value is nothing.
    gains: of whom, MUSD. accounts: of owners and of the state, () where the case names none. emitted: None where the
    case says of nothing what it emits. books: None of what a result states, which keeps the streams alone.
    """

    key: str
    worth: tuple[Worth, ...]
    rates: tuple[float, ...]
    values: Mapping[str, float]
    basis_mt: Mapping[str, float]
    more_mt: float
    moved_usd_per_t: float
    enough_usd_per_t: float
    gains: Mapping[str, Mapping[str, float]]
    streams: Streams
    books: Books | None
    accounts: tuple[Account, ...]
    emitted: Emitted | None

    @property
    def npv(self) -> float:
        """At the main rate."""
        return self.worth[0].npv


@dataclass(frozen=True, kw_only=True)
class Switch:
    """At which factor the value is nothing; NaN: at none from tried_from to tried_to."""

    what: str
    low: float
    high: float
    tried_from: float
    tried_to: float
    less: float
    more: float


@dataclass(frozen=True, kw_only=True)
class Row:
    """The programme or a project. in_plan, alone: None where there is no figure; why, why_alone then say why.

    owner: who owns it, '' where nobody is named. where: the links and terminals on which it acts, by their places.
    picture: a map of them as PNG, b'' where there is none. capex: MUSD of the whole project. year: in which it opens in
    what was valued. share: of it that the plan builds.
    """

    id: str
    name: str
    planned: bool
    owner: str
    where: tuple[str, ...]
    capex: float
    year: int | None
    share: float
    group: tuple[str, ...]
    replaced: tuple[str, ...]
    needs: tuple[str, ...]
    in_plan: Value | None
    why: str
    alone: Value | None
    why_alone: str
    side: str
    sharing: tuple[str, ...]
    switches: tuple[Switch, ...]
    openings: tuple[Opening, ...]
    picture: bytes = b""
