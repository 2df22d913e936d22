"""Annotated claims as Claims: what linking and reconciling make of a report that was read without error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.evaluate.given import annotated_counts
from sayso.evaluate.gold import AnnotatedReport, Annotation
from sayso.extract import combine
from sayso.lexicon import Lexicon
from sayso.pipeline import look
from sayso.records import Attribution, Claim, Doer, Harmed, Period, Place, Report
from sayso.resolve.days import resolve_days
from sayso.resolve.parties import resolve_parties
from sayso.resolve.places import find_places, resolve_places


def annotated_claims(gold: AnnotatedReport, lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """The annotated claims of a report, in the order of its text, with the annotators' slots.

    Their quotes are resolved by Sayso: a place to the gazetteer's, a speaker to its party. What annotators do
    not tell (the groups of whom, the day a source spoke, the state of a number) is as Sayso reads it.
    `incident` and `part_of` are the annotators', the latter as the id of the claim.
    """
    reading = look(gold.report, lexicon)
    claims = combine(reading, annotated_counts(reading, gold))
    told = _by_claim(gold, claims)
    ids = {annotation.id: claim.id for annotation, claim in zip(told, claims, strict=True)}
    claims = tuple(_said(reading.report, *pair, ids) for pair in zip(told, claims, strict=True))
    claims = resolve_places(reading, resolve_days(reading, claims))
    places = find_places(reading)
    claims = tuple(_set(reading.report, *pair, places) for pair in zip(told, claims, strict=True))
    return resolve_parties(reading, claims)


def _by_claim(gold: AnnotatedReport, claims: Sequence[Claim]) -> list[Annotation]:
    """The annotation of each claim; two of one kind and span keep their order."""
    left = sorted(gold.claims, key=lambda each: (each.quantity.start, each.kind))
    assert [(each.quantity.start, each.kind) for each in left] == [
        (claim.quantity.start, claim.kind) for claim in claims
    ]
    return left


def _said(report: Report, told: Annotation, claim: Claim, ids: dict[str, str]) -> Claim:
    """The claim with the annotated whom, by, means, source and part_of, and whether its count is partial."""
    whom = claim.whom
    if whom is None or whom.text != told.whom:
        start, end = _span(report, told.whom, claim)
        whom = Harmed(told.whom, start, end, told.harmed_class, whom.groups if whom else ())
    by = None
    if told.by is not None:
        by = (
            claim.by
            if claim.by and claim.by.text == told.by
            else Doer(told.by, *_span(report, told.by, claim))
        )
    source = None
    if told.source is not None:
        source = claim.source
        if source is None or source.text != told.source:
            source = Attribution(told.source, *_span(report, told.source, claim), outlet=report.outlet)
    quantity = replace(claim.quantity, partial=told.quantity.partial)
    return replace(
        claim, quantity=quantity, whom=replace(whom, harmed_class=told.harmed_class), by=by, means=told.means,
        source=source, part_of=ids.get(told.part_of or ""), incident=told.incident,
    )  # fmt: skip


def _set(report: Report, told: Annotation, claim: Claim, places: Sequence[Place]) -> Claim:
    """The claim with the annotated places and days."""
    where = tuple(_place(report, name, claim, places) for name in told.where)
    when = None
    if told.when is not None:
        read = claim.when or Period("", claim.quantity.start, claim.quantity.start, None, None)
        when = replace(read, first=told.when[0], last=told.when[1])
    return replace(claim, where=where, when=when)


def _place(report: Report, name: str, claim: Claim, places: Sequence[Place]) -> Place:
    """The place of a quote: as read for this claim, else as the report names it nearest to the number."""
    mine = [place for place in claim.where if place.text == name]
    alike = mine or [place for place in places if place.text == name] or [
        place for place in places if place.text in name or name in place.text
    ]  # fmt: skip
    if not alike:
        return Place(name, *_span(report, name, claim))
    nearest = min(alike, key=lambda place: abs(place.start - claim.quantity.start))
    return nearest if nearest.text == name else replace(nearest, text=name)


def _span(report: Report, words: str | None, claim: Claim) -> tuple[int, int]:
    """Where words stand nearest to a claim's number; nowhere for no words."""
    if words is None:
        return claim.quantity.start, claim.quantity.start
    starts = []
    at = report.text.find(words)
    while at >= 0:
        starts.append(at)
        at = report.text.find(words, at + 1)
    start = min(starts, key=lambda start: abs(start - claim.quantity.start))
    return start, start + len(words)
