"""On whose word each number rests: outlets that quote one speaker or run one text are one Origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from sayso.knowledge.gazetteer.names import fold
from sayso.knowledge.parties import Parties, open_parties
from sayso.link.copies import Copy
from sayso.link.terms import rarity, words_in
from sayso.records import Claim, Origin, Report

CLOSE: Final = timedelta(days=7)  # within which speakers without a name who give one number are taken as one
HEAD: Final = 300  # characters in which a report credits its agency
_CREDIT: Final = re.compile(
    r"\(([A-Z][\w' .-]{1,30})\)\s*[-–—:]|^[^.\n]{0,80}[/(]([A-Z][\w' .-]{1,30})\)?\s*[-–—]"
)
_UNNAMED: Final = "Residents"


class _Mark(NamedTuple):
    """What two claims of one Origin share, and how to say it."""

    kind: str
    name: str
    reason: str


def origins(
    claims: Iterable[Claim],
    reports: Mapping[str, Report],
    copies: Iterable[Copy] = (),
    parties: Parties | None = None,
) -> tuple[Origin, ...]:
    """The Origins of the claims of one incident, each claim in one; `reports` has theirs by document.

    A named speaker is one voice whatever it counts and whoever prints it. Speakers without a name
    ("officials") are one where they give the same number within a week. What an outlet says itself is its own
    word, or that of the agency it credits. The same number in the same text is one word, whoever is named.

    >>> [origin.reasons for origin in origins(claims, reports)]
    [('the same speaker: Khun Bedu', 'both run the copy of Reuters'), ()]
    """
    parties = parties or open_parties()
    ordered = sorted(
        claims, key=lambda claim: (str(reports[claim.document].published), claim.document, claim.id)
    )
    marks = [[*_voice(claim, reports[claim.document], parties)] for claim in ordered]
    _add_unnamed(ordered, marks, reports)
    _add_copies(ordered, marks, copies)
    return tuple(_joined(ordered, marks))


def _joined(claims: Sequence[Claim], marks: Sequence[Sequence[_Mark]]) -> Iterator[Origin]:
    """Claims that share a mark are one Origin, also by way of others."""
    group, holder = list(range(len(claims))), dict[tuple[str, str], int]()

    def head(index: int) -> int:
        while group[index] != index:
            index = group[index]
        return index

    for index, found in enumerate(marks):
        for mark in found:
            first = holder.setdefault(mark[:2], index)
            one, other = sorted((head(first), head(index)))
            group[other] = one
    for index in range(len(claims)):
        if group[index] == index:
            members = [other for other in range(len(claims)) if head(other) == index]
            keys = tuple((claims[each].document, claims[each].id) for each in members)
            reasons = tuple(_reason(each, members, marks) for each in members[1:])
            yield Origin("#".join(keys[0]), keys, reasons)


def _reason(index: int, members: Sequence[int], marks: Sequence[Sequence[_Mark]]) -> str:
    """By what a claim is one word with another of its Origin."""
    others = {mark[:2] for other in members if other != index for mark in marks[other]}
    return next(mark.reason for mark in marks[index] if mark[:2] in others)


def _voice(claim: Claim, report: Report, parties: Parties) -> Iterator[_Mark]:
    """The named speaker of a claim; where nobody speaks the agency it credits, or else the outlet."""
    source = claim.source
    if source is not None and source.text is not None:
        if source.party is not None and source.party != _UNNAMED:
            yield _Mark("speaker", source.party, f"the same speaker: {source.party}")
        elif name := _surname(source.text):
            yield _Mark("speaker", name.lower(), f"the same speaker: {name}")
        return
    agency = credited(report, parties)
    if agency is not None:
        yield _Mark("outlet", agency, f"both run the copy of {agency}")
    elif report.outlet is not None:
        party = parties.identify(report.outlet)
        name = party.name if party is not None and party.kind == "media" else report.outlet
        yield _Mark("outlet", name, f"the same outlet: {name}")


def credited(report: Report, parties: Parties) -> str | None:
    """The agency whose copy a report runs by its own credit line: "LOIKAW (Reuters) - Twelve ..."."""
    for found in _CREDIT.finditer(report.text[:HEAD]):
        party = parties.identify((found[1] or found[2]).strip())
        if party is not None and party.kind == "media":
            return party.name
    return None


def _surname(text: str) -> str | None:
    """The last word of a speaker's name: "Bolvinov" of "Serhiy Bolvinov, head of investigation"."""
    known = rarity()
    named = [
        word for word in words_in(text.partition(",")[0]) if word[:1].isupper() and word.lower() not in known
    ]
    return named[-1] if named else None


def _add_unnamed(
    claims: Sequence[Claim], marks: Sequence[list[_Mark]], reports: Mapping[str, Report]
) -> None:
    """Marks the same number of speakers without a name, as long as no more than a week lies between two."""
    latest: dict[tuple[str, str, int | float], tuple[date | None, str]] = {}
    for claim, found in zip(claims, marks, strict=True):
        if found or claim.source is None or claim.source.text is None:
            continue
        said = (fold(claim.source.text), claim.kind, claim.quantity.value)
        day = reports[claim.document].published
        before, name = latest.get(said, (None, f"{said} {claim.document}"))
        if before is not None and day is not None and day - before > CLOSE:
            name = f"{said} {claim.document}"
        latest[said] = (day or before, name)
        found.append(_Mark("unnamed", name, f"{claim.source.text} give the same number"))


def _add_copies(claims: Sequence[Claim], marks: Sequence[list[_Mark]], copies: Iterable[Copy]) -> None:
    """Marks the same number of two reports with the same text."""
    numbers: dict[str, list[int]] = {}
    for index, claim in enumerate(claims):
        numbers.setdefault(claim.document, []).append(index)
    for one, other, share in sorted(copies):
        for a in numbers.get(one, ()):
            for b in numbers.get(other, ()):
                if (claims[a].kind, claims[a].quantity.value) == (claims[b].kind, claims[b].quantity.value):
                    name = f"{one} {other} {claims[a].kind} {claims[a].quantity.value}"
                    for index, copied in ((a, other), (b, one)):
                        marks[index].append(_Mark("copy", name, f"{share:.0%} of the text as in {copied}"))
