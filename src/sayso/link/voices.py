"""Whose word a claim is, by its report alone: a body, a person, an agency, or the outlet itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.knowledge.parties import Parties, open_parties, tokens
from sayso.knowledge.party_table import Party
from sayso.link.terms import rarity
from sayso.records import Claim, Report

Kind = Literal["speaker", "credit", "outlet"]
KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]
_STATE: Final = frozenset({"government", "state force", "ministry", "agency"})
_ANYBODY: Final = frozenset({"residents", "civilians"})
_BRACKETS: Final = re.compile(r"\(([^()\n]{2,60})\)")
_HEAD: Final = 300  # characters in which a dateline stands
_LINES: Final = 3  # first and last lines of a report in which a credit stands alone
_CREDIT: Final = 8  # words of a credit
_LONGEST: Final = 200  # characters of a line that may be one; paragraphs need not be cut into words
_BESIDE: Final = 2  # words that may stand beside the agency's name in a credit: "Source:", "By"


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a claim is, and by what that is known.

    A `speaker` is quoted, a `credit` names the agency whose text it is, an `outlet` speaks for itself.
    """

    name: str
    kind: Kind
    reason: str


def quoted(claims: Sequence[Claim], parties: Parties | None = None) -> tuple[Voice | None, ...]:
    """Whom each claim of a report quotes; None where it names nobody who can be told from others.

    "Nine died, the interior ministry said": the state that the ministry is a body of, for the bodies of
    one state have no counts of their own. "Nine died, residents told AFP": AFP, since residents are not one.
    """
    parties = parties or open_parties()
    names = _full_names(claims)
    return tuple(_quoted(claim, names, parties) for claim in claims)


def own_voice(report: Report, parties: Parties | None = None) -> Voice:
    """Whose word a report is where it quotes nobody: that of the agency it credits, else its outlet's.

    "KYIV, Oct 5 (Reuters) - Nine died." is Reuters', wherever it is printed.
    """
    parties = parties or open_parties()
    outlet = _whole(report.outlet, parties) if report.outlet else None
    agency = next(_credited(report.text, parties), None)
    if agency is not None and agency is not outlet:
        return Voice(agency.name, "credit", f"credits {agency.name}")
    name = outlet.name if outlet is not None else report.outlet or report.id
    return Voice(name, "outlet", f"is the word of {name} itself")


def _quoted(claim: Claim, names: Mapping[str, str], parties: Parties) -> Voice | None:
    """The voice of the speaker whom a claim names, if it can be told from others'."""
    source = claim.source
    if source is None or source.text is None:
        return None
    party = parties.by_name.get(source.party or "")
    if party is not None and party.kind not in _ANYBODY:
        body = _state_of(party, parties)
        of = f", a body of {body.name}" if body is not party else ""
        return Voice(body.name, "speaker", f"quotes {party.name}{of}")
    for told in source.chain:
        outlet = parties.identify(told)
        if outlet is not None and outlet.kind == "media":
            return Voice(outlet.name, "speaker", f"was told to {outlet.name} by {source.text!r}")
    if party is not None:
        return None
    name = _plain(names.get(source.text, source.text))
    return Voice(name, "speaker", f"quotes {name}")


def _plain(name: str) -> str:
    """A name without articles; a word that is usually written small does not open it with a capital."""
    words = tokens(name) or [name]
    first = words[0].lower()
    return " ".join([first if first in rarity() else words[0], *words[1:]])


def _whole(outlet: str, parties: Parties) -> Party | None:
    """The party that an outlet's whole name means, without what stands in brackets behind it."""
    words = tokens(outlet.partition("(")[0])
    found = list(parties.mentions(words))
    return found[0][2] if len(found) == 1 and found[0][:2] == (0, len(words)) else None


def _state_of(party: Party, parties: Parties) -> Party:
    """The government that a body of the state belongs to; any other party itself."""
    seen = {party.name}
    while party.kind in _STATE and party.parent and party.parent not in seen:
        parent = parties.by_name[party.parent]
        if parent.kind not in _STATE:
            break
        party = parent
        seen.add(party.name)
    return party


def _full_names(claims: Iterable[Claim]) -> Mapping[str, str]:
    """The longest name of each speaker of a report: "Bedu" is Khun Bedu, "KHAI" what it stands for."""
    said = sorted(
        {claim.source.text for claim in claims if claim.source and claim.source.text},
        key=lambda name: (-len(name), name),
    )
    found: dict[str, str] = {}
    for name in said:
        words = tokens(name)
        if len(words) == 1 and words[0][:1].isupper():
            longer = (other for other in said if len(tokens(other)) > 1 and _short(words[0], tokens(other)))
            found[name] = next(longer, name)
    return found


def _short(word: str, name: Sequence[str]) -> bool:
    """Is a word the surname in a name, or its initials?"""
    initials = "".join(each[0] for each in name if each[:1].isupper())
    return word == name[-1] or (word.isupper() and word == initials)


def _credited(text: str, parties: Parties) -> Iterator[Party]:
    """The outlets that stand alone in the brackets of a dateline, or on a line at the head or the end."""
    lines = [line for line in text.splitlines() if line.strip()]
    alone = [*lines[:_LINES], *lines[_LINES:][-_LINES:]]
    for line in (*_BRACKETS.findall(text[:_HEAD]), *(line for line in alone if len(line) <= _LONGEST)):
        words = tokens(line)
        if len(words) <= _CREDIT:
            for first, last, party in parties.mentions(words):
                if party.kind == "media" and len(words) - (last - first) <= _BESIDE:
                    yield party
