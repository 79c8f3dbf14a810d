"""What was meant by a word that is not known."""

from __future__ import annotations

import pytest

from models.checks.words.nearest import suggestion, suggestions


@pytest.mark.parametrize(
    ("word", "known", "sentence"),
    [
        ("aktua", "aktau", "Did you mean 'aktau'?"),
        ("Aktau", "aktau", "Did you mean 'aktau'? Only the capital letters differ."),
        ("С01", "C01", "Did you mean 'C01'? Here the letter 'С' is Cyrillic and there Latin."),
        ("C01", "С01", "Did you mean 'С01'? There the letter 'С' is Cyrillic and here Latin."),
        ("АКТАУ", "aktay", "Did you mean 'aktay'? Here the letters 'А', 'К', 'Т', 'У' are Cyrillic and there Latin."),
        ("бухара", "aktau", ""),
    ],
)
def test_what_was_meant(word: str, known: str, sentence: str) -> None:
    assert suggestion(word, [known, "zzz"]) == sentence


def test_a_twin_is_preferred_to_a_near_word() -> None:
    assert suggestion("port_А", ["port_B", "port_A"]).startswith("Did you mean 'port_A'?")


def test_very_many_unknown_words_are_not_all_compared() -> None:
    known = [f"node_{number}" for number in range(2_000)]
    told = suggestions([f"nod_{number}" for number in range(2_000)] + ["Node_7"], known)
    assert sum(bool(sentence) for sentence in told.values()) == 100
    assert told["Node_7"] == "Did you mean 'node_7'? Only the capital letters differ."
