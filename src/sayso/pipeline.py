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
    """The claims of a report, in the order of its text; none where the lexicon has not its language."""
    lexicon = lexicon or load()
    if report.language not in (None, lexicon.language):
        return ()
    reading = look(report, lexicon)
    return claims_of(reading, count(reading))


def claims_of(reading: Reading, counted: Sequence[Counted]) -> tuple[Claim, ...]:
    """Claims with all their slots, of quantities whose kinds are decided."""
    claims = combine(reading, counted)
    claims = resolve_days(reading, claims)
    claims = resolve_places(reading, claims)
    for quote in (quote for claim in claims for quote in claim.quotes()):
        assert reading.report.text[quote.start : quote.end] == quote.text, quote
    return claims
