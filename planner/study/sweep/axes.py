"""What `--vary` says: which figures take which values."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from models.case import Case
from models.errors import PlannerError
from models.tables import Demand, columns_of
from planner.study.sweep.variants import MOST_VARIANTS, Axis, Point

_FORM = re.compile(
    r"\s*(?P<target>\w+\s*(?:\[.*?\])?\s*(?:\.\s*[^=+*]+?)?)\s*(?P<sign>[+*]?=)(?P<values>.+)", re.DOTALL
)

_CAPACITY = {"links": "capacity_mt", "terminals": "capacity_mt", "shared_limits": "capacity"}
"""Column of capacities in the tables of what has one."""

_WHOLE_COLUMNS = {"demand": "demand.mt", "budget": "budget.available_musd", "capex": "projects.capex_musd"}
"""What each short name multiplies."""


def axis_of(case: Case, words: str) -> Axis:
    """The points that `--vary WORDS` names; raises PlannerError where the words cannot be understood.

    `demand`, `demand.FLOWTYPE`, `budget`, `capex` and `capacity.ASSET` are multiplied by the values;
    `TABLE[...].COLUMN=` is set to them, `*=` multiplied by them, `+=` increased by them.
    """
    found = _FORM.fullmatch(words)
    if found is None:
        raise PlannerError(
            f"--vary '{words}' cannot be understood: type what is varied and its values, such as budget=0.5,1,1.5, "
            "demand.transit=0.8:1.2:0.1 or links[id=a].capacity_mt=10,20"
        )
    target, sign = found["target"].strip(), found["sign"]
    short = _multiplied(case, target) if sign == "=" else None
    values = _values(words, found["values"], numbers=short is not None or sign != "=")
    if short is None and "." not in target:
        known = ", ".join([*_WHOLE_COLUMNS, "demand.FLOWTYPE", "capacity.ASSET"])
        raise PlannerError(f"--vary '{words}': '{target}' is none of {known}, TABLE[COLUMN=VALUE].COLUMN")
    written = f"{target}{sign}" if short is None else f"{short}*="
    name = target if sign == "=" else f"{target} {sign}"
    return tuple(Point(f"{name} {value}", {name: value}, (f"{written}{value}",)) for value in values)


def _multiplied(case: Case, target: str) -> str | None:
    """The column that a short name multiplies; None where it is none."""
    head, _, rest = target.partition(".")
    if head == "demand" and rest in columns_of(Demand)["flow_type"].choices:
        return f"demand[flow_type={rest}].mt"
    return _capacity(case, rest) if head == "capacity" and rest else _WHOLE_COLUMNS.get(target)


def _capacity(case: Case, asset: str) -> str:
    for table, column in _CAPACITY.items():
        if asset in getattr(case, table).id.tolist():
            return f"{table}[id={asset}].{column}"
    raise PlannerError(f"--vary capacity.{asset}: no link, terminal or shared limit has the id {asset}")


def _values(words: str, text: str, *, numbers: bool) -> list[str]:
    """Values parted by commas, each once."""
    values = [value for part in text.split(",") for value in _range(words, part.strip())]
    for value in values:
        if not value:
            raise PlannerError(f"--vary '{words}': a value is missing")
        if numbers and not _is_number(value):
            raise PlannerError(
                f"--vary '{words}': '{value}' is no number such as 0.8, and no range such as 0.8:1.2:0.1"
            )
    return list(dict.fromkeys(values))


def _range(words: str, part: str) -> list[str]:
    """`0.8:1.2:0.1` from the first to the second, itself included, in steps of the third; else the part itself."""
    ends = part.split(":")
    if len(ends) != 3 or not all(map(_is_number, ends)):
        return [part]
    # Decimal, not float: 0.8 + 4 x 0.1 is 1.2 and belongs to the range.
    first, last, step = (Decimal(end.strip()) for end in ends)
    if step == 0 or not 0 <= (last - first) / step < MOST_VARIANTS:
        raise PlannerError(f"--vary '{words}': no steps of {step} lead from {first} to {last}")
    return [f"{(first + number * step).normalize():f}" for number in range(int((last - first) / step) + 1)]


def _is_number(text: str) -> bool:
    try:
        return Decimal(text.strip()).is_finite()
    except InvalidOperation:
        return False
