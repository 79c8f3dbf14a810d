"""Which cell formats of a workbook show dates, durations or per cent; how they look otherwise is of no concern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format

from planner.read.excel.elements import Element, elements
from planner.read.excel.guarded_parts import MAX_FORMATS
from planner.read.excel.streaming import MAIN, Damage


@dataclass(frozen=True)
class Shown:
    """Numbers of the cell formats, as cells state them, that show a number as something else."""

    dates: frozenset[str] = frozenset()
    durations: frozenset[str] = frozenset()
    percents: frozenset[str] = frozenset()


def read_formats(part: IO[bytes]) -> Shown:
    """The formats of the part of styles; raises Damage where there are more than Excel allows or one has no number."""
    found = elements(part, ("numFmts", "numFmt", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "xf"), MAIN)
    codes = BUILTIN_FORMATS | _own_codes(found)
    shown = [codes.get(number, "General") for number in _numbers(found)]
    return Shown(
        _where(shown, is_date_format),
        _where(shown, is_timedelta_format),
        frozenset(str(place) for place, code in enumerate(shown) if "%" in code),
    )


def _own_codes(found: list[Element]) -> dict[int, str]:
    """Codes by their number; those of conditional formats are none of a cell."""
    codes, inside = dict[int, str](), False
    for kind, facts in found:
        if kind != "numFmt":
            inside = kind == "numFmts"
        elif inside:
            codes[_number(facts)] = facts.get("formatCode", "")
    return codes


def _numbers(found: list[Element]) -> list[int]:
    """The number of the code of each cell format."""
    numbers, inside = list[int](), False
    for kind, facts in found:
        if kind != "xf":
            inside = kind == "cellXfs"
        elif inside:
            numbers.append(_number(facts))
    if len(numbers) > MAX_FORMATS:
        raise Damage(f"more than {MAX_FORMATS} cell formats")
    return numbers


def _number(facts: dict[str, str]) -> int:
    try:
        return int(facts.get("numFmtId", "0"))
    except ValueError as error:
        raise Damage(f"the number format '{facts['numFmtId'][:40]}' is no number") from error


def _where(codes: list[str], is_so: Callable[[str], bool]) -> frozenset[str]:
    return frozenset(str(place) for place, code in enumerate(codes) if is_so(code))
