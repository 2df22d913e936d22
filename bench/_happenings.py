"""Reports of made-up happenings: each is told by several outlets, some copy others, some count a month."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta

from bench._synthetic import OUTLETS, PARTIES, PLACES, WORDS
from sayso.records import Attribution, Claim, Harmed, Kind, Period, Place, Quantity, Quote, Report

FIRST = date(2021, 1, 1)
A_DAY = 6  # happenings
_HARM: tuple[tuple[Kind, str, str], ...] = (
    ("killed", "civilians", "civilian"), ("injured", "civilians", "civilian"),
    ("killed", "soldiers", "combatant"), ("displaced", "residents", "civilian"),
    ("detained", "villagers", "civilian"),
)  # fmt: skip


def reports_with_claims(number: int, claims: int) -> Iterator[tuple[Report, list[Claim]]]:
    """So many reports with so many claims each, the same for the same numbers."""
    told = 0
    happening = 0
    while told < number:
        for report in _told(happening, claims):
            if told == number:
                return
            yield report
            told += 1
        happening += 1


def _told(happening: int, claims: int) -> Iterator[tuple[Report, list[Claim]]]:
    """The reports of a happening: one to five outlets, in their own words, the last copies the first."""
    chance = random.Random(happening)
    place, day = chance.choice(PLACES), FIRST + timedelta(days=happening // A_DAY)
    counts = [(each, chance.randint(2, 90)) for each in chance.sample(_HARM, min(claims, len(_HARM)))]
    name = f"{chance.choice(_NAMES)} {chance.choice(_NAMES)}"
    side, speakers = chance.choice(PARTIES), chance.sample(PARTIES, 3)
    outlets = chance.sample(OUTLETS, chance.randint(1, 5))
    first: list[str] = []
    for teller, outlet in enumerate(outlets):
        copied = bool(teller) and outlet == outlets[-1]
        speaker = speakers[0 if copied else teller % 3]
        sentences = first if copied else _sentences(chance, counts, place[0], side, speaker, name)
        first = first or sentences
        yield _report(f"h{happening}-{teller}", sentences, day, place, counts, speaker, outlet, chance)


_NAMES = [
    f"{a}{b}"
    for a in ("Than", "Kora", "Mire", "Baru", "Sol", "Veli")
    for b in ("wick", "mar", "dun", "tesh", "lor")
]


def _sentences(
    chance: random.Random, counts: list[tuple[tuple[Kind, str, str], int]], place: str, side: str,
    speaker: str, name: str,
) -> list[str]:  # fmt: skip
    told = [
        f"Shells of the {side} left {number} {harmed} {kind} in {place} on Monday, the {speaker} said."
        for (kind, harmed, _), number in counts
    ]
    other = [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(14 - len(told))]
    return [*told, f"{name} saw it.", *other]


def _report(
    identity: str, sentences: list[str], day: date, place: tuple[str, str, str],
    counts: list[tuple[tuple[Kind, str, str], int]], speaker: str, outlet: str, chance: random.Random,
) -> tuple[Report, list[Claim]]:  # fmt: skip
    text = " ".join(sentences)
    report = Report(
        id=identity, text=text, digest=hashlib.sha256(text.encode()).hexdigest(),
        outlet=outlet, published=day + timedelta(days=chance.randint(1, 2)),
        title=sentences[len(counts)], url=f"https://example.org/{identity}", story=None, language="en",
    )  # fmt: skip
    claims, start = [], 0
    for sentence, (harm, number) in zip(sentences, counts, strict=False):
        claims.append(_claim(report, start, sentence, harm, number, day, place, speaker))
        start += len(sentence) + 1
    return report, claims


def _claim(
    report: Report, start: int, sentence: str, harm: tuple[Kind, str, str], number: int, day: date,
    place: tuple[str, str, str], speaker: str,
) -> Claim:  # fmt: skip
    kind, harmed, harmed_class = harm

    def words(part: str) -> tuple[str, int, int]:
        at = start + sentence.index(part)
        return part, at, at + len(part)

    quantity = Quantity(*words(str(number)), number, "exact")
    named = f"{report.digest}|{kind}|{quantity.start}|{quantity.end}"
    name, country, admin1 = place
    return Claim(
        document=report.id, id=hashlib.sha256(named.encode()).hexdigest()[:16], kind=kind, quantity=quantity,
        evidence=Quote(sentence, start, start + len(sentence)),
        whom=Harmed(*words(harmed), harmed_class), means="shelling",  # type: ignore[arg-type]
        where=(Place(*words(name), name, None, None, country, admin1, None, "town"),),
        when=Period(*words("on Monday"), day, day),
        source=Attribution(*words(speaker), "said", party=speaker, outlet=report.outlet),
    )  # fmt: skip
