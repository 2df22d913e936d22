"""The rows of `sayso inspect` for who is named in a report: its parties, and its speakers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sayso.extract.speech.memory import speeches
from sayso.knowledge.parties import open_parties
from sayso.lexicon import Reading
from sayso.records import Attribution
from sayso.resolve.parties import mentioned_parties, parties_of

Row = dict[str, Any]


def parties(reading: Reading) -> Iterator[Row]:
    """The parties a report names, one mention a row, with kind, country and side in the report's conflict."""
    known = open_parties()
    conflicts = known.conflicts_in(reading.words)
    for first, last, party in mentioned_parties(reading, known):
        quote, side = reading.quote(first, last), known.side(party, conflicts)
        yield {
            "document": reading.report.id, "start": quote.start, "end": quote.end, "text": quote.text,
            "party": party.name, "kind": party.kind, "country": party.country or None,
            "side": side and ":".join(side),
        }  # fmt: skip


def sources(reading: Reading) -> Iterator[Row]:
    """Every word of saying with its speaker, one a row; `named` is false where it points back to nobody."""
    heard = speeches(reading)
    quotes = [reading.quote(speech.first, speech.last) for speech in heard]
    said = [Attribution(quote.text, quote.start, quote.end) for quote in quotes]
    for speech, quote, party in zip(heard, quotes, parties_of(reading, said), strict=True):
        cue = reading.quote(speech.cue, speech.cue_end)
        yield {
            "document": reading.report.id, "start": quote.start, "end": quote.end, "text": quote.text,
            "verb": cue.text, "verb_start": cue.start, "verb_end": cue.end, "stance": speech.stance,
            "chain": [reading.quote(*span).text for span in speech.chain], "person": speech.person,
            "named": speech.named, "party": party and party.name, "rule": speech.rule,
        }  # fmt: skip
