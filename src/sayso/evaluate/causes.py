"""Why claims were missed and why others were made up, as far as it can be told without a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sayso.evaluate.compare import Comparison
from sayso.evaluate.gold import Annotation
from sayso.extract.kinds import numbers_of
from sayso.lexicon import Reading
from sayso.pipeline import look
from sayso.records import Claim, Kind, Quantity

ELLIPSIS: Final = 3  # sentences back in which the word may stand that a number leaves out

Side = Literal["missed", "false"]

# A cause and what would cure it.
CURES: Final[dict[str, str]] = {
    "wrong kind": "the kind by its object and its verb: triggers.toml tells kinds by noun type",
    "value misread": "the number grammar: ranges, sums, multipliers",
    "no number read": "the number grammar and numerals.csv",
    "ruled out": "narrower refusals: the number was taken for a date, an age, money, a name",
    "name singled out": "names of persons and places as arguments of a trigger",
    "singular": "a and the with a noun as arguments of a trigger",
    "pronoun": "pronouns led back to who was named before",
    "no trigger": "triggers.toml: the sentence has no word of harm, nor have those before it",
    "trigger of another kind": "triggers.toml: the kind is missing for this word or this type of noun",
    "elided": "noun and verb shared with a sentence or clause before",
    "scored low": "better weights or a precise rule for the construction",
    "taken for a repeat": "finer comparison of repeated tolls: noun, place, speaker",
    "repeat taken as new": "memory of tolls already told, in other words or with another hedge",
    "second kind": "one kind a number unless two verbs share it",
    "no harm counted": "refusals: a number near a trigger that counts something else",
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


def cause_table(found: Sequence[Fault]) -> str:
    """Causes, the commonest first, with counts and what would cure them (Markdown)."""
    missed = Counter(fault.cause for fault in found if fault.side == "missed")
    false = Counter(fault.cause for fault in found if fault.side == "false")
    causes = sorted(CURES, key=lambda cause: (-missed[cause] - false[cause], cause))
    lines = ["| cause | missed | false | what would cure it |", "|---|---|---|---|"]
    lines += [f"| {c} | {missed[c]} | {false[c]} | {CURES[c]} |" for c in causes if missed[c] or false[c]]
    lines.append(f"| all | {missed.total()} | {false.total()} | |")
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
    return _why_passed_over(reading, annotated.kind, reading.passage_of[first])


def _why_passed_over(reading: Reading, kind: Kind, passage: int) -> str:
    """Why a number of a passage that was weighed became no claim of its kind."""
    if kind in _kinds_told(reading, passage):
        return "scored low"
    if any(kind in _kinds_told(reading, earlier) for earlier in range(max(0, passage - ELLIPSIS), passage)):
        return "elided"
    return "trigger of another kind" if _kinds_told(reading, passage) else "no trigger"


def _kinds_told(reading: Reading, passage: int) -> set[Kind]:
    """The kinds that the words of a passage can mean."""
    hits = (hit for index in range(*reading.bounds[passage]) for hit in reading.triggers.get(index, ()))
    return {kind for hit in hits for kind in hit.payload.kinds.values()}


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
    return _singular_form(reading, reading.token_at(said.start)) if said.value == 1 else "no harm counted"


def _tells_again(annotated: Annotation, claim: Claim) -> bool:
    return annotated.kind == claim.kind and annotated.quantity.value == claim.quantity.value


def _singular_form(reading: Reading, first: int) -> str:
    """How one person or thing is singled out at a token: by a name, a pronoun, or a noun."""
    word = reading.words[first]
    if reading.lexicon.is_in(word, "pronouns"):
        return "pronoun"
    if reading.lexicon.is_in(word, "determiners") or word in reading.lexicon.numerals:
        return "singular"
    return "name singled out" if reading.capitalised(first) else "singular"


def _overlap(one: Quantity, other: Quantity) -> bool:
    return one.start < other.end and other.start < one.end
