"""Combines what the role modules say into claims; the only place that does."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sayso.extract.attribution import attribute
from sayso.extract.counted import Counted
from sayso.extract.doers import by
from sayso.extract.means import means
from sayso.extract.parts import parts
from sayso.extract.whom import whom
from sayso.lexicon import Reading
from sayso.records import Claim, Quote, Report


def combine(reading: Reading, counted: Sequence[Counted]) -> tuple[Claim, ...]:
    """The claims of a report, places and days still to be resolved, in the order of `counted`."""
    report = reading.report
    harmed = whom(reading, counted)
    phrases = [choice.value for choice in harmed]
    columns = zip(
        counted, harmed, by(reading, counted, phrases), means(reading, counted, phrases),
        attribute(reading, counted), parts(reading, counted, phrases), strict=True,
    )  # fmt: skip
    ids = [claim_id(report, item) for item in counted]
    claims = []
    for item, who, doer, way, source, whole in columns:
        chosen = (item, who, doer, way, source, whole)
        claims.append(
            Claim(
                document=report.id,
                id=claim_id(report, item),
                kind=item.kind,
                quantity=item.quantity,
                evidence=_evidence(reading, item),
                whom=who.value,
                by=doer.value,
                means=way.value,
                source=source.value,
                part_of=None if whole.value is None else ids[whole.value],
                mentions=item.mentions,
                rules=tuple(dict.fromkeys(rule for choice in chosen for rule in choice.rules)),
                doubts=tuple(doubt for choice in chosen for doubt in choice.doubts),
            )
        )
    return tuple(claims)


def claim_id(report: Report, item: Counted) -> str:
    """The first sixteen hexadecimal digits of SHA-256 over report digest, kind and quantity span."""
    key = f"{report.digest}|{item.kind}|{item.quantity.start}|{item.quantity.end}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _evidence(reading: Reading, item: Counted) -> Quote:
    passage = reading.passages[reading.passage_of[item.first]]
    return Quote(reading.report.text[passage.start : passage.end], passage.start, passage.end)
