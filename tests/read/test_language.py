"""English is told by its function words; statistics are asked only in doubt."""

from __future__ import annotations

import sys

import pytest

from sayso.read.language import language_of

ENGLISH = [
    "Two people were killed by a mine near the town of Demoso on Monday, a nurse said.",
    "KNDF: 14 dead, 32 captured in Loikaw. The group said the battle lasted for six days.",
    "Rescuers found the bodies of 12 villagers after the raid. Among them were four children.",
    "ဒီမော့ဆို. Two people were killed by a mine near the town, and three of their children were wounded.",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_told_without_statistics(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "py3langid", None)
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "53",
        "12:30",
        "Junta airstrike Loikaw",
        "Army shells Demoso, Friday 24 Nov 2023, Clinic Notes",
        "Ten soldiers captured, Karenni fighters announce via Telegram channel @example, pic.example.com/473MW",
    ],
)
def test_a_headline_is_never_lost_to_a_guess(text: str) -> None:
    assert language_of(text) in (None, "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Al menos doce personas murieron ayer en un ataque contra el mercado de la ciudad, según la policía.",
            "es",
        ),
        ("Au moins douze personnes ont été tuées hier dans une attaque contre le marché de la ville.", "fr"),
        (
            "Bei einem Angriff auf den Markt der Stadt sind gestern mindestens zwölf Menschen getötet worden.",
            "de",
        ),
        ("По меньшей мере двенадцать человек погибли вчера при нападении на городской рынок.", "ru"),
        ("ဒီမော့ဆိုမြို့နယ်တွင် မိုင်းပေါက်ကွဲမှုကြောင့် လူနှစ်ဦး သေဆုံးခဲ့သည်။", "my"),
        ("قُتل اثنا عشر شخصا على الأقل أمس في هجوم على سوق المدينة، بحسب الشرطة.", "ar"),
    ],
)
def test_other_languages_are_named(text: str, language: str) -> None:
    assert language_of(text) == language
