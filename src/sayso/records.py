"""The nouns of Sayso: what is read, said, taken to mean and concluded.

Every record is frozen and slotted and imports nothing of ours. Offsets are code points into the stored
text of a `Report`, end exclusive: `report.text[quote.start:quote.end] == quote.text`, always.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final, Literal

Kind = Literal[
    "killed", "injured", "casualties", "missing", "detained", "abducted", "surrendered", "released",
    "displaced", "evacuated", "returned", "seized", "abandoned", "destroyed", "damaged", "intercepted",
    "attacks",
]  # fmt: skip
Hedge = Literal["exact", "at_least", "more_than", "about", "nearly", "up_to", "fewer_than", "range", "vague"]
HarmedClass = Literal["civilian", "combatant", "unclear", "object"]
Means = Literal[
    "airstrike", "shelling", "missile", "drone", "bomb", "gunfire", "ground", "execution", "arson",
    "chemical", "accident", "other",
]  # fmt: skip
Unit = Literal["people", "households", "things"]
Measure = Literal["flow", "stock"]
State = Literal["current", "initial", "earlier", "withdrawn"]
Stance = Literal["said", "claimed", "confirmed", "denied", "corrected"]
DayPrecision = Literal["day", "week", "month", "year"]
PlacePrecision = Literal["point", "town", "district", "province", "country", "area"]
Interest = Literal[
    "own_loss", "enemy_loss", "own_harm_to_civilians", "enemy_harm_to_civilians", "third_party",
    "unknown",
]  # fmt: skip
Act = Literal[
    "accept", "correct", "reject", "add", "move", "merge", "split", "choose", "comment", "approve", "relabel",
    "withdraw",
]  # fmt: skip
Verdict = Literal["accepted", "rejected"]
DecisionStatus = Literal["applied", "superseded", "withdrawn", "settled", "unmatched"]
Sensitivity = Literal["public", "restricted", "confidential", "strictly confidential"]

KINDS: Final[tuple[Kind, ...]] = Kind.__args__  # type: ignore[attr-defined]
HEDGES: Final[tuple[Hedge, ...]] = Hedge.__args__  # type: ignore[attr-defined]
CLASSES: Final[tuple[HarmedClass, ...]] = HarmedClass.__args__  # type: ignore[attr-defined]
MEANS: Final[tuple[Means, ...]] = Means.__args__  # type: ignore[attr-defined]
ACTS: Final[tuple[Act, ...]] = Act.__args__  # type: ignore[attr-defined]
SENSITIVITIES: Final[tuple[Sensitivity, ...]] = Sensitivity.__args__  # type: ignore[attr-defined]
# What rules of claims begin with that are the numbers of a data set: coded from what others told.
CODED: Final = "coded."
# How the doubt about a text begins that is a row of one.
_ROW_OF: Final = ("a row of ACLED,", "a row of UCDP GED,")
PEOPLE_KINDS: Final = frozenset(KINDS[: KINDS.index("returned") + 1])
THING_KINDS: Final = frozenset(KINDS[KINDS.index("seized") :])


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. Its text never changes: a new version is a new Report that revises the old.

    `digest` is the SHA-256 of the text in UTF-8, hexadecimal. `retold` marks a text that renders in other
    words what the outlet reported; `facts_from` names the pages the facts are from. `withdrawn`: the outlet
    itself has taken it back.
    """

    id: str
    text: str
    digest: str
    outlet: str | None = None
    published: date | None = None
    title: str | None = None
    url: str | None = None
    story: str | None = None
    language: str | None = None
    retold: bool = False
    facts_from: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    withdrawn: bool = False

    @property
    def coded(self) -> bool:
        """Is it a row of a data set, and no text that anybody published?"""
        return any(doubt.about == "text" and doubt.reason.startswith(_ROW_OF) for doubt in self.doubts)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a Report: where it stands, in which paragraph, and the quotation it is part of."""

    start: int
    end: int
    paragraph: int
    quotation: int | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a report and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A difficulty in the text, kept on the claim with its reason: `about` names the field it touches."""

    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """What was said: "More than 200" is value 200, hedge more_than; `value_high` is a range's high end."""

    text: str
    start: int
    end: int
    value: int | float
    hedge: Hedge
    value_high: int | float | None = None
    unit: Unit = "people"
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a Quantity is taken to mean under a Policy: both ends inclusive, None for no bound."""

    low: int | float
    high: int | float | None


@dataclass(frozen=True, slots=True)
class Harmed:
    """Whom or what a claim counts: the noun phrase, its class, the groups it names (children, women ...)."""

    text: str | None
    start: int
    end: int
    harmed_class: HarmedClass
    groups: tuple[str, ...] = ()
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Doer:
    """The party held responsible, as said."""

    text: str
    start: int
    end: int
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A place as said, and, where the gazetteer knows it, what it is; `name` is None while unresolved."""

    text: str
    start: int
    end: int
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    precision: PlacePrecision | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both inclusive; None where the words could not be resolved."""

    text: str
    start: int
    end: int
    first: date | None
    last: date | None
    precision: DayPrecision = "day"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: speaker or body, verb, stance, and the chain through which it reached the outlet."""

    text: str | None
    start: int
    end: int
    verb: str | None = None
    stance: Stance = "said"
    chain: tuple[str, ...] = ()
    party: str | None = None
    outlet: str | None = None
    interest: Interest = "unknown"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that a countable number of people or things was affected.

    `id` is the first sixteen hexadecimal digits of SHA-256 over report digest, kind and quantity span.
    `rules` are the ids of the rules that made it, `doubts` what the text leaves open.
    """

    document: str
    id: str
    kind: Kind
    quantity: Quantity
    evidence: Quote
    whom: Harmed | None = None
    by: Doer | None = None
    means: Means | None = None
    where: tuple[Place, ...] = ()
    when: Period | None = None
    told: Period | None = None
    source: Attribution | None = None
    part_of: str | None = None
    measure: Measure = "flow"
    state: State = "current"
    incident: str | None = None
    mentions: tuple[Quote, ...] = ()
    policy: str = "sayso/1"
    rules: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def coded(self) -> bool:
        """Is it the number of a data set, made from what others told, and so no word of its own?"""
        return any(rule.startswith(CODED) for rule in self.rules)

    @property
    def is_weak(self) -> bool:
        """Is it doubted whether it counts its kind at all?"""
        return any(doubt.about == "kind" for doubt in self.doubts)

    def quotes(self) -> tuple[Quote, ...]:
        """Every stretch of the report's text that the claim names, the evidence first."""
        slots = (self.quantity, self.whom, self.by, *self.where, self.when, self.told, self.source)
        words = (Quote(slot.text, slot.start, slot.end) for slot in slots if slot and slot.text is not None)
        return (self.evidence, *words, *self.mentions)


