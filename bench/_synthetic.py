"""Reports of made-up sentences about real places, with their claims: the same for the same number."""

from __future__ import annotations

import csv
import hashlib
import random
import re
from datetime import date, timedelta
from pathlib import Path

import sayso
from sayso.records import (
    Attribution,
    Claim,
    Doer,
    Doubt,
    Harmed,
    Kind,
    Period,
    Place,
    Quantity,
    Quote,
    Report,
    Run,
)

CLAIMS = 5  # a report
RUN = Run("synthetic", date(2024, 1, 1))
SENTENCES = 14  # without a claim, a report
OUTLETS = [
    f"{where} {what}"
    for where in ("Valley", "River", "Border", "Coast")
    for what in ("Times", "Post", "Radio")
]
PARTIES = [
    f"{side} {what}"
    for side in ("Northern", "Southern", "Hill", "Plain")
    for what in ("Army", "Front", "Guard")
]
WORDS = (
    "market school clinic bridge river road monastery hospital convoy checkpoint camp harvest "
    "rice fuel rain night morning soldiers villagers teachers nurses monks drivers farmers "
    "shells jets mortars drones rifles smoke fire shelter tarpaulin water medicine phone "
    "village ward township district border valley hill forest ferry port "
).split()
_HARM: list[tuple[Kind, str, Harmed]] = [
    ("killed", "civilians", Harmed("civilians", 0, 0, "civilian")),
    ("killed", "soldiers", Harmed("soldiers", 0, 0, "combatant")),
    ("injured", "children", Harmed("children", 0, 0, "civilian", ("children",))),
    ("displaced", "residents", Harmed("residents", 0, 0, "civilian")),
    ("destroyed", "houses", Harmed("houses", 0, 0, "object")),
]

_CLAIM = re.compile(r"Shells of the (.+) hit (\d+) (\w+) in (.+) on Monday, the (.+) said\.")


def _places() -> list[tuple[str, str, str]]:
    path = Path(sayso.__file__).parent / "knowledge" / "places.csv"
    with path.open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        named = (row for row in rows if row["name"] and row["country"])  # no seas
        return [(row["name"], row["country"], row["admin1"]) for row in named]


PLACES = _places()
_KNOWN = {name: (country, admin1) for name, country, admin1 in PLACES}


def report_with_claims(number: int) -> tuple[Report, list[Claim]]:
    """The report of a number, of some 1,700 characters, and its claims; one in fifty is a newer version."""
    chance = random.Random(number)
    day = date(2021, 1, 1) + timedelta(days=number // 20)
    claimed = set(chance.sample(range(SENTENCES + CLAIMS), CLAIMS))
    sentences = [
        _claiming(chance) if at in claimed else " ".join(chance.choices(WORDS, k=12)).capitalize() + "."
        for at in range(SENTENCES + CLAIMS)
    ]
    text = " ".join(sentences)
    revises = number % 50 == 49
    report = Report(
        id=f"report-{number}", text=text, digest=hashlib.sha256(text.encode()).hexdigest(),
        outlet=OUTLETS[number // 50 % len(OUTLETS)], published=day, title=f"Report {number}",
        url=f"https://example.org/{number - 1 if revises else number}", story=f"story {number // 50}",
        language="en",
    )  # fmt: skip
    starts = [sum(map(len, sentences[:at])) + at for at in range(len(sentences))]
    return report, [_claim(report, starts[at], sentences[at], day) for at in sorted(claimed)]


def _claiming(chance: random.Random) -> str:
    """A sentence that makes a claim; `_claim` finds its parts by the words between them."""
    _, harmed, _ = chance.choice(_HARM)
    place, side, speaker = chance.choice(PLACES)[0], chance.choice(PARTIES), chance.choice(PARTIES)
    return (
        f"Shells of the {side} hit {chance.randint(2, 90)} {harmed} in {place} on Monday, the {speaker} said."
    )


def _claim(report: Report, start: int, sentence: str, day: date) -> Claim:
    """The claim of a sentence, with every slot that a well-told one has."""
    told = _CLAIM.fullmatch(sentence)
    assert told is not None
    side, number, harmed, place, speaker = told.groups()

    def words(part: str) -> tuple[str, int, int]:
        at = start + sentence.index(part)
        return part, at, at + len(part)

    kind, _, whom = next(each for each in _HARM if each[1] == harmed)
    country, admin1 = _KNOWN[place]
    quantity = Quantity(*words(number), int(number), "exact")
    named = f"{report.digest}{kind}{quantity.start}"
    return Claim(
        document=report.id,
        id=hashlib.sha256(named.encode()).hexdigest()[:16],
        kind=kind,
        quantity=quantity,
        evidence=Quote(sentence, start, start + len(sentence)),
        whom=Harmed(*words(harmed), whom.harmed_class, whom.groups, side),
        by=Doer(*words(side), side),
        means="shelling",
        where=(Place(*words(place), place, 19.67, 97.21, country, admin1, None, "town", 1309793),),
        when=Period(*words("on Monday"), day - timedelta(days=2), day - timedelta(days=2)),
        source=Attribution(*words(speaker), "said", party=speaker, outlet=report.outlet),
        rules=("kinds.weighed", "whom.object", "by.of", "where.in", "when.weekday", "source.said"),
        doubts=(Doubt("where", "several places are called so; the nearest to the others was taken"),),
    )
