"""What type of event ACLED would call it, by the means its claims tell, their kinds and who was harmed."""

from __future__ import annotations

from typing import Final

from sayso.export.conflict.actors import EXTERNAL, HARM, STATE
from sayso.export.conflict.codes import EventType, event_types
from sayso.export.conflict.events import Event
from sayso.lexicon import load
from sayso.lexicon.tables import words_of
from sayso.records import Claim

TARGETED: Final = "Civilian targeting"
_REMOTE: Final = frozenset({"airstrike", "drone", "shelling", "missile", "bomb", "chemical"})
_WEAPONS: Final = frozenset({"weapon", "munition", "vehicle", "aircraft", "vessel"})


def type_of(event: Event) -> EventType | None:
    """The event type that stands highest in ACLED's order of those the event's claims tell; None for none.

    An airstrike within a battle on the ground is a battle; shells and jets together are an air strike.
    """
    told = _signs(event)
    evidence = " ".join(claim.evidence.text.casefold() for claim in event.claims)
    for each in event_types():
        if each.of & told and (not each.words or any(word in evidence for word in each.words)):
            return each
    return None


def targets_civilians(event: Event, kind: EventType) -> bool:
    """Were civilians its only target? By what befell them in battles nobody is targeted."""
    if kind.event_type == "Violence against civilians":
        return True
    return kind.event_type.startswith("Explosions") and event.sides.one_sided


def _signs(event: Event) -> set[str]:
    """Everything by which the table of event types tells them."""
    told: set[str] = {claim.means for claim in event.claims if claim.means is not None}
    harmed = any(claim.kind in HARM for claim in event.claims)
    on_the_ground = not told & _REMOTE or "ground" in told or "gunfire" in told
    told |= {claim.kind for claim in event.claims if _is_of_its_kind(claim)}
    if harmed and on_the_ground and event.sides.clash:
        told.add("clash")
    if harmed and event.sides.one_sided:
        told.add("one_sided")
    if "detained" in told and event.sides.first.inter not in {STATE, EXTERNAL}:  # only states arrest
        told = (told - {"detained"}) | {"abducted"}
    return told


def _is_of_its_kind(claim: Claim) -> bool:
    """Territory that is seized is no seizure of weapons; nothing tells whose it was before."""
    if claim.kind != "seized":
        return True
    noun = _noun(claim.whom.text) if claim.whom is not None and claim.whom.text else None
    return noun in _WEAPONS


def _noun(phrase: str) -> str | None:
    """The type of the noun that a phrase counts."""
    words, nouns = words_of(phrase.casefold()), load().nouns
    found = None
    for first in range(len(words)):
        for _, noun in nouns.at(words, first):
            found = noun.noun_type
    return found
