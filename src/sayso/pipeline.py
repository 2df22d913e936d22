"""The whole system on one screen."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract import Counted, combine, count
from sayso.lexicon import Lexicon, Reading, annotate, load
from sayso.records import Claim, Report
from sayso.resolve.days import resolve_days
from sayso.resolve.places import resolve_places
from sayso.segment import segment


def look(report: Report, lexicon: Lexicon | None = None) -> Reading:
    """A report cut into passages, with the lexicon's words marked."""
    lexicon = lexicon or load()
    return annotate(report, segment(report, lexicon), lexicon)


def extract(report: Report, lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """The claims of a report, in the order of its text."""
    reading = look(report, lexicon)
    return claims_of(reading, count(reading))


def claims_of(reading: Reading, counted: Sequence[Counted]) -> tuple[Claim, ...]:
    """Claims with all their slots, of quantities whose kinds are decided."""
    claims = combine(reading, counted)
    claims = resolve_days(reading, claims)
    return resolve_places(reading, claims)
