"""Coverage-led fuzzing of the whole per-report path: bytes to Report to Claims to a line of JSON.

    pip install 'sayso[fuzz]'
    python fuzz/per_report.py -max_total_time=60 -max_len=400 -len_control=0   a smoke run
    python fuzz/per_report.py corpus/ -max_len=4000        a long one; corpus/ keeps what reached new code

The first byte chooses how the rest comes in: as a file of one of the formats, or each two bytes as one word
of the lexicon, so that fuzzing gets past the words. Anything but an exception of
`sayso.errors` is a find; the input that made it is written to crash-*.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO

import atheris

with atheris.instrument_imports(include=["sayso"]):
    from sayso.errors import SaysoError
    from sayso.export.jsonl import line
    from sayso.lexicon import load
    from sayso.pipeline import extract
    from sayso.read.files import FORMATS
    from sayso.read.report import Source
    from sayso.records import Report

# Enough words of harm that what stands behind them passes the relevance filter.
HARM = (
    "Troops killed civilians; soldiers wounded, families displaced, shelling, airstrikes, fighters, victims. "
    * 5
)
ENDINGS = sorted(FORMATS)
SIGNS = [*'.,;:–-()“”"’\n', "Loikaw", "Kayah", "12", "1,200", "2023", "$", "%", "he", "it"]


def read_one(data: bytes) -> None:
    """Reads one input to the end; every quote of every claim must be its slice."""
    if not data:
        return
    if data[0] % 2:
        check(Report("fuzz", " ".join(words_of(data[1:])), ""))
        return
    ending = ENDINGS[data[0] // 2 % len(ENDINGS)]
    try:
        for found in FORMATS[ending](BytesIO(data[1:]), Source(f"fuzz{ending}", "fuzz")):
            if isinstance(found, Report):
                check(found)
    except SaysoError:
        return


def words_of(data: bytes) -> Iterator[str]:
    """A word of the lexicon for each two bytes."""
    for high, low in zip(data[::2], data[1::2], strict=False):
        yield WORDS[(high * 256 + low) % len(WORDS)]


def check(report: Report) -> None:
    """Claims of a report, behind words of harm too, hold their quotes and can be printed."""
    for text in (report.text, HARM + report.text):
        for claim in extract(Report(report.id, text, report.digest, report.outlet, report.published)):
            assert all(text[quote.start : quote.end] == quote.text for quote in claim.quotes())
            line(claim)


if __name__ == "__main__":
    LEXICON = load()
    TABLES = (LEXICON.triggers, LEXICON.hedges, LEXICON.saying, LEXICON.nouns, LEXICON.means)
    CLOSED = [word for words in LEXICON.words.values() for word in words]
    WORDS = sorted(
        {*SIGNS, *CLOSED, *LEXICON.numerals, *(first for table in TABLES for first in table.by_first)}
    )
    atheris.Setup(sys.argv, read_one)
    atheris.Fuzz()
