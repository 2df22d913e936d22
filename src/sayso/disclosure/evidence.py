"""What stands round a possible name and tells whose it is: an age, a title, kin, an office, a harm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.disclosure.offices import holds_office
from sayso.disclosure.runs import Segment
from sayso.disclosure.tokens import Token
from sayso.disclosure.words import PersonWords

_AGE_OPENS: Final = re.compile(r"\s?[,(\u2013\u2014]\s?|\s*[-\u2013]\s*")
_SENTENCE: Final = re.compile(r"[.!?;\n]")
_OLDEST: Final = 120
_TO_AN_AGE: Final = 4
_APPOSITION: Final = 7
_HARM_REACH: Final = 9
_OFFICE_REACH: Final = 12
_QUOTES: Final = '"“”«»'


@dataclass(slots=True)
class Evidence:
    """What is told round one mention, or all mentions, of a name. `person`: certainly a person's."""

    person: bool = False
    minor: bool = False
    harmed: bool = False
    speaks: bool = False
    private: bool = False
    office: bool = False
    possesses: bool = False

    def also(self, other: Evidence) -> None:
        """Takes in what is told elsewhere of the same person."""
        for name in ("person", "minor", "harmed", "speaks", "private", "office", "possesses"):
            setattr(self, name, getattr(self, name) or getattr(other, name))


def evidence(found: Sequence[Token], segment: Segment, words: PersonWords) -> Evidence:
    """What the words round a segment say.

    "Khin Mar, 12, was killed": a person's, a minor's, of one who was harmed.
    """
    told = Evidence(person=segment.before == "honorific")
    if segment.party:
        return told
    _ages(found, segment, words, told)
    before, behind = list(_before(found, segment, words)), list(_behind(found, segment))
    placed = bool(before) and before[0].word in words.placing
    apposed = [] if placed else _apposition(behind, words)
    adjoining = found[segment.first].gap.strip(" .") == ""
    _kin(found[segment.first].gap, before, behind, apposed, words, told)
    roles = [*apposed, *(token.word for token in before[:1] if adjoining)]
    told.private = not words.private_roles.isdisjoint(roles)
    told.office = not told.private and holds_office(before, behind, apposed, words, adjoining=adjoining)
    told.person |= told.private or told.office
    _speech(before, behind, words, told)
    told.harmed = _harmed(before[:_HARM_REACH] if adjoining else [], behind, words)
    return told


def _before(found: Sequence[Token], segment: Segment, words: PersonWords) -> Iterator[Token]:
    """The words before a segment in its sentence, the nearest first, without titles."""
    last = segment.first - 1
    while last > 0 and segment.before == "honorific" and _is_title(found[last].word, words):
        last -= 1
    for at in range(last, max(-1, last - _OFFICE_REACH), -1):
        if _SENTENCE.search(found[at + 1].gap) and not found[at].abbreviates:
            return
        yield found[at]


def _is_title(word: str, words: PersonWords) -> bool:
    return word in words.honorifics and word not in words.kin and word not in words.private_roles


def _behind(found: Sequence[Token], segment: Segment) -> Iterator[Token]:
    """The words behind a segment in its sentence, the nearest first."""
    for at in range(segment.last, min(len(found), segment.last + _HARM_REACH)):
        if _SENTENCE.search(found[at].gap):
            return
        yield found[at]


def _ages(found: Sequence[Token], segment: Segment, words: PersonWords, told: Evidence) -> None:
    """An age beside a name: "X, 45,", "X (9)", "X, aged 14", "12-year-old X", "X, a 12-year-old"."""
    for age, unit in (_age_behind(found, segment, words), _age_before(found, segment, words)):
        if age is not None:
            told.person = True
            told.minor |= age < words.grown_up or (unit in words.age_units and not unit.startswith("y"))


def _age_behind(found: Sequence[Token], segment: Segment, words: PersonWords) -> tuple[int | None, str]:
    at = segment.last
    if at >= len(found) or _SENTENCE.search(found[at].gap):
        return None, ""
    opened = _AGE_OPENS.fullmatch(found[at].gap) is not None
    while at < min(len(found) - 1, segment.last + _TO_AN_AGE) and found[at].word in words.before_age:
        opened, at = True, at + 1
    age = _age(found[at])
    after = found[at + 1] if at + 1 < len(found) else None
    unit = after.word if after else ""
    goes_on = after is not None and after.numeral and not after.gap.endswith(" ")  # 26,790 square kilometres
    closed = after is None or (not after.gap.isspace() and not goes_on) or unit in words.age_units
    return (age, unit) if age is not None and opened and closed else (None, "")


