"""Claims in words for people: the cells of the table, and dates and numbers as one would write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from sayso.policy import POLICIES
from sayso.records import Bounds, Claim, Period, Report

NOT_TOLD: Final = "–"
OUTLET: Final = "the outlet"
# What would move the cursor, hide text or turn its direction on a terminal; report text is untrusted.
_UNSAFE: Final = re.compile("[\0-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def safe(text: str, *, strip: bool = True) -> str:
    """The words on one line, with nothing in them that a terminal would obey."""
    words = re.sub(r"\s+", " ", _UNSAFE.sub(" ", text))
    return words.strip() if strip else words


def day(value: date, beside: int | None = None) -> str:
    """A day as people write it: "14 Nov 2023"; without the year where that is the one beside it."""
    shown = f"{value.day} {value:%b}"
    return shown if value.year == beside else f"{shown} {value.year}"


def days(period: Period, beside: int | None = None) -> str:
    """ "11–18 Nov", "28 Oct – 3 Nov", "Nov 2023", "2021"; the words as said where there are no days."""
    first, last = period.first, period.last
    if first is None or last is None:
        return safe(period.text)
    if first == last:
        return day(first, beside)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.replace(day=1) == last.replace(day=1):
        if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
            return f"{last:%b %Y}"
        return f"{first.day}–{day(last, beside)}"
    start = day(first, last.year if beside == last.year or first.year == last.year else None)
    return f"{start} – {day(last, beside)}"


def taken(bounds: Bounds) -> str:
    """What a number is taken to mean: "53", "201 or more", "63 to 77", "at most 40"."""
    if bounds.high is None:
        return f"{bounds.low:,} or more"
    if bounds.low == bounds.high:
        return f"{bounds.low:,}"
    return f"{bounds.low:,} to {bounds.high:,}" if bounds.low else f"at most {bounds.high:,}"


def meaning(claim: Claim) -> list[str]:
    """What a claim's number is taken to mean: "53 people", "civilian", "a count at one day"."""
    told = [f"{taken(POLICIES[claim.policy].bounds(claim.quantity))} {claim.quantity.unit}"]
    told += [claim.whom.harmed_class] if claim.whom and claim.whom.harmed_class != "object" else []
    told += ["a count at one day"] if claim.measure == "stock" else []
    told += ["said to be incomplete"] if claim.quantity.partial else []
    return told + ([f"{claim.state} count"] if claim.state != "current" else [])


def figure(claim: Claim, parents: dict[str, Claim]) -> str:
    """The figure as said, with the whole it is a part of: "10 (of 70)"."""
    said = safe(claim.quantity.text)
    whole = parents.get(claim.part_of or "")
    return f"{said} (of {whole.quantity.value:,g})" if whole else said


def whom(claim: Claim) -> str:
    """Whom or what the figure counts; families where they are counted for people."""
    if claim.whom is None or claim.whom.text is None:
        return "families" if claim.quantity.unit == "households" else NOT_TOLD
    return safe(claim.whom.text)


def by(claim: Claim) -> str:
    """The party held responsible and the way: "junta, airstrike"."""
    told = [safe(claim.by.text)] if claim.by else []
    return ", ".join([*told, *([claim.means] if claim.means else [])]) or NOT_TOLD


def where(claim: Claim) -> str:
    """The places as said."""
    return ", ".join(safe(place.text) for place in claim.where) or NOT_TOLD


def when(claim: Claim, report: Report) -> str:
    """The days the claim covers, as said where they could not be resolved."""
    return days(claim.when, report.published.year if report.published else None) if claim.when else NOT_TOLD


def source(claim: Claim) -> str:
    """Who says so, with the stance where it is more than saying; the outlet where it speaks for itself."""
    if claim.source is None or claim.source.text is None:
        return OUTLET
    stance = "" if claim.source.stance in ("said", "claimed") else f" ({claim.source.stance})"
    return safe(claim.source.text) + stance
