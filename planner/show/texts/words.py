"""What a result says, in the language of its reader: the English text is the key, catalogues stand in texts/."""

from __future__ import annotations

import gettext
from importlib.resources import files
from io import BytesIO
from typing import Literal

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["en", "ru"]

NO_BREAK = "\u00a0"

SEPARATORS = {"ru": str.maketrans({",": NO_BREAK, ".": ","})}
"""What stands for the comma between thousands and for the decimal point, where it is not English."""


class Said(str):
    """A text that is not looked up: it is in the reader's language already, or a user typed it."""

    __slots__ = ()


class Words:
    """The texts of one language; a text that its catalogue does not have stays English."""

    def __init__(self, language: Language = "en") -> None:
        self.language: Language = language
        self.texts, self._pairs = (gettext.NullTranslations(), {}) if language == "en" else _catalogue(language)

    def say(self, template: str, /, **parts: object) -> Said:
        """The text in this language, each {name} in it filled with the part of that name."""
        if isinstance(template, Said) or not template:
            return Said(template)
        said = self.texts.gettext(template)
        return Said(said.format(**parts) if parts else said)

    def count(self, one: str, many: str, number: int, /, **parts: object) -> Said:
        """The form of the text that goes with a number, which fills {n}: '{n} project opens', '{n} projects open'."""
        return Said(self.texts.ngettext(one, many, number).format(n=self.number(number), **parts))

    def number(self, value: float, digits: int = 0) -> Said:
        """A number with so many digits behind the decimal sign: 1,234.5 in English, 1 234,5 in Russian."""
        return self.figure(f"{value:,.{digits}f}")

    def share(self, value: float, digits: int = 0) -> Said:
        """A share in percent."""
        return self.say("{number}%", number=self.figure(f"{100 * value:.{digits}f}"))

    def figure(self, written: str) -> Said:
        """A number that Python wrote, such as 1,234.5 or 1e-05, with the separators of this language."""
        return Said(written.translate(SEPARATORS.get(self.language, {})))

    def country(self, code: str) -> Said:
        """Name of a country by its code of two letters; the code where it is none that is known."""
        return Said(Locale(self.language).territories.get(code, code))

    def listed(self, source: str) -> dict[str, str]:
        """English and translated text of all in the catalogue that stand in a source, such as the page's script."""
        return {english: said for english, said in self._pairs.items() if english in source}


ENGLISH = Words()


def _catalogue(language: str) -> tuple[gettext.NullTranslations, dict[str, str]]:
    """texts/LANGUAGE.po, compiled: gettext chooses plural forms by its header; and its texts without plural forms."""
    compiled = BytesIO()
    with files("planner.show").joinpath("texts", f"{language}.po").open("rb") as file:
        read = read_po(file, abort_invalid=True)
    write_mo(compiled, read)
    compiled.seek(0)
    pairs = {one.id: str(one.string) for one in read if isinstance(one.id, str) and one.id}
    return gettext.GNUTranslations(compiled), pairs
