"""Reports and claims made by hand, so that tests of the ledger need no extraction."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sayso.records import (
    Attribution,
    Claim,
    Doer,
    Doubt,
    Harmed,
    Kind,
    Period,
    Place,
    Quantity,
    Quote,
    Report,
    Run,
)

FIRST_RUN = Run("first", date(2023, 12, 1))
SECOND_RUN = Run("second", date(2023, 12, 9))
TEXT = (
    "Shelling killed 12 civilians in Loikaw on Tuesday, the KNDF said. Later 3 children were found injured."
)
LOIKAW = Place("Loikaw", 32, 38, "Loikaw", 19.67, 97.21, "MM", "Kayah State", None, "town", 1309793)
TUESDAY = Period("on Tuesday", 39, 49, date(2023, 11, 21), date(2023, 11, 21))


def a_report(text: str = TEXT, **known: Any) -> Report:
    """A report of the Example Times, unless told otherwise."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    given: dict[str, Any] = {
        "id": f"note-{digest[:8]}",
        "outlet": "Example Times",
        "published": date(2023, 11, 22),
    }
    return Report(text=text, digest=digest, **{**given, **known})


def a_claim(report: Report, words: str, kind: Kind = "killed", value: float = 12, **slots: Any) -> Claim:
    """A claim whose quantity is those words of the report and whose evidence is the whole text."""
    start = report.text.index(words)
    named = f"{report.digest}|{kind}|{start}|{start + len(words)}"
    return Claim(
        document=report.id,
        id=hashlib.sha256(named.encode()).hexdigest()[:16],
        kind=kind,
        quantity=Quantity(words, start, start + len(words), value, "exact"),
        evidence=Quote(report.text, 0, len(report.text)),
        **slots,
    )


def claims_of(report: Report) -> list[Claim]:
    """Two claims of a report with the words of `TEXT`, one with every slot and one with hardly any."""
    killed = a_claim(
        report,
        "12",
        whom=Harmed("civilians", 19, 28, "civilian", (), "mm-civilians"),
        by=Doer("Shelling", 0, 8),
        means="shelling",
        where=(LOIKAW,),
        when=TUESDAY,
        told=Period("on Tuesday", 39, 49, date(2023, 11, 21), None, "week"),
        source=Attribution(
            "the KNDF", 51, 59, "said", chain=("the KNDF",), party="mm-kndf", outlet=report.outlet
        ),
        mentions=(Quote("civilians", 19, 28),),
        rules=("killed.kill",),
        doubts=(Doubt("by", "the means, not the party"),),
    )
    injured = a_claim(
        report,
        "3",
        kind="injured",
        value=3,
        whom=Harmed("children", 74, 82, "civilian", ("children",)),
        when=Period("Later", 66, 71, None, None),
    )
    return [killed, injured]
