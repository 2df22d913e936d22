"""Regular inflection, and the forms a row gives itself."""

from __future__ import annotations

import pytest

from sayso.lexicon.inflect import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("kill", ("kill", "kills", "killed", "killed", "killing")),
        ("capture", ("capture", "captures", "captured", "captured", "capturing")),
        ("free", ("free", "frees", "freed", "freed", "freeing")),
        ("bury alive", ("bury alive", "buries alive", "buried alive", "buried alive", "burying alive")),
        ("destroy", ("destroy", "destroys", "destroyed", "destroyed", "destroying")),
        ("torch", ("torch", "torches", "torched", "torched", "torching")),
        ("die|dies|died|died|dying", ("die", "dies", "died", "died", "dying")),
        (
            "lay|lays|laid|laid|laying down arms",
            ("lay down arms", "lays down arms", "laid down arms", "laid down arms", "laying down arms"),
        ),
        (
            "kill and wound",
            (
                "kill and wound",
                "kills and wounds",
                "killed and wounded",
                "killed and wounded",
                "killing and wounding",
            ),
        ),
        (
            "fatally shoot|shoots|shot|shot|shooting",
            ("fatally shoot", "fatally shoots", "fatally shot", "fatally shot", "fatally shooting"),
        ),
    ],
)
def test_verb_forms(entry: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(entry) == forms


@pytest.mark.parametrize("entry", ["shoot|shoots|shot", "a|b|c|d|e|f dead", "shoot||shot|shot|shooting"])
def test_a_verb_gives_five_forms_or_none(entry: str) -> None:
    with pytest.raises(ValueError, match="five forms"):
        verb_forms(entry)


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("police officer", ("police officer", "police officers")),
        ("policeman|policemen", ("policeman", "policemen")),
        ("body", ("body", "bodies")),
        ("convoy", ("convoy", "convoys")),
        ("clash", ("clash", "clashes")),
        ("craft|craft", ("craft", "craft")),
    ],
)
def test_noun_forms(entry: str, forms: tuple[str, str]) -> None:
    assert noun_forms(entry) == forms
