"""Reports of made-up happenings: each is told by several outlets that do not quite agree, some copy others,
some count a month of a province, a few tell no place.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bench._synthetic import OUTLETS, PARTIES, PLACES, WORDS
from sayso.records import (
    Attribution,
    Claim,
    Harmed,
    HarmedClass,
    Hedge,
    Kind,
    Period,
    Place,
    PlacePrecision,
    Quantity,
    Quote,
    Report,
)

FIRST = date(2021, 1, 1)
A_DAY = 6  # happenings
A_MONTH = 12  # one happening in so many is a month's total of a province
NOWHERE = 30  # one in so many tells no place
_SENTENCES = 15  # a report
_HARM: tuple[tuple[Kind, str, HarmedClass], ...] = (
    ("killed", "civilians", "civilian"), ("injured", "civilians", "civilian"),
    ("killed", "soldiers", "combatant"), ("displaced", "residents", "civilian"),
    ("detained", "villagers", "civilian"),
)  # fmt: skip
_NAMES = [
    f"{a}{b}"
    for a in ("Than", "Kora", "Mire", "Baru", "Sol", "Veli")
    for b in ("wick", "mar", "dun", "tesh", "lor")
]
# What later tellers add, and how they say it: most agree, tolls rise, some contradict.
_MORE = (0, 0, 0, 0, 1, 3, -2)
_SAID: tuple[tuple[Hedge, str], ...] = (("exact", ""), ("exact", ""), ("at_least", "at least "))


@dataclass(frozen=True, slots=True)
class Happening:
    """Where and when it was, who is said to have done it, and how many came to harm."""

    place: Place | None
    first: date
    last: date
    doer: str
    witness: str
    counts: tuple[int, ...]

    @property
    def when(self) -> str:
        """The words for its days."""
        return "on Monday" if self.first == self.last else "in the past month"


def happening(number: int) -> Happening:
    """The happening of a number."""
    chance = random.Random(number)
    (name, country, admin1), last = chance.choice(PLACES), FIRST + timedelta(days=number // A_DAY)
    month = number % A_MONTH == 0
    precision: PlacePrecision = "province" if month and admin1 else "town"
    called = admin1 if precision == "province" else name
    place = Place(called, 0, 0, called, None, None, country, admin1, None, precision)
    return Happening(
        None if number % NOWHERE == 7 else place, last - timedelta(days=29) if month else last, last,
        chance.choice(PARTIES), f"{chance.choice(_NAMES)} {chance.choice(_NAMES)}",
        tuple(chance.randint(2, 90) * (10 if month else 1) for _ in _HARM),
    )  # fmt: skip


def reports_with_claims(number: int) -> Iterator[tuple[Report, list[Claim]]]:
    """So many reports with five claims each, the same for the same numbers."""
    told = 0
    at = 0
    while told < number:
        for report in _told(at):
            if told == number:
                return
            yield report
            told += 1
        at += 1


def _told(number: int) -> Iterator[tuple[Report, list[Claim]]]:
    """The reports of a happening: one to five outlets, in their own words, the last copies the first."""
    of, chance = happening(number), random.Random(f"told {number}")
    speakers = chance.sample(PARTIES, 3)
    outlets = chance.sample(OUTLETS, chance.randint(1, 5))
    own = [_Told.by(speakers[at % 3], of, at, chance) for at in range(max(1, len(outlets) - 1))]
    for at, outlet in enumerate(outlets):
        told = own[at] if at < len(own) else own[0]
        yield told.report(f"h{number}-{at}", outlet, of.last + timedelta(days=chance.randint(1, 2)))


@dataclass(frozen=True, slots=True)
class _Told:
    """A happening in the words of a speaker."""

    of: Happening
    speaker: str
    counts: tuple[tuple[Hedge, int], ...]
    sentences: tuple[str, ...]

    @classmethod
    def by(cls, speaker: str, of: Happening, later: int, chance: random.Random) -> _Told:
        """What a speaker tells, and `later` others have told it before."""
        counts, sentences = [], []
        where = f"in {of.place.text} " if of.place else ""
        for (kind, harmed, _), number in zip(_HARM, of.counts, strict=True):
            hedge, said = chance.choice(_SAID)
            count = max(1, number + (chance.choice(_MORE) if later else 0))
            counts.append((hedge, count))
            besides = " ".join(chance.choices(WORDS, k=8))  # no two say it in the same words
            sentences.append(
                f"Shells of the {of.doer} left {said}{count} {harmed} {kind} {where}{of.when},"
                f" the {speaker} said, and {besides}."
            )
        sentences.append(f"{of.witness} saw it.")
        while len(sentences) < _SENTENCES:
            sentences.append(" ".join(chance.choices(WORDS, k=12)).capitalize() + ".")
        return cls(of, speaker, tuple(counts), tuple(sentences))

    def report(self, identity: str, outlet: str, day: date) -> tuple[Report, list[Claim]]:
        """It as a report of an outlet, with its claims."""
        text = " ".join(self.sentences)
        report = Report(
            id=identity, text=text, digest=hashlib.sha256(text.encode()).hexdigest(), outlet=outlet,
            published=day, title=self.sentences[len(_HARM)], url=f"https://example.org/{identity}",
            language="en",
        )  # fmt: skip
        return report, [self._claim(report, at) for at in range(len(_HARM))]

    def _claim(self, report: Report, at: int) -> Claim:
        (kind, harmed, harmed_class), (hedge, number), sentence = (
            _HARM[at],
            self.counts[at],
            self.sentences[at],
        )
        start = report.text.index(sentence)

        def words(part: str) -> tuple[str, int, int]:
            here = start + sentence.index(part)
            return part, here, here + len(part)

        quantity = Quantity(
            *words(f"at least {number}" if hedge == "at_least" else str(number)), number, hedge
        )
        named = f"{report.digest}|{kind}|{quantity.start}|{quantity.end}"
        known = self.of.place
        where = () if known is None else (Place(
            *words(known.text), known.name, None, None, known.country, known.admin1, None, known.precision,
        ),)  # fmt: skip
        return Claim(
            document=report.id, id=hashlib.sha256(named.encode()).hexdigest()[:16], kind=kind,
            quantity=quantity, evidence=Quote(sentence, start, start + len(sentence)),
            whom=Harmed(*words(harmed), harmed_class), means="shelling", where=where,
            when=Period(*words(self.of.when), self.of.first, self.of.last),
            source=Attribution(*words(self.speaker), "said", party=self.speaker, outlet=report.outlet),
        )  # fmt: skip
