"""The nouns of what is concluded: words that enter a figure, the question it answers, all it rests on.

Frozen and slotted, like those of `records`, from which they are made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from sayso.records import KINDS, Claim, Hedge, Interest, Kind

Mark = Literal["as counted", "claimed", "inferred", "population", "chosen"]
ChangeAct = Literal["withdrawn", "superseded", "corrected", "outgrown", "opened", "overruled"]
AskedKind = Kind | Literal["custody"]
ASKED_KINDS: Final[tuple[AskedKind, ...]] = (*KINDS, "custody")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose: a claim over others, or the numbers of just what it counts; who, when and why.

    `claim` and those it stands `over` go by their ids, wherever their text was printed. `low`, `best` and
    `high` are None where they are left to the words. `moot` tells, in a Figure, why the numbers move nothing.
    """

    claim: str
    who: str
    at: datetime
    reason: str | None = None
    over: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    moot: str | None = None

    @property
    def numbers(self) -> Mapping[str, int]:
        """The numbers that it says."""
        named = {"low": self.low, "best": self.best, "high": self.high}
        return {name: number for name, number in named.items() if number is not None}


@dataclass(frozen=True, slots=True)
class Word:
    """A Claim as it enters a Figure: with what its report, linking and persons tell of it.

    `published` and `outlet` are its report's, `origin` the independent source its number goes back to,
    `incident` the happening it is part of, `choice` what a person chose it for.
    """

    claim: Claim
    origin: str
    incident: str | None = None
    published: date | None = None
    outlet: str | None = None
    choice: Choice | None = None

    @property
    def id(self) -> str:
        """The claim's name in the whole ledger."""
        return f"{self.claim.document}#{self.claim.id}"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: how many of whom, harmed how, where and on which days, as told up to the day `at`.

    `kind` is that of claims, or custody: all who were detained or surrendered, whom words may count twice.

    `who` is people, civilian, combatant, children, women, men, a group such as press, or a thing; `side` the
    party harmed, `by` the doer. Places hold all that lies in them; days are both inclusive. `incidents` asks
    about happenings. `perspective` is all, independent, conceded, or a side: only what its parties say.
    """

    kind: AskedKind
    who: str = "people"
    side: str | None = None
    by: str | None = None
    where: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    at: date | None = None
    incidents: tuple[str, ...] = ()
    perspective: str = "all"
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Limit:
    """One end of a Figure: the number, the hedge of the words it rests on, and the claims that bind it.

    `mark` is None for what follows from the words in force, else `as counted` (a part's or a running total's
    own count, of a whole that has grown since), `claimed` (interested words alone), `inferred` (no word
    speaks of just what is asked), `population` (of the places, by the gazetteer) or `chosen` (by a person).
    `change` says what would have to change to move the number. `weights` are beside the claims, in persons or
    things: how much of the number rests on each.
    """

    number: int | None
    hedge: Hedge | None
    claims: tuple[str, ...]
    mark: Mark | None
    change: str
    weights: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent source that speaks of just what is asked, with what it says and who carries it."""

    origin: str
    low: int
    high: int | None
    hedge: Hedge
    interest: Interest
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ladder of floors: the origins that say at least so many."""

    number: int
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A word that news has overtaken: what became of it, the claims it was told by, and those that did it."""

    act: ChangeAct
    claims: tuple[str, ...]
    by: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """One way of settling contradictions: the claims left out, and the bounds that the others give."""

    left_out: tuple[str, ...]
    low: int
    high: int | None
    support: float


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all be true, none of which can be missed for that."""

    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Unused:
    """Claims that say nothing about what is asked, or were set aside, with the reason."""

    claims: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What is concluded for a Question under a Policy: bounds, best, and everything they rest on.

    `low` and `high` hold for every way of settling contradictions; None for no ceiling, and all three None
    where no word bears on the question. `provable_high` leaves out ceilings that are only `as counted`,
    the population, or chosen. `choices` are those of persons that bear on it.
    `explanation` says it in sentences.
    """

    question: Question
    policy: str
    low: int | None = None
    high: int | None = None
    best: int | None = None
    best_hedge: Hedge | None = None
    provable_high: int | None = None
    low_limit: Limit | None = None
    high_limit: Limit | None = None
    origins: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    ladder: tuple[Rung, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    changes: tuple[Change, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    unused: tuple[Unused, ...] = ()
    assumptions: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    explanation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a Question gets: the Figure of all voices, those of the perspectives that say anything about it,
    and the words that all of them were made from.
    """

    figure: Figure
    perspectives: tuple[Figure, ...] = ()
    words: tuple[Word, ...] = ()
