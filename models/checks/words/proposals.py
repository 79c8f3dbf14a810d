"""What a text may mean as a number."""

from __future__ import annotations

import re
from math import inf

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009'’_]")
_GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(\1\d{3})+", re.ASCII)
_DECIMAL = re.compile(r"[+-]?\d*\.?\d+(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def proposed_number(text: str) -> tuple[float, ...]:
    """What a text that is not a number may mean, likeliest first: '12,5', '1 234', '35%'; () where nothing is."""
    squeezed = _SPACES.sub("", text).replace("\u2212", "-")
    percent = squeezed.endswith("%")
    squeezed = squeezed.removesuffix("%")
    readings = [squeezed]
    if _GROUPED.fullmatch(squeezed):
        readings = [re.sub("[.,]", "", squeezed)]
    elif "," in squeezed:
        group, point = (",", ".") if squeezed.rfind(".") > squeezed.rfind(",") else (".", ",")
        readings = [squeezed.replace(group, "").replace(point, ".")]
        if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", squeezed, re.ASCII):
            readings.append(squeezed.replace(",", ""))
    scale = 100 if percent else 1
    numbers = (float(reading) for reading in readings if _DECIMAL.fullmatch(reading))
    return tuple(number / scale for number in numbers if abs(number) < inf)
