"""Freight in the elastic program: levers on volumes, capacities and demand, and how they turn each year's knobs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from models.case import Case
from models.network import counted_by_limits, existing_load, whole_capacity
from models.repair.draft import Draft, Terms
from models.repair.freight import YearFreight, hard_limits
from models.repair.levers import UNITS, Kind, Knob, Lever
from models.repair.projects import ProjectColumns
from models.tables import Numbers


@dataclass(frozen=True)
class Turned:
    """The freight of a year and its knobs as sums of columns, (knobs, columns)."""

    freight: YearFreight
    knobs: csr_array

    def cut(self, values: Numbers, kept: float, end: float | None = None) -> tuple[Terms, float] | None:
        """What the columns must keep, terms <= bound, where least volumes are short by more than `kept`; else None."""
        turned = np.maximum(0.0, self.knobs @ values)
        short, slope = self.freight.shortfall(turned, end)
        if short <= kept:
            return None
        by_column = self.knobs.T @ slope
        columns = np.flatnonzero(np.abs(by_column) > NO_HELP)
        return [(int(column), float(by_column[column])) for column in columns], float(slope @ turned) - short


NO_HELP = 2e-9
"""Mt per unit of a column below which its help is rounding; HiGHS takes no coefficient under 1e-9."""


class FreightLevers:
    """Columns and levers of every year with a hard least volume."""

    def __init__(self, case: Case, draft: Draft, projects: ProjectColumns) -> None:
        self.case, self.draft, self.levers = case, draft, list[Lever]()
        years = [year for year in range(len(case.years)) if len(hard_limits(case, year)[0])]
        self._freights = {year: YearFreight(case, year) for year in years}
        self._terms = {year: [list[tuple[int, float]]() for _ in range(f.knobs)] for year, f in self._freights.items()}
        for year, freight in self._freights.items():
            for project in range(len(case.projects)):
                self._terms[year][project] += projects.in_service(project, year)
            self._add_limits(year, freight)
            self._add_demand(year, freight)
        if years:
            self._add_capacities()
            self._add_shared()

    def turned(self) -> list[Turned]:
        """Every year, once all columns of the program are there."""
        return [Turned(freight, self._matrix(self._terms[year])) for year, freight in self._freights.items()]

    def _matrix(self, terms: list[Terms]) -> csr_array:
        entries = [(row, column, value) for row, found in enumerate(terms) for column, value in found]
        rows, columns, values = zip(*entries, strict=True) if entries else ((), (), ())
        return csr_array((values, (rows, columns)), shape=(len(terms), len(self.draft.most)))

    def _add_limits(self, year: int, freight: YearFreight) -> None:
        """Every hard least volume may be less, every hard most volume more."""
        limits = self.case.corridor_limits
        for kind, rows, header, sign, part in (
            (Kind.LEAST, freight.least, "min_mt", -1.0, 3),
            (Kind.MOST, freight.most, "max_mt", 1.0, 4),
        ):
            knobs = range(*freight.part(part).indices(freight.knobs))
            for row, place in zip(rows.tolist(), knobs, strict=True):
                volume = float(getattr(limits, header)[row])
                column = self.draft.lever(volume if kind is Kind.LEAST else freight.most_volume)
                self._terms[year][place].append((column, 1.0))
                knob = Knob(column, "corridor_limits", (row,), header, "add", sign=sign)
                self._lever(kind, str(limits.corridor[row]), [knob], int(limits.year[row]), volume)

    def _add_demand(self, year: int, freight: YearFreight) -> None:
        """The demand that the corridor of a least volume counts may be more, where that helps most."""
        calendar_year, first = str(self.case.years.year[year]), freight.part(5).start
        knobs = {}
        for place, row in enumerate(freight.demand_rows.tolist(), start=first):
            knobs[row] = Knob(self.draft.lever(freight.room), "demand", (row,), calendar_year, "add")
            self._terms[year][place].append((knobs[row].column, 1.0))
        counted = counted_by_limits(self.case)
        limits, mt = self.case.corridor_limits, np.nan_to_num(self.case.demand_mt[:, year])
        for limit in freight.least.tolist():
            rows = np.flatnonzero(counted[:, limit]).tolist()
            if not rows:
                continue
            total = float(mt[rows].sum())
            self._lever(
                Kind.DEMAND, str(limits.corridor[limit]), [knobs[row] for row in rows], int(calendar_year), total
            )

    def _add_capacities(self) -> None:
        """Every link and terminal may carry more in all years."""
        case, links = self.case, len(self.case.links)
        displaced = np.maximum(0.0, existing_load(case)[:, None] - whole_capacity(case))
        most = max(freight.most_capacity for freight in self._freights.values())
        for asset, name in enumerate(case.asset_ids.tolist()):
            table, row = ("links", asset) if asset < links else ("terminals", asset - links)
            column = self.draft.lever(most + float(displaced[asset].max()))
            for year, freight in self._freights.items():
                offered = self._offered(column, float(displaced[asset, year]), most)
                self._terms[year][freight.part(1).start + asset].append((offered, 1.0))
            given = float(getattr(case, table).capacity_mt[row])
            self._lever(Kind.CAPACITY, name, [Knob(column, table, (row,), "capacity_mt", "add")], limit=given)

    def _offered(self, column: int, displaced: float, most: float) -> int:
        """The column of what more capacity offers in a year: nothing until the load outside the model fits."""
        if not displaced:
            return column
        offered, used = self.draft.column(most), self.draft.column(whole=True)
        self.draft.at_most([(offered, 1.0), (column, -1.0), (used, displaced)], 0.0)
        self.draft.at_most([(offered, 1.0), (used, -most)], 0.0)
        return offered

    def _add_shared(self) -> None:
        """Every shared limit that is switched on may be more in all years."""
        limits = self.case.shared_limits
        for limit in np.flatnonzero(limits.active).tolist():
            column = self.draft.lever(max(freight.most_shared(limit) for freight in self._freights.values()))
            for year, freight in self._freights.items():
                self._terms[year][freight.part(2).start + limit].append((column, 1.0))
            knob = Knob(column, "shared_limits", (limit,), "capacity", "add")
            name, unit = str(limits.id[limit]), str(limits.unit[limit])
            self._lever(Kind.SHARED, name, [knob], limit=float(limits.capacity[limit]), unit=unit)

    def _lever(
        self,
        kind: Kind,
        subject: str,
        knobs: Iterable[Knob],
        year: int | None = None,
        limit: float | None = None,
        unit: str = "",
    ) -> None:
        self.levers.append(Lever(kind, subject, tuple(knobs), year, limit, unit=unit or UNITS[kind]))