def _age_before(found: Sequence[Token], segment: Segment, words: PersonWords) -> tuple[int | None, str]:
    for first in range(segment.first - 3, max(-1, segment.first - 1 - _HARM_REACH), -1):
        if "," in found[first + 1].gap or _SENTENCE.search(found[first + 1].gap):
            break
        age, unit = _age(found[first]), found[first + 1].word
        old = found[first + 2].word in words.old  # a 10-day battle tells no age
        if age is not None and unit in words.age_units and old:
            return age, unit
    return None, ""


def _age(token: Token) -> int | None:
    number = token.word
    return (
        int(number)
        if number.isascii() and number.isdigit() and len(number) <= 3 and int(number) <= _OLDEST
        else None
    )


def _kin(
    gap: str,
    before: Sequence[Token],
    behind: Sequence[Token],
    apposed: Sequence[str],
    words: PersonWords,
    told: Evidence,
) -> None:
    """Kin and children: "her son X", "the mother of X", "X's brother", "X, a schoolgirl"."""
    nearest = [token.word for token in before[:3]]
    of_kin = bool(nearest) and (nearest[0] in words.minors or nearest[0] in words.kin)
    if of_kin and _introduces(gap, nearest, words):
        told.person, told.minor = True, told.minor or nearest[0] in words.minors
    elif len(nearest) > 1 and nearest[0] in {"of", "to"} and nearest[1] in words.kin:
        told.person = True
    if any(word in words.naming for word in nearest[:1]) or (
        len(nearest) > 1
        and nearest[0] in words.naming_links
        and any(word in words.naming for word in nearest[1:])
    ):
        told.person = True
        told.minor |= any(token.word in words.minors for token in before[:4])
    if behind and behind[0].clitic:
        told.possesses = True
        told.person |= len(behind) > 1 and behind[1].word in words.kin
    told.minor |= any(word in words.minors for word in apposed)
    told.person |= told.minor or any(word in words.kin for word in apposed)


def _introduces(gap: str, nearest: Sequence[str], words: PersonWords) -> bool:
    """Does a word for kin lead to the name: her son X; her son, X; not: ten of them children, X said."""
    if any(mark in gap for mark in _QUOTES):
        return False
    return "," not in gap or any(word in words.determiners or word in words.old for word in nearest[1:])


def _apposition(behind: Sequence[Token], words: PersonWords) -> list[str]:
    """What is said between commas behind a name, to the first "of" or "who": ", the mayor of ...".

    A role that a name follows is that one's: "near Kupiansk, his neighbour Iryna said".
    """
    if not behind or not behind[0].gap.startswith((",", " (", " \u2013", " \u2014")):
        return []
    apposed: list[str] = []
    for token in behind[:_APPOSITION]:
        if token.upper and apposed and token.gap == " " and token.word not in words.bodies:
            return apposed[:-1]
        if token.word in words.apposition_ends or (apposed and "," in token.gap):
            break
        apposed.append(token.word)
    return apposed


def _speech(before: Sequence[Token], behind: Sequence[Token], words: PersonWords, told: Evidence) -> None:
    said_after = any(token.word in words.speech for token in behind[:2])
    said_before = bool(before) and (
        before[0].word in words.speech
        or (before[0].word == "to" and len(before) > 1 and before[1].word == "according")
    )
    told.speaks = said_after or said_before


def _harmed(before: Sequence[Token], behind: Sequence[Token], words: PersonWords) -> bool:
    """Was harm done to whoever bears the name: "X, 45, was shot", "the killing of X"?"""
    leading = [token.word for token in before]
    while leading and (
        leading[0] in words.harm_links or leading[0] in words.honorifics or leading[0] in words.private_roles
    ):
        leading = leading[1:]
    if leading and leading[0] in words.harming:
        return True
    passive = False
    for token in behind:
        if token.word in words.speech or token.clitic:
            return False
        if token.word in words.auxiliaries:
            passive = True
        elif token.word in words.harmed:
            return passive or token.word in {
                "died",
                "dies",
                "dead",
                "missing",
                "perished",
                "succumbed",
                "drowned",
            }
    return False
