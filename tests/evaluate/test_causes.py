"""Why claims are missed or made up, told without a person."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest

from sayso.evaluate import AnnotatedReport, Annotation, compare
from sayso.evaluate.causes import CURES, cause_table, faults
from sayso.records import Claim, Quantity, Quote, Report


def said(text: str, quote: str, value: int) -> Quantity:
    start = text.index(quote)
    return Quantity(quote, start, start + len(quote), value, "exact")


def annotated(kind: Any, quantity: Quantity) -> Annotation:
    return Annotation("c1", kind, quantity, None, "unclear", None, None, (), None, None, None, None)


def found(kind: Any, quantity: Quantity) -> Claim:
    return Claim("r", "f1", kind, quantity, Quote("", 0, 0))


def causes(text: str, gold: tuple[Annotation, ...], claims: tuple[Claim, ...]) -> list[tuple[str, str]]:
    report = Report("r", text, hashlib.sha256(text.encode()).hexdigest(), None, date(2024, 5, 7))
    return [(fault.side, fault.cause) for fault in faults(compare(AnnotatedReport(report, gold), claims))]


@pytest.mark.parametrize(
    ("text", "kind", "quote", "value", "cause"),
    [
        ("Shells killed 12 soldiers in Arden.", "killed", "12", 12, "beside its trigger"),
        ("Shells killed, as the smoke over the wells showed us, 12 soldiers.", "killed", "12", 12, "far from its trigger"),
        ("Shells killed 12 soldiers and three officers.", "killed", "three", 3, "another number nearer"),
        ("Shells killed 12.", "killed", "12", 12, "no noun counted"),
        ("Shells killed 12 soldiers in Arden. The day after it was nine soldiers.", "killed", "nine", 9, "elided"),
        ("There stood 12 soldiers in Arden.", "killed", "12", 12, "no trigger"),
        ("Shells wounded 12 soldiers in Arden.", "displaced", "12", 12, "trigger of another kind"),
        ("A soldier was killed in Arden.", "killed", "A", 1, "a, another"),
        ("The pilot was killed in Arden.", "killed", "The", 1, "the, his"),
        ("Arden fell: they took Lakeside.", "seized", "Lakeside", 1, "name singled out"),
    ],
)  # fmt: skip
def test_why_missed(text: str, kind: str, quote: str, value: int, cause: str) -> None:
    assert causes(text, (annotated(kind, said(text, quote, value)),), ()) == [("missed", cause)]


TEXT = "Shells killed 12 soldiers in Arden. Twelve were buried where a wall fell."


@pytest.mark.parametrize(
    ("gold", "claim", "faulty"),
    [
        (("killed", "12", 12), ("injured", "12", 12), [("missed", "wrong kind"), ("false", "wrong kind")]),
        (
            ("killed", "12", 12),
            ("killed", "12", 2),
            [("missed", "value misread"), ("false", "value misread")],
        ),
        (None, ("killed", "12", 12), [("false", "beside its trigger")]),
        (None, ("killed", "a", 1), [("false", "a, another")]),
        (None, ("seized", "12", 12), [("false", "trigger elsewhere")]),
    ],
)
def test_why_made_up(gold: Any, claim: Any, faulty: list[tuple[str, str]]) -> None:
    known = () if gold is None else (annotated(gold[0], said(TEXT, *gold[1:])),)
    assert causes(TEXT, known, (found(claim[0], said(TEXT, *claim[1:])),)) == faulty


def test_the_table_counts_and_cures() -> None:
    report = Report("r", TEXT, "", None, date(2024, 5, 7))
    told = list(faults(compare(AnnotatedReport(report, ()), (found("killed", said(TEXT, "12", 12)),))))
    table = cause_table(told)
    assert "| beside its trigger | 1 | 100% |" in table
    assert all(fault.cause in CURES for fault in told)
