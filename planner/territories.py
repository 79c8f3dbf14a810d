"""Names of countries by their codes, in the reader's language."""

from __future__ import annotations

from babel import Locale


def territory(code: str, language: str = "en") -> str:
    """The name of a country by its two letters, the code itself where it is none that is known."""
    return str(Locale.parse(language).territories.get(code, code))
