"""What holds of any text: no withheld name is told, nothing moves, twice is once, work grows with the text."""

from __future__ import annotations

import hashlib
import re
import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.disclosure import Disclosure
from sayso.disclosure.look import look
from sayso.disclosure.names import Known, find_names
from sayso.disclosure.screen import Looked, Screen, holds_none
from sayso.disclosure.tokens import folded, tokens
from sayso.disclosure.words import load_person_words
from sayso.knowledge.gazetteer import open_gazetteer
from sayso.knowledge.parties import open_parties
from sayso.records import Report

KEY = b"k" * 32
KNOWN = Known(load_person_words(), open_gazetteer(), open_parties())
SYLLABLES = [
    "kra",
    "vor",
    "zhu",
    "mbe",
    "tlo",
    "que",
    "nda",
    "wye",
    "sko",
    "bri",
    "fru",
    "gwa",
    "hlu",
    "ptor",
]

word = st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=3).map("".join)
capital = word.map(str.capitalize)
name = st.one_of(
    st.lists(capital, min_size=1, max_size=3).map(" ".join),
    st.tuples(capital, st.sampled_from(["-", "’", " al-", " Abu ", " bin "]), capital).map("".join),
)
sentence = st.tuples(
    st.sampled_from([
        "{0}, 45, was killed in Loikaw. ", "The dead were {0} and {1}. ", "{0} said {1} had fled. ", "Her son {0}, 9, died. ",
        "Gen. {0} denied that {1} was detained. ", "{0}, spokesman for the army, said 12 died. ", "A shelter in {0} was hit. ",
        "Teacher {0} was shot; {1} saw it. ", "The {0} Hospital was hit, Dr. {1} said.\n", "{0}’s brother {1} wept. ",
        "\"{0}!\" cried {1}. ", "{0} {1} ", "KILLED: {0}\n", "Mail {1}@example.org. ",
    ]),
    name, name,
).map(lambda made: made[0].format(made[1], made[2]))  # fmt: skip
news = st.lists(sentence, min_size=1, max_size=6).map("".join)
anything = st.one_of(news, st.text(max_size=200), st.tuples(news, st.text(max_size=40)).map("".join))


def _screen(report: Report, key: bytes) -> Screen:
    """The screen of a report as it comes back from where it was stored."""
    looked = look(report, KNOWN, key)
    stored = Looked.of_stored(looked.stored())
    assert Looked(*map(list, astuple_of(stored))) == Looked(*map(list, astuple_of(looked)))
    return Screen(KNOWN.words, stored)


def astuple_of(looked: Looked) -> tuple[Any, ...]:
    return looked.entries, looked.title, looked.stretches, looked.struck


def _report(text: str, title: str | None = None) -> Report:
    return Report("a", text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), title=title)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", folded(text)))


@given(news, news)
def test_no_withheld_name_nor_a_rare_word_of_it_is_told(text: str, more: str) -> None:
    report = _report(text, more)
    found = find_names(tokens(f"{more}\n\n{text}"), KNOWN)
    told = Disclosure(KEY).report(report).value
    assert told is not None
    shown = _words(f"{told.title} {told.text} {_screen(report, KEY).tell(text, 0)[0]}")
    kept = {word for each in found.kept for word in each}
    for withheld in found.withheld:
        for part in withheld:
            if len(part) >= 4 and part not in kept and not KNOWN.words.is_common(part):
                assert part not in shown


@given(anything)
def test_what_is_told_keeps_its_length_and_all_that_is_not_withheld(text: str) -> None:
    told = Disclosure(KEY).report(_report(text)).value
    assert told is not None
    assert len(told.text) == len(text)
    assert all(
        one == other or other in "█0123456789abcdef" for one, other in zip(text, told.text, strict=True)
    )


def test_two_persons_are_two_in_a_blackened_text_and_a_child_is_anyone() -> None:
    told = (
        Disclosure(KEY)
        .report(_report("Ahmad Krazhu and Samir Vormbe were killed. Her son Wyetlo, 9, died."))
        .value
    )
    assert told is not None
    assert re.fullmatch(r"█{5} \d\w{5} and █{5} \d\w{5} were killed\. Her son █{6}, 9, died\.", told.text)
    assert told.text[:12] != told.text[17:29]


@given(anything)
def test_twice_is_once(text: str) -> None:
    once, _ = _screen(_report(text), KEY).tell(text, 0)
    assert _screen(_report(once), KEY).tell(once, 0)[0] == once


@given(news)
def test_it_is_the_same_for_the_same_key_and_another_for_another(text: str) -> None:
    told = [_screen(_report(text), key).tell(text, 0) for key in (KEY, KEY, b"o" * 32)]
    assert told[0] == told[1]
    assert ("[person" in told[0][0]) == (told[0][0] != told[2][0] and "[person" in told[2][0])


HOSTILE = {
    "single letters": "A ",
    "namesakes": "Mbekra {0}, ",
    "initials": "J. B. ",
    "titles": "Gen. Daw Ko ",
    "sites": "shelter in Kravor, ",
    "ways": "evacuation route from Kravor to Zhumbe ",
    "apostrophes": "K’r’a’",
    "hyphens": "Kra-vor-",
    "addresses": "a.b@c.d.e.f.",
    "numbers": "+95 0 1 2 3 ",
    "brackets": "([{<",
    "scripts": "ခင် မာ ",
    "ages": "Kravor, 12, Zhumbe, ",
    "marks": "K\u0301\u200b",
    "headline": "KRAVOR ZHUMBE ",
    "particles": "al-el-bin-de-",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_work_grows_with_the_text(kind: str) -> None:
    steps = [_steps(_hostile(HOSTILE[kind], size)) for size in (300, 3_000)]
    assert steps[1] <= 15 * steps[0] + 5_000


def _hostile(pattern: str, size: int) -> str:
    """A pattern so many times; where it takes a name, each time another one."""
    names = ("Zh" + "umb" * (number % 7) + chr(97 + number % 26) + "or" for number in range(size))
    return "".join(pattern.replace("{0}", name) for name in names)


def _steps(text: str) -> int:
    """How many functions are called on the way; a first call loads what is loaded once."""
    _screen(_report("Khin Mar, 12, was killed."), KEY)
    count = 0

    def counting(_frame: FrameType, event: str, _arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counting)
    try:
        Disclosure(KEY).report(_report(text))
    finally:
        sys.setprofile(None)
    return count


@settings(max_examples=30)
@given(st.lists(word, min_size=1, max_size=4))
def test_a_pseudonym_is_no_word(name: list[str]) -> None:
    from sayso.disclosure.pseudonyms import pseudonym

    assert re.fullmatch(r"\[person \d[0-9a-f]{7}\]", pseudonym(KEY, name))


@given(
    news,
    st.lists(st.one_of(name, sentence, st.from_regex(r"[ +(]?0[0-9 ()-]{0,14}", fullmatch=True)), max_size=4),
)
def test_what_is_known_at_a_glance_to_be_told_has_nothing_withheld(text: str, others: list[str]) -> None:
    """However texts are looked at together; beyond ASCII each is looked through word by word."""
    screen = _screen(_report(text), KEY)
    for some in (others, [each.lower() for each in others], [text, *others]):
        if holds_none(screen.openers, "\n".join(some)):
            assert [screen.tell(f"{each} é")[0] for each in some] == [f"{each} é" for each in some]
        for each in some:
            assert f"{screen.tell(each)[0]} é" == screen.tell(f"{each} é")[0]
