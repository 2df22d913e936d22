"""Words as full-text search cuts them, the same for either store."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store.words import SEARCHED_CHARACTERS, folded_name, has_words, may_have, words_of


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


@given(st.text("aAb1 _-Ḥé́ﬁ。", max_size=12), st.text("aAb1 Ḥéﬁ", max_size=4))
def test_a_text_has_the_words_that_it_is_cut_into(text: str, asked: str) -> None:
    words = words_of(asked)
    assert has_words(text, words) == (set(words) <= set(words_of(text)))
    assert may_have(text, words) or not has_words(text, words)


@pytest.mark.parametrize("text", ["x" * 150, "x" * 99 + " y", "a " * SEARCHED_CHARACTERS + "end"], ids=len)
def test_long_texts_and_words_are_had_as_they_are_cut(text: str) -> None:
    for word in ("x" * 100, "x" * 99, "y", "end", "a"):
        assert has_words(text, [word]) == (word in words_of(text))


def test_only_the_beginning_of_a_long_text_is_cut() -> None:
    assert words_of("a " * SEARCHED_CHARACTERS + "end") == ["a"] * (SEARCHED_CHARACTERS // 2)


@given(st.text())
def test_words_cut_again_are_the_same_words(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words


@given(st.text(max_size=200))
def test_a_name_fits_into_an_index(text: str) -> None:
    assert len(folded_name(text)) <= 100
