"""What a planner may have meant by a word that is not known."""

from __future__ import annotations

import re
from collections.abc import Collection
from difflib import get_close_matches

_CYRILLIC = "авекмнорстухіѕј"
_LATIN = "abekmhopctyxisj"
_LOOKS_LIKE = str.maketrans(_CYRILLIC, _LATIN)
_OTHER_SIGNS = re.compile("[,;/\\n]")
"""Signs by which the elements of a list are parted by mistake."""

_COMPARISONS = 200_000
"""How many pairs of words one column may compare: about a second of work."""


def suggestions(unknown: Collection[str], known: Collection[str]) -> dict[str, str]:
    """For each unknown word a sentence on what was meant; '' where nothing is near.

    Words that differ in capital letters or in look-alike letters of another alphabet are always found; nearness by
    spelling is sought for the first words only where a column has very many unknown ones.
    """
    looks = {look(word): word for word in sorted(known, reverse=True)}
    searched = _COMPARISONS // max(1, len(known))
    told: dict[str, str] = {}
    for count, word in enumerate(sorted(unknown)):
        twin = looks.get(look(word))
        near = [] if twin or count >= searched else get_close_matches(look(word), looks, n=1)
        told[word] = _sentence(word, twin or looks[near[0]]) if twin or near else ""
    return told


def list_suggestions(unknown: Collection[str], known: Collection[str]) -> dict[str, str]:
    """The same for words of a list, of which one may be several that are parted by another sign than |."""
    looks = {look(word): word for word in known}
    told = suggestions(unknown, known)
    for word in unknown:
        parts = [looks.get(look(part.strip()), part.strip()) for part in _OTHER_SIGNS.split(word) if part.strip()]
        if len(parts) > 1 and looks.keys() & set(map(look, parts)):
            told[word] = f"Part them by |: {'|'.join(parts)}."
    return told


def suggestion(word: str, known: Collection[str]) -> str:
    """A sentence on what was meant by one unknown word; '' where nothing is near."""
    return suggestions([word], known)[word]


def difference(word: str, near: str) -> str:
    """In which letters a word differs from one that looks the same, as a sentence; '' where it looks different."""
    return _sentence(word, near).partition("? ")[2]


def look(word: str) -> str:
    """The word as it looks: two words that a reader cannot tell apart, or only by capitals, look the same."""
    return word.casefold().translate(_LOOKS_LIKE)


def _sentence(word: str, near: str) -> str:
    if look(word) != look(near):
        return f"Did you mean '{near}'?"
    strange = sorted({letter for letter in word if letter.casefold() in _CYRILLIC} - set(near))
    if strange:
        return f"Did you mean '{near}'? Here {_letters(strange)} Cyrillic and there Latin."
    lacking = sorted({letter for letter in near if letter.casefold() in _CYRILLIC} - set(word))
    if lacking:
        return f"Did you mean '{near}'? There {_letters(lacking)} Cyrillic and here Latin."
    return f"Did you mean '{near}'? Only the capital letters differ."


def _letters(letters: list[str]) -> str:
    quoted = ", ".join(f"'{letter}'" for letter in letters)
    return f"the letter {quoted} is" if len(letters) == 1 else f"the letters {quoted} are"
