"""Who speaks by office: what stands before a name, behind it, and the body that the office is of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.disclosure.tokens import Token
from sayso.disclosure.words import PersonWords

_OF_A_ROLE: Final = 3
_BODY_REACH: Final = 6
_FOLLOWING: Final = 13  # words behind a name in which the body of an office is named
_WITHIN: Final = frozenset({"of", "for", "and", "the"})


def holds_office(
    before: Sequence[Token],
    behind: Sequence[Token],
    apposed: Sequence[str],
    words: PersonWords,
    *,
    adjoining: bool,
) -> bool:
    """Does whoever bears the name hold an office, and no private role?

    "Gen. X", "the Minister of Emergency Situations X", "the head of the region, X, said", "X, the mayor of",
    "X, who heads the police". `before` has the words before the name, the nearest first.
    """
    if adjoining and (_before(before, words) or _of_a_body(before, words)):
        return True
    if not adjoining and _fronted(before, behind, words):
        return True
    return _leads(behind, words) or _apposed(apposed, behind, words)


def _before(before: Sequence[Token], words: PersonWords) -> bool:
    """Spokesman X; army chief X."""
    nearest = before[0].word if before else ""
    bodied = any(token.word in words.office_bodies or token.capitals for token in before[:_BODY_REACH])
    return nearest in words.offices or (nearest in words.weak_offices and bodied)


def _of_a_body(before: Sequence[Token], words: PersonWords) -> bool:
    """Commissioner of Police X: the body stands between the office and the name."""
    for at, token in enumerate(before[:-1]):
        if at and token.word in ("of", "for") and words.is_office(before[at + 1].word):
            return True
        if "," in token.gap or not (token.upper or token.word in _WITHIN):
            return False
    return False


def _fronted(before: Sequence[Token], behind: Sequence[Token], words: PersonWords) -> bool:
    """The governor, X, said; the head of the Monitoring Mission, X, said."""
    if not behind or not behind[0].gap.startswith(","):
        return False
    bodied = False
    for at, token in enumerate(before):
        if token.word in words.offices:
            # A neighbour of the governor, X, is no governor.
            return not any(each.word in words.private_roles for each in before[at + 1 : at + 1 + _OF_A_ROLE])
        if token.word in words.weak_offices:
            return bodied and at > 0 and before[at - 1].word in ("of", "for")
        bodied |= token.word in words.office_bodies or token.capitals
        if "," in token.gap:
            return False
    return False


def _leads(behind: Sequence[Token], words: PersonWords) -> bool:
    """X, who heads the department; X, who speaks for the army."""
    if len(behind) < 3 or behind[0].word != "who":
        return False
    return behind[1].word in words.leads or (behind[1].word, behind[2].word) == ("speaks", "for")


def _apposed(apposed: Sequence[str], behind: Sequence[Token], words: PersonWords) -> bool:
    """X, the mayor of Y; X, head of the regional administration."""
    if any(word in words.offices for word in apposed):
        return True
    bodied = any(token.word in words.office_bodies for token in behind[:_FOLLOWING])
    return bodied and any(word in words.weak_offices for word in apposed)
