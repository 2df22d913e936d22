"""Reports as JSON lines, which can be read again, and as CSV, without their texts."""

from __future__ import annotations

from typing import Any, Final

from sayso.export.csv import cells_line
from sayso.export.jsonl import json_line
from sayso.records import Report

COLUMNS: Final = (
    "id", "digest", "outlet", "published", "title", "url", "story", "language", "retold", "withdrawn",
    "facts_from", "doubts",
)  # fmt: skip


def header() -> str:
    """The line of column names of the CSV, with its line end."""
    return cells_line(list(COLUMNS))


def csv_line(report: Report) -> str:
    """A report as one record of CSV, with its line end: all that is known of it but its text."""
    told = row(report) | {"doubts": [doubt.reason for doubt in report.doubts]}
    return cells_line([told[column] for column in COLUMNS])


def jsonl_line(report: Report) -> str:
    """A report as one line of JSONL, without the line end: `sayso read` and `sayso add` read it."""
    return json_line(row(report))


def row(report: Report) -> dict[str, Any]:
    """The public fields of a report in their order."""
    return {
        "id": report.id,
        "digest": report.digest,
        "outlet": report.outlet,
        "published": report.published.isoformat() if report.published else None,
        "title": report.title,
        "url": report.url,
        "story": report.story,
        "language": report.language,
        "retold": report.retold,
        "withdrawn": report.withdrawn,
        "facts_from": list(report.facts_from),
        "doubts": [{"about": doubt.about, "reason": doubt.reason} for doubt in report.doubts],
        "text": report.text,
    }
