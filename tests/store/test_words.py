"""Words as full-text search cuts them, the same for either store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.words import SEARCHED_CHARACTERS, folded_name, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Al-Shifa's 1,200 PATIENTS fled Ḥamā", "al shifa s 1 200 patients fled ḥamā"),
        ("snake_case, e-mail@example.org", "snake case e mail example org"),
        ("ﬁve １２ killed", "five 12 killed"),
        ("e\u0301tat and \u00e9tat", "\u00e9tat and \u00e9tat"),
        ("ရဲဘော် ၅၃ ဦး ကျဆုံး။", "ရဲဘော် ၅၃ ဦး ကျဆုံး"),
        ("قُتل ٣ أشخاص، أمس", "قُتل ٣ أشخاص أمس"),
        ("वे मारे गए।", "वे मारे गए"),
        ("STRASSE Straße", "strasse strasse"),
        ("\0nul\0 'quoted' \"twice\" a:b* (c)", "nul quoted twice a b c"),
        ("?! — …", ""),
        ("x" * 150, "x" * 100),
    ],
)  # fmt: skip
def test_a_text_is_cut_into_words(text: str, words: str) -> None:
    assert " ".join(words_of(text)) == words


@pytest.mark.parametrize(
    ("one", "other"), [("Kayah  State", "kayah state"), ("mm-army", "MM army"), ("١٢", "١٢"), ("Straße", "STRASSE")]
)  # fmt: skip
def test_names_are_alike_word_by_word(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other) != ""


def test_only_the_beginning_of_a_long_text_is_cut() -> None:
    assert words_of("a " * SEARCHED_CHARACTERS + "end") == ["a"] * (SEARCHED_CHARACTERS // 2)


@given(st.text())
def test_words_cut_again_are_the_same_words(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(st.text(max_size=200))
def test_a_name_fits_into_an_index(text: str) -> None:
    assert len(folded_name(text)) <= 100