@dataclass(frozen=True, slots=True)
class Run:
    """One way of extracting, as of the day it began: code, lexicon and weights under one fingerprint."""

    fingerprint: str
    started: date


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a decision is about, named so that it survives every rerun.

    `report` is the digest of a report's text; `kind`, `start` and `end` name a claim of it by its kind and
    the span of its quantity; without them the report itself is meant.
    """

    report: str
    kind: Kind | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's ruling: who decided what, when, about which evidence, and why.

    `at` has its time zone. `targets` are ids of claims (to be with, apart from or chosen over), or, for
    `withdraw`, of decisions. `values` are what a correction or addition says, by the names of the public row
    with dots, or the low, best and high that are chosen. The ledger alone keeps decisions, and never changes
    one: `withdraw` undoes it.
    """

    act: Act
    who: str
    at: datetime
    evidence: Evidence | None = None
    targets: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What persons ruled about one claim, all its decisions taken together.

    `found` is False where the present extraction no longer finds the claim; `instead_of` are the ids of
    extracted claims that it stands for. `decisions` are the ids of those that were not undone, in order, and
    `seen` counts the undone ones too: `ledger.record(decision, seen=ruling.seen)`.
    """

    evidence: Evidence
    verdict: Verdict | None = None
    reviewed_by: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    sensitivity: Sensitivity | None = None
    chosen_over: tuple[str, ...] = ()
    found: bool = True
    instead_of: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A decision whose evidence is no longer as it was, why, and the claim that comes nearest.

    `kept`: the claim it is about stands all the same, on the word of who decided.
    """

    decision: str
    evidence: Evidence | None
    reason: str
    nearest: str | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Ruled:
    """A report's claims as they stand after all decisions, and what became of each decision.

    `rulings` are by claim id, those of rejected claims too; `statuses` by decision id. `sensitivity` is the
    label of the report itself, `withdrawn` says that a person has taken it out.
    """

    claims: tuple[Claim, ...]
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    statuses: Mapping[str, DecisionStatus] = field(default_factory=dict)
    unmatched: tuple[Unmatched, ...] = ()
    sensitivity: Sensitivity | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """What persons ruled about incidents: pairs of claim ids that belong together, and pairs that do not."""

    together: frozenset[frozenset[str]] = frozenset()
    apart: frozenset[frozenset[str]] = frozenset()
    statuses: Mapping[str, DecisionStatus] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """An independent source: the claims that are its word, in the order of telling.

    `claims` are pairs of document and claim id; `reasons` beside them say why each is held to be its word.
    """

    name: str
    claims: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening, whatever is counted of it, by the claims (document, claim id) that speak of it.

    `reports` are those that are mainly about it, with or without a number; `tellings` name what each report
    tells of it.
    """

    id: str
    claims: tuple[tuple[str, str], ...]
    reports: tuple[str, ...]
    tellings: tuple[str, ...]
