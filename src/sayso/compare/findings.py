"""The nouns of a comparison: an event of ours with its figure, what became of it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.concluded import Figure, Word
from sayso.export.conflict.events import Event
from sayso.read.coded import CodedEvent

Verdict = Literal["same", "differs", "missing here", "missing there"]
About = Literal["number", "day", "place"]
ReasonKind = Literal[
    "hedge", "policy", "later report", "other actors", "aggregate", "told here", "nearest", "none"
]


@dataclass(frozen=True, slots=True)
class Ours:
    """An event of the ledger, how many were killed in it, and the words that the number was made from."""

    event: Event
    figure: Figure
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the two may differ, in words, and of which kind that is."""

    kind: ReasonKind
    told: str


@dataclass(frozen=True, slots=True)
class Difference:
    """In what they differ, how the one and the other has it, and why that may be."""

    about: About
    told: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison found: rows of the data set and events of ours that are held to be the same.

    Several of either where one counts together what the other parts. `because` says what they have in common;
    of what is missing on a side, what comes nearest.
    """

    verdict: Verdict
    theirs: tuple[CodedEvent, ...] = ()
    ours: tuple[Ours, ...] = ()
    because: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
