"""What another ledger kept, read from the JSON lines that `sayso export jsonl` writes."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

from sayso.policy import POLICIES
from sayso.read import Given, Skipped
from sayso.read.json import read_lines
from sayso.read.report import Source
from sayso.read.text import GZIP
from sayso.records import Claim, Decision, Doubt, Report, Run
from sayso.rows import claim_of, whole_row
from sayso.ruling import decision_of, faults_in
from sayso.ruling.fields import faults_of
from sayso.settings import Settings

HEADER: Final = "sayso_export"
VERSION: Final = "jsonl/1"
_BEGINNING: Final = b'{"' + HEADER.encode() + b'"'
_ID_DIGITS: Final = 16
# Of a claim's row: what is checked here; all else `faults_of` knows.
_OWN: Final = frozenset({"document", "id", "incident", "mentions", "policy", "rules", "doubts"})
_SLOTS: Final = ("quantity", "told", "whom", "by", "when", "source", "evidence")
_BOUNDS: Final = frozenset({"low", "high"})  # of a quantity: they follow from its policy
_NOWHERE: Final = frozenset({"text", "start", "end"})  # of a slot that has no words


@dataclass(frozen=True, slots=True)
class KeptElsewhere:
    """A report, and what each run extracted from it there, the reading that counts last."""

    report: Report
    readings: tuple[tuple[Run, tuple[Claim, ...]], ...]


class _WrongError(Exception):
    """Something of a line that cannot be taken."""


def is_export(path: Path) -> bool:
    """Does a file begin as an export of a ledger does?"""
    try:
        with path.open("rb") as raw, ExitStack() as opened:
            return _unpacked(raw, opened).read(len(_BEGINNING)) == _BEGINNING
    except (OSError, EOFError):
        return False


def read_export(path: Path, settings: Settings) -> Iterator[KeptElsewhere | Decision | Skipped]:
    """What a ledger kept, in its order; in place of a line that is not that, what is wrong with it.

    Nothing is believed that the text does not bear out: words stand where they are said to stand, values are
    those that fields can have.
    """
    source = Source(str(path), path.stem, Given(), settings)
    try:
        with path.open("rb") as raw, ExitStack() as opened:
            for number, line in enumerate(_lines(_unpacked(raw, opened), settings.max_report_bytes), 1):
                if line is None:
                    yield source.too_large(number)
                elif line.strip():
                    yield from _item(line, number, source)
    except (EOFError, gzip.BadGzipFile):
        yield source.skipped("broken gzip file")
    except OSError as error:
        yield source.skipped(error.strerror or "cannot be read")


def _unpacked(raw: BinaryIO, opened: ExitStack) -> BinaryIO:
    """The stream of a file, whether it is packed or not."""
    packed = raw.read(len(GZIP)) == GZIP
    raw.seek(0)
    return opened.enter_context(gzip.GzipFile(fileobj=raw)) if packed else raw  # type: ignore[return-value]


def _lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one over the limit, which is read past."""
    while line := stream.readline(limit + 2):
        if len(line.rstrip(b"\r\n")) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(limit)
        yield None


def _item(line: bytes, number: int, source: Source) -> Iterator[KeptElsewhere | Decision | Skipped]:
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise _WrongError("expected an object")
        if HEADER in fields:
            if fields[HEADER] != VERSION:
                raise _WrongError(f"an export of the form {fields[HEADER]!r}; expected {VERSION!r}")
        elif "decision" in fields:
            yield _decision(fields["decision"])
        else:
            yield _kept(line, fields, source)
    except _WrongError as error:
        yield source.skipped(str(error), number)
    except (ValueError, RecursionError):
        yield source.skipped("broken JSON", number)


def _decision(fields: Any) -> Decision:
    try:
        decision = decision_of(fields)
        faults = faults_in(decision)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _WrongError("no decision: expected act, who, at, evidence, targets, values, reason") from error
    if faults:
        raise _WrongError(f"a decision that cannot be: {faults[0]}")
    return decision


def _kept(line: bytes, fields: Mapping[str, Any], source: Source) -> KeptElsewhere:
    (report,) = read_lines(io.BytesIO(line), source)
    if not isinstance(report, Report):
        assert isinstance(report, Skipped)
        raise _WrongError(report.reason)
    try:
        doubts = tuple(Doubt(str(each["about"]), str(each["reason"])) for each in fields["doubts"])
        report = replace(report, doubts=doubts)
        readings = tuple(
            (
                Run(str(each["fingerprint"]), date.fromisoformat(each["started"])),
                tuple(_claims(each["claims"], report)),
            )
            for each in fields["readings"]
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _WrongError("no report of an export: expected doubts, and readings with claims") from error
    return KeptElsewhere(report, readings)


def _claims(rows: Iterable[Any], report: Report) -> Iterator[Claim]:
    """The claims of rows, each of which the report's text bears out."""
    seen: set[str] = set()
    for place, row in enumerate(rows, 1):
        named = row.get("id")
        if not isinstance(named, str) or len(named) != _ID_DIGITS or named in seen:
            raise _WrongError(f"claim {place}: id is {named!r}; expected {_ID_DIGITS} digits of its own")
        seen.add(named)
        if row["policy"] not in POLICIES:
            raise _WrongError(
                f"claim {place}: policy {row['policy']!r}; expected one of {', '.join(POLICIES)}"
            )
        if faults := faults_of(_by_field(row)):
            raise _WrongError(f"claim {place}: {faults[0]}")
        claim = replace(claim_of(row, report.text), document=report.id)
        if whole_row(claim) != {**row, "document": report.id}:
            raise _WrongError(f"claim {place}: something is missing, or is more than a claim has")
        for quote in claim.quotes():
            if report.text[quote.start : quote.end] != quote.text:
                raise _WrongError(f"claim {place}: {quote.text[:40]!r} does not stand at {quote.start}")
        yield claim


def _by_field(row: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a row by the names under which a person would correct them."""
    flat: dict[str, Any] = {name: value for name, value in row.items() if name not in (*_OWN, *_SLOTS)}
    for slot in _SLOTS:
        parts = row[slot]
        if parts is None:
            continue
        wordless = _NOWHERE if slot != "evidence" and parts["text"] is None else frozenset()
        flat |= {
            f"{slot}.{part}": value
            for part, value in parts.items()
            if not (slot == "quantity" and part in _BOUNDS) and part not in wordless
        }
    return flat
