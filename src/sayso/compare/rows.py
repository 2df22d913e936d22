"""Findings as data: a JSON object each, and a record of CSV each."""

from __future__ import annotations

from typing import Any, Final

from sayso.compare.comparison import Comparison
from sayso.compare.findings import Finding, Ours
from sayso.compare.reasons import bounds_of
from sayso.export.csv import cells_line
from sayso.read.coded import NAMES, CodedEvent

COLUMNS: Final = (
    "verdict", "differs_in", "their_ids", "their_lines", "their_from", "their_to", "their_place",
    "their_country", "their_actors", "their_best", "their_low", "their_high", "our_incidents", "our_from",
    "our_to", "our_place", "our_country", "our_actors", "our_best", "our_low", "our_high", "our_claims",
    "because", "reasons",
)  # fmt: skip


def comparison_row(comparison: Comparison) -> dict[str, Any]:
    """A whole comparison as one object: what was compared, the summary, each finding."""
    return {
        "dataset": NAMES[comparison.dataset],
        "policy": comparison.policy,
        "summary": summary(comparison),
        "findings": [finding_row(each) for each in comparison.findings],
    }


def summary(comparison: Comparison) -> dict[str, Any]:
    """How many of what: findings by verdict, and what was not compared, with its reason."""
    return {
        **{name: comparison.count(name) for name in ("same", "differs", "missing here", "missing there")},
        "not coded there": dict(comparison.left_out),
        "outside": comparison.outside,
        "unread": [str(each) for each in comparison.unread],
    }


def finding_row(finding: Finding) -> dict[str, Any]:
    """A finding as an object: rows and events whole, differences with their reasons."""
    return {
        "verdict": finding.verdict,
        "theirs": [_their_row(each) for each in finding.theirs],
        "ours": [_our_row(each) for each in finding.ours],
        "because": list(finding.because),
        "differences": [
            {
                "about": each.about,
                "told": each.told,
                "reasons": [{"kind": reason.kind, "told": reason.told} for reason in each.reasons],
            }
            for each in finding.differences
        ],
    }


def findings_csv(comparison: Comparison) -> str:
    """The findings as CSV, a record each; several rows or events of one stand in one cell."""
    lines = [cells_line(COLUMNS)]
    lines += [cells_line([row[column] for column in COLUMNS]) for row in map(_record, comparison.findings)]
    return "".join(lines)


def _record(finding: Finding) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {
        "verdict": finding.verdict,
        "differs_in": [each.about for each in finding.differences],
        "because": list(finding.because),
        "reasons": [
            f"{each.told}: {reason.told}" for each in finding.differences for reason in each.reasons
        ] or [each.told for each in finding.differences],
    }  # fmt: skip
    if finding.theirs:
        row |= _their_cells(finding.theirs)
    return row | _our_cells(finding.ours) if finding.ours else row


def _their_cells(theirs: tuple[CodedEvent, ...]) -> dict[str, Any]:
    first = theirs[0]
    return {
        "their_ids": [each.id for each in theirs],
        "their_lines": [each.line for each in theirs],
        "their_from": min(each.first for each in theirs).isoformat(),
        "their_to": max(each.last for each in theirs).isoformat(),
        "their_place": first.spot.name,
        "their_country": first.spot.country,
        "their_actors": list(first.sides),
        "their_best": sum(each.best for each in theirs),
        "their_low": _together([each.low for each in theirs]),
        "their_high": _together([each.high for each in theirs]),
    }


def _our_cells(ours: tuple[Ours, ...]) -> dict[str, Any]:
    low, best, high = bounds_of(ours)
    first = _our_row(ours[0])
    return {
        "our_incidents": [each.event.incident for each in ours],
        "our_from": min(each.event.days.first for each in ours).isoformat(),
        "our_to": max(each.event.days.last for each in ours).isoformat(),
        "our_place": first["place"],
        "our_country": first["country"],
        "our_actors": first["actors"],
        "our_best": best,
        "our_low": low,
        "our_high": high,
        "our_claims": [claim for each in ours for claim in each.figure.claims],
    }


def _their_row(event: CodedEvent) -> dict[str, Any]:
    return {
        "id": event.id, "line": event.line, "from": event.first.isoformat(), "to": event.last.isoformat(),
        "day_precision": event.day_precision, "place": event.spot.name, "country": event.spot.country,
        "latitude": event.spot.latitude, "longitude": event.spot.longitude,
        "place_precision": event.spot.precision, "actors": list(event.sides), "best": event.best,
        "low": event.low, "high": event.high, "sources": list(event.cites),
    }  # fmt: skip


def _our_row(ours: Ours) -> dict[str, Any]:
    event, figure = ours.event, ours.figure
    place, sides = event.place, event.sides
    return {
        "incident": event.incident, "from": event.days.first.isoformat(), "to": event.days.last.isoformat(),
        "day_precision": event.days.precision, "place": place.name or place.text, "country": event.country,
        "latitude": place.latitude, "longitude": place.longitude, "place_precision": place.precision,
        "actors": [actor.name for actor in (sides.first, sides.second) if actor is not None],
        "best": figure.best, "low": figure.low, "high": figure.high, "claims": list(figure.claims),
    }  # fmt: skip


def _together(numbers: list[int | None]) -> int | None:
    return None if None in numbers else sum(each or 0 for each in numbers)
