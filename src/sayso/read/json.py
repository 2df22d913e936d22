"""Report JSON: one object, an array of them, or JSONL; batches are streamed, one report in memory at a time.

    {"id": "short-slug", "outlet": "Myanmar Now", "published": "2023-11-21", "title": "...", "url": "...",
     "story": null, "retold": false, "facts_from": [], "withdrawn": false, "text": "..."}

Only `text` must be there; `withdrawn` says that the outlet took it back. Other keys (annotated `claims`, say)
are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, Final

from sayso.read.report import Known, Skipped, Source, day_of, report_of
from sayso.read.text import BYTE_ORDER_MARK, utf8_of
from sayso.records import Report

CHUNK: Final = 1 << 16  # bytes
# What an export of a ledger has beside reports: `sayso add` takes it, to whoever reads it is nothing.
_OF_AN_EXPORT: Final = (b'{"sayso_export"', b'{"decision"')
_TYPES: Final = {
    str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list",
    dict: "an object", type(None): "null",
}  # fmt: skip


def read_lines(stream: BinaryIO, source: Source) -> Iterator[Report | Skipped]:
    """The reports of a JSONL file; a line that is none is told with its number and the next is read."""
    limit, line = source.settings.max_report_bytes, 0
    while raw := stream.readline(limit + 2):
        line += 1
        if line == 1:
            raw = raw.removeprefix(BYTE_ORDER_MARK)
        if len(raw.rstrip(b"\r\n")) > limit:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(CHUNK)
            yield source.too_large(line)
        elif raw.strip() and not raw.startswith(_OF_AN_EXPORT):
            yield _report(raw.strip(), source, line)
    if not line:
        yield source.skipped("empty file")


def read_json(stream: BinaryIO, source: Source) -> Iterator[Report | Skipped]:
    """The reports of a JSON file that is one object, an array, or several objects one after another."""
    empty = True
    for line, raw in _Values(source.settings.max_report_bytes).of(stream):
        empty = False
        yield source.too_large(line) if raw is None else _report(raw, source, line)
    if empty:
        yield source.skipped("holds no report")


class _Values:
    """Cuts a stream into its top-level values without parsing them; an array at the top is opened up.

    Yields the line each begins on and its bytes, None for one over the limit. What is no JSON comes out as it
    stands, for the parser to refuse. Only quotes, backslashes and brackets are looked at: time is linear.
    """

    _OUTSIDE: Final = re.compile(rb'["{}\[\]\n,]')
    _INSIDE: Final = re.compile(rb'["\\\n]')

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.value = bytearray()
        self.size = 0
        self.line = self.begins = 1
        self.depth = 0
        self.in_array = self.in_string = self.escaped = False

    def of(self, stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
        first = True
        while chunk := stream.read(CHUNK):
            yield from self._cut(chunk.removeprefix(BYTE_ORDER_MARK) if first else chunk)
            first = False
        if self.in_array and not self.size:
            self._keep(b"[")  # an array that is never closed
        yield from self._close()

    def _cut(self, chunk: bytes) -> Iterator[tuple[int, bytes | None]]:
        at = 0
        while at < len(chunk):
            if self.escaped:
                self._keep(chunk[at : at + 1])
                self.escaped = False
                at += 1
                continue
            found = (self._INSIDE if self.in_string else self._OUTSIDE).search(chunk, at)
            if found is None:
                self._keep(chunk[at:])
                return
            self._keep(chunk[at : found.start()])
            yield from self._mark(found[0])
            at = found.end()

    def _mark(self, mark: bytes) -> Iterator[tuple[int, bytes | None]]:
        """Takes one byte that may open or close something."""
        between = not self.depth and not self.in_string
        if mark == b"\n":
            self._keep(mark)
            self.line += 1
        elif self.in_string:
            self._keep(mark)
            self.escaped, self.in_string = mark == b"\\", mark != b'"'
        elif mark == b"," and between and self.in_array:
            yield from self._close()
        elif mark == b"[" and between and not self.in_array and not self.size:
            self.in_array = True
        elif mark == b"]" and between and self.in_array:
            yield from self._close()
            self.in_array = False
        else:
            self._keep(mark)
            self.in_string = mark == b'"'
            self.depth += (mark in b"{[") - (mark in b"}]")
            if self.depth <= 0 and mark in b"}]":
                self.depth = 0
                yield from self._close()

    def _keep(self, piece: bytes) -> None:
        """Adds to the value that is being read; white space before it is no part of it."""
        if not self.size:
            piece = piece.lstrip()
            self.begins = self.line
        self.size += len(piece)
        if self.size <= self.limit:
            self.value += piece
        else:
            self.value.clear()

    def _close(self) -> Iterator[tuple[int, bytes | None]]:
        """Ends the value that is being read, if there is one."""
        if self.size:
            yield self.begins, bytes(self.value) if self.size <= self.limit else None
        self.value.clear()
        self.size = 0


def _report(raw: bytes, source: Source, line: int) -> Report | Skipped:
    """The report that a JSON value describes, or what is wrong with it."""
    text = utf8_of(raw, source, line)
    if isinstance(text, Skipped):
        return text
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        return source.skipped(f"broken JSON: {error.msg}", line + error.lineno - 1)
    except RecursionError:
        return source.skipped("broken JSON: nested too deep", line)
    except ValueError:  # more digits than Python converts
        return source.skipped("broken JSON: a number of too many digits", line)
    if not isinstance(value, dict):
        return source.skipped(f"expected a report (an object with `text`), found {_TYPES[type(value)]}", line)
    try:
        known = Known(
            id=_words(value, "id"), outlet=_words(value, "outlet"), published=_published(value),
            title=_words(value, "title"), url=_words(value, "url"), story=_words(value, "story"),
            language=_words(value, "language"), retold=_whether(value, "retold"),
            facts_from=_facts_from(value), withdrawn=_whether(value, "withdrawn"),
        )  # fmt: skip
        body = _words(value, "text")
    except _WrongValueError as error:
        return source.skipped(str(error), line)
    if body is None:
        return source.skipped("a report without `text`", line)
    return report_of(body, source, known, line)


class _WrongValueError(Exception):
    """A key of a report that holds what it cannot hold."""


def _wrong(key: str, expected: str, value: Any) -> _WrongValueError:
    found = repr(value)
    shown = found if len(found) <= 40 else _TYPES[type(value)]
    return _WrongValueError(f"wrong {key}: expected {expected}, found {shown}")


def _words(value: dict[str, Any], key: str) -> str | None:
    words = value.get(key)
    if words is None or isinstance(words, str):
        return words
    raise _wrong(key, "text", words)


def _published(value: dict[str, Any]) -> date | None:
    words = value.get("published")
    if words is None or words == "":
        return None
    day = day_of(words) if isinstance(words, str) else None
    if day is None:
        raise _wrong("published", "a day (2023-11-21) or a time with its zone", words)
    return day


def _whether(value: dict[str, Any], key: str) -> bool:
    told = value.get(key)
    if told is None or isinstance(told, bool):
        return bool(told)
    raise _wrong(key, "true or false", told)


def _facts_from(value: dict[str, Any]) -> tuple[str, ...]:
    pages = value.get("facts_from") or []
    if isinstance(pages, list) and all(isinstance(page, str) for page in pages):
        return tuple(pages)
    raise _wrong("facts_from", "a list of addresses", pages)
