"""Annotated reports: what two careful people would read, for Sayso's claims to be held against."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from sayso.errors import EvaluationError
from sayso.records import CLASSES, HEDGES, KINDS, HarmedClass, Kind, Means, Quantity, Report, Unit

_UNITS: Final[tuple[str, ...]] = Unit.__args__  # type: ignore[attr-defined]
_MEANS: Final[tuple[str, ...]] = Means.__args__  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotated claim. Slots hold the quotes alone; `when` is first and last day, both inclusive."""

    id: str
    kind: Kind
    quantity: Quantity
    whom: str | None
    harmed_class: HarmedClass
    by: str | None
    means: Means | None
    where: tuple[str, ...]
    when: tuple[date, date] | None
    source: str | None
    part_of: str | None
    incident: str | None


@dataclass(frozen=True, slots=True)
class AnnotatedReport:
    """A report with the claims that annotators found in it."""

    report: Report
    claims: tuple[Annotation, ...]


def read_gold(folder: Path) -> tuple[AnnotatedReport, ...]:
    """The annotated reports of a folder (one JSON file each), by file name.

    Raises `EvaluationError`, in one line, for a folder without reports and for the first fault of an
    annotation, with the number of the others.
    """
    if not folder.is_dir():
        raise EvaluationError(f"{folder}: no folder")
    faults: list[str] = []
    reports = [_read(path, faults) for path in sorted(folder.glob("*.json"))]
    if faults:
        more = f" (and {len(faults) - 1} more faults)" if len(faults) > 1 else ""
        raise EvaluationError(faults[0] + more)
    found = tuple(report for report in reports if report is not None)
    if not found:
        raise EvaluationError(f"{folder}: no annotated reports (*.json)")
    return found


def gold_digest(reports: Collection[AnnotatedReport]) -> str:
    """SHA-256 over texts, days and annotations: figures are comparable only where it is the same."""
    total = hashlib.sha256()
    for each in reports:
        total.update(
            f"{each.report.id}|{each.report.digest}|{each.report.published}|{each.claims}\n".encode()
        )
    return total.hexdigest()


class _AnnotationError(Exception):
    """What is wrong with one annotation, without its file."""


def _read(path: Path, faults: list[str]) -> AnnotatedReport | None:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        faults.append(f"{path}:{error.lineno}: no JSON: {error.msg}")
        return None
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        faults.append(f"{path}: {error}")
        return None
    try:
        report = _report(document, path)
    except _AnnotationError as fault:
        faults.append(f"{path}: {fault}")
        return None
    claims = tuple(_annotations(report, document.get("claims"), path, faults))
    return AnnotatedReport(report, claims)


def _report(document: Any, path: Path) -> Report:
    if not isinstance(document, dict) or not isinstance(document.get("text"), str):
        raise _AnnotationError("expected an object with a text")
    text: str = document["text"]
    return Report(
        id=_string(document, "id") or path.stem,
        text=text,
        digest=hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest(),
        outlet=_string(document, "outlet"),
        published=_day(document.get("published"), "published"),
        title=_string(document, "title"),
        url=_string(document, "url"),
        story=_string(document, "story"),
        retold=document.get("retold") is True,
    )


def _annotations(report: Report, raw: Any, path: Path, faults: list[str]) -> Iterator[Annotation]:
    if not isinstance(raw, list):
        faults.append(f"{path}: claims: expected a list, found {raw!r}")
        return
    known = {claim.get("id") for claim in raw if isinstance(claim, dict) and isinstance(claim.get("id"), str)}
    seen: set[str] = set()
    for number, claim in enumerate(raw, 1):
        try:
            found = _annotation(report.text, claim)
            if found.id in seen:
                raise _AnnotationError("id: stands twice")
            if found.part_of is not None and found.part_of not in known:
                raise _AnnotationError(f"part_of: {found.part_of!r} is no claim of this report")
        except _AnnotationError as fault:
            name = claim.get("id") if isinstance(claim, dict) else None
            faults.append(f"{path}: claim {name or number}: {fault}")
            continue
        seen.add(found.id)
        yield found


def _annotation(text: str, claim: Any) -> Annotation:
    if not isinstance(claim, dict):
        raise _AnnotationError(f"expected an object, found {claim!r}")
    whom = _object(claim, "whom")
    where = claim.get("where", [])
    if not isinstance(where, list) or not all(isinstance(name, str) and name in text for name in where):
        raise _AnnotationError(f"where: expected a list of names that stand in the text, found {where!r}")
    identifier = _string(claim, "id")
    if not identifier:
        raise _AnnotationError("id: missing")
    return Annotation(
        id=identifier,
        kind=_one_of(claim, "kind", KINDS),
        quantity=_quantity(text, claim),
        whom=_quoted(text, whom, "quote", "whom"),
        harmed_class=_one_of(whom, "class", CLASSES),
        by=_quoted(text, claim, "by"),
        means=None if claim.get("means") is None else _one_of(claim, "means", _MEANS),
        where=tuple(where),
        when=_period(claim),
        source=_quoted(text, claim, "source"),
        part_of=_string(claim, "part_of"),
        incident=_string(claim, "incident"),
    )


def _quantity(text: str, claim: Mapping[str, Any]) -> Quantity:
    said = _object(claim, "quantity")
    quote = _string(said, "quote") or ""
    near = _string(claim, "near") or _string(said, "near") or quote
    base, inside = text.find(near), near.find(quote)
    if not quote or base < 0 or inside < 0:
        raise _AnnotationError(f"quantity: {quote!r} does not stand in the text near {near!r}")
    value, high = said.get("value"), said.get("value_high")
    hedge = _one_of(said, "hedge", HEDGES)
    for number, asked in ((value, True), (high, hedge == "range")):
        if asked and (isinstance(number, bool) or not isinstance(number, int | float)):
            raise _AnnotationError(f"quantity: expected a number, found {number!r}")
    unit = "people" if claim.get("unit") is None else _one_of(claim, "unit", _UNITS)
    start = base + inside
    partial = claim.get("partial") is True
    return Quantity(quote, start, start + len(quote), value, hedge, high, unit, partial)  # type: ignore[arg-type]


def _period(claim: Mapping[str, Any]) -> tuple[date, date] | None:
    if claim.get("when") is None:
        return None
    when = _object(claim, "when")
    first, last = _day(when.get("start"), "when.start"), _day(when.get("end"), "when.end")
    if first > last:
        raise _AnnotationError(f"when: {first} is after {last}")
    return first, last


def _day(value: Any, name: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _AnnotationError(f"{name}: expected a day (2023-11-21), found {value!r}") from None


def _object(claim: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = claim.get(name)
    if not isinstance(value, dict):
        raise _AnnotationError(f"{name}: expected an object, found {value!r}")
    return value


def _string(claim: Mapping[str, Any], name: str) -> str | None:
    value = claim.get(name)
    if value is not None and not isinstance(value, str):
        raise _AnnotationError(f"{name}: expected a text, found {value!r}")
    return value


def _quoted(text: str, claim: Mapping[str, Any], name: str, shown: str | None = None) -> str | None:
    value = _string(claim, name)
    if value is not None and value not in text:
        raise _AnnotationError(f"{shown or name}: {value!r} does not stand in the text")
    return value


def _one_of(claim: Mapping[str, Any], name: str, known: Collection[str]) -> Any:
    value = claim.get(name)
    if value not in known:
        raise _AnnotationError(f"{name}: {value!r} is none of {', '.join(known)}")
    return value
