"""A Question in words, as it stands beside its Figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from sayso.concluded import Question, Word

SHOWN: Final = 8  # digits of an incident's name
_HARMED: Final = {"casualties": "killed or injured", "attacks": ""}
_MANY: Final = {"civilian": "civilians", "combatant": "combatants"}


def asked(question: Question, heard: Iterable[Word] = ()) -> str:
    """The question as it was put, else what it asks in words; of incidents, where and when they were.

    >>> asked(Question("killed", "civilian", where=("Loikaw",), last=date(2023, 11, 14)))
    'Civilians killed in Loikaw, to 14 Nov 2023'
    """
    if question.text:
        return question.text
    who = _MANY.get(question.who, question.who)
    who = who if question.side is None else f"{who} of {question.side}"
    told = [f"{who} {_HARMED.get(question.kind, question.kind)}".strip()]
    if question.by:
        told.append(f"by {question.by}")
    if question.where:
        told.append(f"in {' or '.join(question.where)}")
    if question.incidents:
        told += _happening(question, heard)
    days = [span(question.first, question.last)] if question.first or question.last else []
    days += [f"as known on {day(question.at)}"] if question.at else []
    called = (
        f" (incident {', '.join(name[:SHOWN] for name in question.incidents)})" if question.incidents else ""
    )
    words = " ".join(told)
    return ", ".join([words[:1].upper() + words[1:], *days]) + called


def _happening(question: Question, words: Iterable[Word]) -> list[str]:
    """Where and when incidents were, as `happening` has it, in words."""
    place, first, last = happening(question, words)
    told = [f"in {place}"] if place else []
    if first and last:
        told = [f"{told[0]}, {span(first, last)}" if told else span(first, last)]
    return told


def happening(question: Question, words: Iterable[Word]) -> tuple[str | None, date | None, date | None]:
    """The place, first and last day of the incidents of a question, as most words tell."""
    own = [word.claim for word in words if word.incident in question.incidents]
    places = Counter(place.name or place.text for claim in own for place in claim.where)
    spans = Counter(
        (claim.when.first, claim.when.last)
        for claim in own
        if claim.when and claim.when.first and claim.when.last
    )
    place = min(places, key=lambda name: (-places[name], name)) if places else None
    first, last = min(spans, key=lambda days: (-spans[days], days)) if spans else (None, None)
    return place, first, last


def day(value: date) -> str:
    """A day as people write it: "14 Nov 2023"."""
    return f"{value.day} {value:%b %Y}"


def span(first: date | None, last: date | None) -> str:
    """Days as people write them: "11–14 Nov 2023", "from 11 Nov 2023", "to 14 Nov 2023"."""
    if first is None or last is None:
        return f"from {day(first)}" if first else f"to {day(last)}" if last else ""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    return (
        f"{first.day} {first:%b} – {day(last)}" if first.year == last.year else f"{day(first)} – {day(last)}"
    )
