"""Reports and claims made for the tests of linking."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sayso.records import Attribution, Claim, Doer, Harmed, Period, Place, Quantity, Quote, Report

TOWNS = {
    "Arden": (19.67, 97.21, "Kayah State"),
    "Brackwater": (19.45, 97.20, "Kayah State"),
    "Colm": (21.95, 96.08, "Mandalay"),
}


def report(
    name: str, text: str = "", day: str = "2023-11-14", outlet: str | None = None, title: str = ""
) -> Report:
    digest = hashlib.sha256(f"{name}{text}".encode()).hexdigest()
    return Report(name, text, digest, outlet or f"{name} daily", date.fromisoformat(day), title or None)


def town(name: str) -> Place:
    latitude, longitude, admin1 = TOWNS[name]
    return Place(
        name, 0, 0, name, latitude, longitude, "MM", admin1, None, "town", 9000 + sorted(TOWNS).index(name)
    )


def claim(document: str, value: int, start: int = 0, kind: str = "killed", **told: Any) -> Claim:
    """A claim; `said` is its sentence, `by_whom` its speaker, `party` that one's party, `days` first and last day."""
    said = told.pop("said", f"{value} people were {kind}")
    spoken, party, chain = told.pop("by_whom", None), told.pop("party", None), told.pop("chain", ())
    days, doer = told.pop("days", ()), told.pop("doer", None)
    when = Period("", start, start, *map(date.fromisoformat, days)) if days else None
    return Claim(
        document,
        hashlib.sha256(f"{document} {kind} {start}".encode()).hexdigest()[:16],
        kind,  # type: ignore[arg-type]
        Quantity(str(value), start, start, value, "exact"),
        Quote(said, start, start + len(said)),
        whom=Harmed("people", start, start, told.pop("harmed", "civilian")),
        by=Doer(doer, start, start) if doer else None,
        where=tuple(town(name) for name in told.pop("where", ())),
        when=when,
        source=Attribution(spoken, start, start, chain=chain, party=party) if spoken else None,
        **told,
    )
