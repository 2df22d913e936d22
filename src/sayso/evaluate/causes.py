"""Why claims were missed and why others were made up, as far as it can be told without a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.evaluate.compare import Comparison
from sayso.evaluate.gold import Annotation
from sayso.extract.counts.kinds import numbers_of
from sayso.extract.numbers.quantities import Number
from sayso.lexicon import Reading
from sayso.pipeline import look
from sayso.records import Claim, Kind, Quantity

ELLIPSIS: Final = 3  # sentences back in which the word may stand that a number leaves out
FAR: Final = 6  # words between a number and its trigger
NOUN_REACH: Final = 3  # words behind a number among which its noun stands
_PLAIN: Final = frozenset({"digits", "word", "vague", "zero"})

Side = Literal["missed", "false"]

# A cause and what would cure it.
CURES: Final[dict[str, str]] = {
    "wrong kind": "the kind by its object and its verb: triggers.toml tells kinds by noun type",
    "value misread": "the number grammar: ranges, sums, multipliers",
    "no number read": "the number grammar and numerals.csv",
    "ruled out": "narrower refusals: the number was taken for a date, an age, money, a name",
    "name singled out": "names of persons and places as arguments of a trigger",
    "a, another": "indefinite singulars as arguments of a trigger, told from kinds and amounts",
    "the, his": "definite singulars only where they single out one who is harmed",
    "bare singular": "singulars without an article: headlines, apposition",
    "pronoun": "pronouns led back to who was named before",
    "no trigger": "triggers.toml: the sentence has no word of harm, nor have those before it",
    "trigger of another kind": "triggers.toml: the kind is missing for this word or this type of noun",
    "elided": "noun and verb shared with a sentence or clause before",
    "beside its trigger": "weights, or a precise rule for the construction",
    "far from its trigger": "clause structure: subject and verb over what is put in between",
    "another number nearer": "one trigger shared by several numbers: coordination and its limits",
    "no noun counted": "the noun that a number leaves out, from the number before",
    "trigger elsewhere": "when a word of harm reaches into the next sentence, and when it does not",
    "taken for a repeat": "finer comparison of repeated tolls: noun, place, speaker",
    "repeat taken as new": "memory of tolls already told, in other words or with another hedge",
    "second kind": "one kind a number unless two verbs share it",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A missed or a false claim with its cause."""

    side: Side
    cause: str
    document: str
    quantity: Quantity
    kind: Kind


def faults(comparison: Comparison) -> Iterator[Fault]:
    """Every miss and every false claim of a report, each with one cause."""
    reading = look(comparison.gold.report)
    for annotated in comparison.missed:
        cause = _why_missed(reading, annotated, comparison)
        yield Fault("missed", cause, comparison.gold.report.id, annotated.quantity, annotated.kind)
    for claim in comparison.false:
        cause = _why_false(reading, claim, comparison)
        yield Fault("false", cause, comparison.gold.report.id, claim.quantity, claim.kind)


def cause_table(found: Sequence[Fault], largest: int | None = None) -> str:
    """Two tables in Markdown: the causes of misses and of false claims, the largest first, and their cures.

    `largest` keeps that many of each; the share is that of all misses, or of all false claims.
    """
    return "\n\n".join(_one_table(found, side, largest) for side in ("missed", "false"))


def _one_table(found: Sequence[Fault], side: Side, largest: int | None) -> str:
    times = Counter(fault.cause for fault in found if fault.side == side)
    lines = [f"| {side} because | of {times.total()} | share | what would cure it |", "|---|---|---|---|"]
    ranked = sorted(times, key=lambda cause: (-times[cause], cause))
    lines += [
        f"| {cause} | {times[cause]} | {times[cause] / times.total():.0%} | {CURES[cause]} |"
        for cause in ranked[:largest]
    ]
    return "\n".join(lines)


def _why_missed(reading: Reading, annotated: Annotation, comparison: Comparison) -> str:
    said = annotated.quantity
    for claim in comparison.false:
        if _overlap(claim.quantity, said):
            return "wrong kind" if claim.quantity.value == said.value else "value misread"
    first, last = reading.token_at(said.start), reading.token_at(said.end - 1) + 1
    near = [number for number in numbers_of(reading) if number.first < last and first < number.last]
    offered = [number for number in near if number.value == said.value]
    if said.value == 1:
        return _singular_form(reading, first)
    if not offered:
        return "value misread" if near else "no number read"
    if all(number.no_count for number in offered):
        return "ruled out"
    if any(_tells_again(annotated, claim) for claim in comparison.claims):
        return "taken for a repeat"
    return _why_passed_over(reading, annotated.kind, offered[0])


def _why_passed_over(reading: Reading, kind: Kind, number: Number) -> str:
    """Why a number that was weighed became no claim of its kind."""
    passage = reading.passage_of[number.first]
    if kind in _kinds_told(reading, passage):
        return _standing(reading, number, kind)
    if any(kind in _kinds_told(reading, earlier) for earlier in range(max(0, passage - ELLIPSIS), passage)):
        return "elided"
    return "trigger of another kind" if _kinds_told(reading, passage) else "no trigger"


def _kinds_told(reading: Reading, passage: int) -> frozenset[Kind]:
    """The kinds that the words of a passage can mean."""
    return reading.kinds_in(range(*reading.bounds[passage]))


def _why_false(reading: Reading, claim: Claim, comparison: Comparison) -> str:
    said = claim.quantity
    for annotated in comparison.missed:
        if _overlap(annotated.quantity, said):
            return "wrong kind" if annotated.quantity.value == said.value else "value misread"
    for annotated in comparison.gold.claims:
        if _overlap(annotated.quantity, said):
            return "second kind" if annotated.kind != claim.kind else "value misread"
    if said.value != 1 and any(_tells_again(annotated, claim) for annotated in comparison.gold.claims):
        return "repeat taken as new"
    first = reading.token_at(said.start)
    if said.value == 1:
        return _singular_form(reading, first)
    number = next((number for number in numbers_of(reading) if number.first == first), None)
    return _standing(reading, number, claim.kind) if number else "trigger elsewhere"


def _standing(reading: Reading, number: Number, kind: Kind) -> str:
    """How a number stands to the nearest word of its sentence that can mean a kind."""
    begin, stop = reading.bounds[reading.passage_of[number.first]]
    hits = [hit for hit in reading.triggers_in(range(begin, stop)) if kind in hit.payload.kinds.values()]
    if not hits:
        return "trigger elsewhere"
    nearest = min(hits, key=lambda hit: max(hit.first - number.last, number.first - hit.last))
    between = range(min(nearest.last, number.last), max(nearest.first, number.first))
    if any(other.first in between for other in numbers_of(reading) if other.form in _PLAIN):
        return "another number nearer"
    if not any(index in reading.nouns for index in range(number.last, min(number.last + NOUN_REACH, stop))):
        return "no noun counted"
    return "far from its trigger" if len(between) > FAR else "beside its trigger"


def _tells_again(annotated: Annotation, claim: Claim) -> bool:
    return annotated.kind == claim.kind and annotated.quantity.value == claim.quantity.value


def _singular_form(reading: Reading, first: int) -> str:
    """How one person or thing is singled out at a token: by a name, a pronoun, or a noun."""
    word, lexicon = reading.words[first], reading.lexicon
    if lexicon.is_in(word, "pronouns"):
        return "pronoun"
    if word in ("a", "an", "another") or word in lexicon.numerals:
        return "a, another"
    if lexicon.is_in(word, "determiners") or lexicon.is_in(word, "possessives"):
        return "the, his"
    return "name singled out" if reading.capitalised(first) else "bare singular"


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end
