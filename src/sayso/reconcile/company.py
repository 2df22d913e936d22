"""What the words beside a count change: others than those just counted, parts of whom nobody knows more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sayso.concluded import Word
from sayso.lexicon import Lexicon
from sayso.records import Claim

_WORD: Final = re.compile(r"[\w']+")
# Words behind a number that may still tell of those counted: "11 people whose age could not be established".
_BEHIND: Final = 9


class Company:
    """The words of a lexicon that tell what stands beside a count."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._further = lexicon.words["further_counts"]
        self._others = lexicon.words["others_than_counted"]
        self._unknown = lexicon.words["not_established"]

    def is_further(self, claim: Claim) -> bool:
        """Does it count others than the count before: "another 15"?"""
        return not self._further.isdisjoint(_WORD.findall(claim.quantity.text.casefold()))

    def is_none_of_others(self, claim: Claim) -> bool:
        """Does it count none besides those that are counted: "no one else was hurt"?"""
        return claim.quantity.value == 0 and not self._others.isdisjoint(_from_number(claim))

    def is_unknown(self, claim: Claim) -> bool:
        """Does it count a part of whom nobody knows more: "11 whose age was not established"?"""
        return claim.part_of is not None and not self._unknown.isdisjoint(_from_number(claim))

    def unknown_parts(self, words: Iterable[Word]) -> Mapping[tuple[str, str], int]:
        """How many each total has of whom nobody knows more, by report and the claim of the total."""
        found = defaultdict[tuple[str, str], int](int)
        for word in words:
            if word.claim.part_of is not None and self.is_unknown(word.claim):
                found[word.claim.document, word.claim.part_of] += int(word.claim.quantity.value)
        return found

    def increments(self, words: Iterable[Word]) -> list[tuple[Word, ...]]:
        """Runs of counts of which each adds to those before: "14 were killed, and another 15 that night".

        They are one origin's, of one report, kind and happening, and all that it tells of that: where it
        gives a total too, they may be parts of it. A first "another" adds to those of another kind, and a
        second may be the same: "one died, another was hurt", told twice.
        """
        told = defaultdict[tuple[object, ...], list[Word]](list)
        for word in sorted(words, key=lambda each: (each.claim.document, each.claim.quantity.start, each.id)):
            claim = word.claim
            if claim.state == "current":
                told[claim.document, word.origin, word.incident, claim.kind, _whom(claim)].append(word)
        return [tuple(alike) for alike in told.values() if self._adds_up(alike)]

    def _adds_up(self, alike: Sequence[Word]) -> bool:
        return (
            len(alike) > 1
            and not self.is_further(alike[0].claim)
            and all(self.is_further(word.claim) for word in alike[1:])
            and all(word.claim.part_of is None for word in alike)
        )


def _whom(claim: Claim) -> object:
    whom = claim.whom
    return None if whom is None else (whom.harmed_class, whom.groups, whom.party)


def _from_number(claim: Claim) -> Sequence[str]:
    """The words of the sentence behind the number, as far as they may tell of those counted."""
    begin = claim.quantity.end - claim.evidence.start
    return _WORD.findall(claim.evidence.text[max(0, begin) :].casefold())[:_BEHIND]
