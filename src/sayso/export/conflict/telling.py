"""Who says what of an event, in words: the notes and sources of its row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sayso.concluded import Word
from sayso.export.asked import day
from sayso.knowledge.parties import open_parties

MOST_SAID: Final = 20  # claims that notes tell one by one; the others are counted
BETWEEN: Final = "; "
_CLASSES: Final = {"combatant": "fighters", "civilian": "civilians", "unclear": "people", "object": "things"}


def said(words: Sequence[Word]) -> str:
    """Who says what, claim by claim.

    >>> said([word])
    'Karenni Human Rights Group (NMG, 16 Nov 2023): "14" civilians killed.'
    """
    told = list(dict.fromkeys(_said(word) for word in words))
    more = len(told) - MOST_SAID
    return " ".join(told[:MOST_SAID]) + (f" And {more} more." if more > 0 else "")


def speaker(word: Word) -> str:
    """Whose word it is: the speaker that the report names, else whoever published it."""
    source = word.claim.source
    if source is not None and source.text:
        return source.text
    return word.outlet or word.origin or word.claim.document


def speakers(words: Iterable[Word]) -> str:
    """All who speak, each once."""
    return BETWEEN.join(dict.fromkeys(speaker(word) for word in words))


def outlets(words: Iterable[Word]) -> str:
    """All who published it, each once."""
    return BETWEEN.join(dict.fromkeys(word.outlet or word.claim.document for word in words))


def scale(words: Iterable[Word], country: str) -> str:
    """How widely those who published it work, as far as their country is known: "National-International".

    Bodies that are no media are "Other"; who is not known is left out.
    """
    parties, found = open_parties(), set[str]()
    for name in {word.outlet for word in words if word.outlet}:
        known = parties.by_name.get(name) or parties.identify(name)
        if known is None:
            continue
        if known.kind != "media":
            found.add("Other")
        elif known.country:
            found.add("National" if known.country == country else "International")
    return "-".join(each for each in ("National", "International", "Other") if each in found)


def _said(word: Word) -> str:
    claim = word.claim
    whom = claim.whom
    harmed = (whom.text or _CLASSES[whom.harmed_class]) if whom is not None else ""
    who = speaker(word)
    carried = [each for each in (word.outlet, word.published and day(word.published)) if each and each != who]
    by = f"{who} ({', '.join(carried)})" if carried else who
    stance = "" if claim.source is None or claim.source.stance == "said" else f" [{claim.source.stance}]"
    what = " ".join(part for part in (f'"{claim.quantity.text}"', harmed, claim.kind) if part)
    return f"{by}{stance}: {what}."
