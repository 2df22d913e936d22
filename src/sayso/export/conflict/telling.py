"""Who says what of an event, in words: the notes and sources of its row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sayso.export.asked import day
from sayso.export.source import Exported
from sayso.knowledge.parties import open_parties

MOST_SAID: Final = 20  # claims that notes tell one by one; the others are counted
BETWEEN: Final = "; "
_CLASSES: Final = {"combatant": "fighters", "civilian": "civilians", "unclear": "people", "object": "things"}


def said(told: Sequence[Exported]) -> str:
    """Who says what, claim by claim.

    >>> said([exported])
    'Karenni Human Rights Group (NMG, 16 Nov 2023): "14" civilians killed.'
    """
    lines = list(dict.fromkeys(map(_said, told)))
    more = len(lines) - MOST_SAID
    return " ".join(lines[:MOST_SAID]) + (f" And {more} more." if more > 0 else "")


def speaker(told: Exported) -> str:
    """Whose word it is: the speaker that the report names, else whoever published it."""
    source = told.word.claim.source
    return source.text if source is not None and source.text else outlet(told)


def outlet(told: Exported) -> str:
    """Who published it; a report of nobody goes by its id."""
    return told.report.outlet or told.report.id


def speakers(told: Iterable[Exported]) -> str:
    """All who speak, each once."""
    return BETWEEN.join(dict.fromkeys(map(speaker, told)))


def outlets(told: Iterable[Exported]) -> str:
    """All who published it, each once."""
    return BETWEEN.join(dict.fromkeys(map(outlet, told)))


def scale(told: Iterable[Exported], country: str) -> str:
    """How widely those who published it work, as far as their country is known: "National-International".

    Bodies that are no media are "Other"; who is not known is left out.
    """
    parties, found = open_parties(), set[str]()
    for name in {each.report.outlet for each in told if each.report.outlet}:
        known = parties.by_name.get(name) or parties.identify(name)
        if known is None:
            continue
        if known.kind != "media":
            found.add("Other")
        elif known.country:
            found.add("National" if known.country == country else "International")
    return "-".join(each for each in ("National", "International", "Other") if each in found)


def _said(told: Exported) -> str:
    claim, published = told.word.claim, told.report.published
    whom = claim.whom
    harmed = (whom.text or _CLASSES[whom.harmed_class]) if whom is not None else ""
    who = speaker(told)
    carried = [each for each in (told.report.outlet, published and day(published)) if each and each != who]
    by = f"{who} ({', '.join(carried)})" if carried else who
    stance = "" if claim.source is None or claim.source.stance == "said" else f" [{claim.source.stance}]"
    what = " ".join(part for part in (f'"{claim.quantity.text}"', harmed, claim.kind) if part)
    return f"{by}{stance}: {what}."
