"""What a reader is told: rows without the names, sites and notes that are withheld.

Coders and leads work on the reports themselves, and see all of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from functools import cached_property
from typing import Any, Final

import orjson
from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from sayso.errors import NotInLedgerError
from sayso.knowledge.gazetteer import fold, open_gazetteer
from sayso.records import Claim, Report
from sayso.review.api.answers import Rows, written
from sayso.review.api.findable import tells
from sayso.review.readers import Readers
from sayso.rows import claim_of, row
from sayso.store import Filters, Ledger

_ANY_DIGEST: Final = re.compile(rb'"([0-9a-f]{64})"')
_NAMED: Final = re.compile(r"[^\n]{1,500}#[0-9a-f]{16}")
_ANY_NAMED: Final = re.compile(rb'#[0-9a-f]{16}"')
_IDENTITY: Final = re.compile(r"[0-9a-f]{64}|(?=\d*[a-f])[0-9a-f]{16}")  # neither a word nor a number to call
_DIVISIONS: Final = ("admin2", "admin1", "country")
_COARSE: Final = frozenset({"country", "province", "district"})
_NOTES: Final = frozenset({"reason", "values", "comments"})
_ESSENTIAL: Final = frozenset({"claim", "report", "figure"})  # a row that may not tell it tells nothing
_PLACE_IN_A_LIST: Final = "next"  # numbers, days and ids in another writing
_LEFT_OUT: Final = object()

Row = dict[str, Any]
Reports = tuple[Report, ...]


class ToldRoute(APIRoute):
    """A route whose rows a reader is told as the ledger may be told."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The route's own answer, and what a reader is told of it."""
        answer = super().get_route_handler()

        async def told(request: Request) -> Response:
            response = await answer(request)
            if response.body and getattr(request.state, "role", None) == "reader":
                asked = getattr(request.state, "asked", None)
                return await run_in_threadpool(_for_reader, request.app.state, response, asked)
            return response

        return told


def _for_reader(shared: Any, answer: Response, asked: Filters | None) -> Rows:
    """An answer as a reader may be told it. Raises `NotInLedgerError` where all of it is labelled."""
    rows = answer.content if isinstance(answer, Rows) else orjson.loads(answer.body)
    with shared.ledger.at_once():
        told = Telling(shared.ledger, shared.readers, asked).answer(rows)
    if told is _LEFT_OUT:
        raise NotInLedgerError(["nothing that a reader may be told goes by that name"])
    return Rows(told, answer.status_code)


class Telling:
    """One answer on its way to a reader, who asked for what is like the filters: values as JSON has them, and
    rows of lists in JSON already.
    """

    def __init__(self, ledger: Ledger, readers: Readers, asked: Filters | None = None) -> None:
        self._ledger, self._readers, known = ledger, readers, readers.now()
        self._disclosure, self._rows = known.disclosure, known.rows
        self._asked, self._asked_words = asked, repr(asked).encode()
        self._reports: dict[str, Report | None] = {}
        self._texts: dict[tuple[object, ...], str] = {}

    def answer(self, value: Any) -> Any:
        """The whole of it. Of rows that were told before not even the reports are looked up."""
        rows = (
            {name: each for name, each in value.items() if _are_rows(each)} if isinstance(value, dict) else {}
        )
        known = {name: [self._as_before(each) for each in some] for name, some in rows.items()}
        new = [each for some in known.values() for each in some if isinstance(each, bytes)]
        left = {name: each for name, each in value.items() if name not in rows} if rows else value
        self._spoken_of = SpokenOf(self._ledger, self._readers, written([left, new]))
        return self.told(value | known if rows else value, ())

    def _as_before(self, row: bytes) -> Any:
        """A row as it was told before; itself where it was not."""
        try:
            told = self._rows.told(self._key(row, ()))
        except KeyError:
            return row
        return _LEFT_OUT if told is None else orjson.Fragment(told)

    def told(self, value: Any, reports: Reports) -> Any:
        """A value as a reader may be told it; `reports` are those it speaks of."""
        if isinstance(value, str):
            return self._words(value, reports)
        if isinstance(value, dict):
            return self._row(value, reports)
        if isinstance(value, bytes):
            return self._in_list(value, reports)
        if isinstance(value, list | tuple):
            rows = (self._in_list(each, reports) for each in value)
            return [each for each in rows if each is not _LEFT_OUT]
        return value if _has_no_words(value) else self.told(orjson.loads(written(value)), reports)

    def _in_list(self, value: Any, reports: Reports) -> Any:
        """The same of one of several: the same rows are listed again and again."""
        if value is _LEFT_OUT or isinstance(value, orjson.Fragment):
            return value
        if not isinstance(value, dict | bytes):
            return self.told(value, reports)
        key = self._key(value if isinstance(value, bytes) else written(value), reports)
        try:
            found = self._rows.told(key)
        except KeyError:
            told = self._row(orjson.loads(value) if isinstance(value, bytes) else value, reports)
            found = None if told is _LEFT_OUT else written(told)
            self._rows.keep(key, found)
        return _LEFT_OUT if found is None else found

    def _key(self, row: bytes, reports: Reports) -> bytes:
        """What a row is told by: JSON, digests and words, none of which has the end of a line in it."""
        return b"\n".join((row, *(each.digest.encode() for each in reports), self._asked_words))

    def _row(self, fields: Row, reports: Reports) -> Any:
        about = self._spoken_of.in_row(fields) or reports
        own = about[0] if len(about) == 1 else None
        if self._is_labelled(fields, own):
            return _LEFT_OUT
        told: dict[str, Any] = {}
        if own is not None and _is_claim(fields):
            claim = self._disclosure.claim(own, claim_of(fields, own.text)).value
            if claim is None or not self._finds(own, claim):
                return _LEFT_OUT
            told = row(claim)
        elif own is not None and _is_listed(fields) and not self._finds(own, None):
            return _LEFT_OUT
        for name, value in fields.items():
            if name not in told:
                shown = self._words(name, about) if "#" in name else name
                told[shown] = self._field(name, value, fields, about)
        if any(told.get(name) is _LEFT_OUT for name in _ESSENTIAL):
            return _LEFT_OUT
        return _coarse({name: value for name, value in told.items() if value is not _LEFT_OUT})

    def _finds(self, report: Report, claim: Claim | None) -> bool:
        """Is what is told of it like the filters, too?"""
        if self._asked is None:
            return True
        told = self._report(report)
        return told is not None and tells(self._asked, told, claim)

    def _field(self, name: str, value: Any, fields: Row, about: Reports) -> Any:
        if _has_no_words(value) or name == _PLACE_IN_A_LIST:
            return value
        own = about[0] if len(about) == 1 else None
        if name in _NOTES and ("who" in fields or name == "comments"):
            cleared = own is not None and self._disclosure.clears(own, _claim_named(fields))
            return self.told(value, about) if cleared else type(value)() if name == "comments" else None
        if name == "explanation":
            notes = [each["reason"] for each in fields.get("choices", ()) if each.get("reason")]
            value = [line for line in value if not any(note in line for note in notes)]
        if own is not None and name == "url" and value == own.url:
            return self._disclosure.address(own)
        if own is not None and name == "text" and value == own.text:
            told = self._report(own)
            return told and told.text
        if name == "report" and isinstance(value, dict):  # the rows of its claims share it
            return self._in_list(value, about)
        return self.told(value, about)

    def _words(self, text: str, reports: Reports) -> str:
        """Words as they may be told."""
        key = text, *map(id, reports)
        if key not in self._texts:
            self._texts[key] = self._looked_at(text, reports)
        return self._texts[key]

    def _looked_at(self, text: str, reports: Reports) -> str:
        """Words as they may be told; ids of reports, alone or before that of a claim, as everywhere."""
        document, mark, claim = text.rpartition("#")
        for report in reports:
            if report.id in (text, document) and not self._disclosure.labels.is_labelled(report):
                told = self._disclosure.document(report)
                return f"{told}{mark}{claim}" if mark else told
        return text if _IDENTITY.fullmatch(text) else self._disclosure.text(text, reports).value or ""

    def _is_labelled(self, fields: Row, own: Report | None) -> bool:
        """Is its report labelled, the claim it is about, or a claim that a figure rests on?"""
        if own is not None and self._disclosure.labels.is_labelled(own):
            return True
        labels = self._disclosure.labels.claims
        if labels.get(_claim_named(fields) or "", "public") != "public":
            return True
        if "low_limit" not in fields:
            return False
        return any(labels.get(name.rpartition("#")[2], "public") != "public" for name in fields["claims"])

    def _report(self, report: Report) -> Report | None:
        """A report as it may be told; None where it is labelled."""
        if report.digest not in self._reports:
            self._reports[report.digest] = self._disclosure.report(report).value
        return self._reports[report.digest]


class SpokenOf:
    """The reports that an answer speaks of, by their digests or as those of claims that it names."""

    def __init__(self, ledger: Ledger, readers: Readers, body: bytes) -> None:
        self._ledger, self._readers, self._body = ledger, readers, body
        self._names_claims = _ANY_NAMED.search(body) is not None  # most answers do not

    def in_row(self, fields: Row) -> Reports:
        """The report that a row is of; else all that are named within it."""
        named = fields.get("digest") or fields.get("report")
        if isinstance(named, dict):
            named = named.get("digest")
        if isinstance(named, str) and named in self._reports:
            return (self._reports[named],)
        if not self._names_claims:
            return ()
        digests = {self._digests[each] for each in _texts(fields) if each in self._digests}
        return tuple(self._reports[each] for each in sorted(digests) if each in self._reports)

    @cached_property
    def _digests(self) -> dict[str, str]:
        """The reports of claims, by the claims' names."""
        texts = _texts(orjson.loads(self._body)) if self._names_claims else ()
        names = {each for each in texts if _NAMED.fullmatch(each)}
        told = self._ledger.linked().told(names) if names else {}
        return {name: heading.digest for name, (_, heading, _) in told.items()}

    @cached_property
    def _reports(self) -> dict[str, Report]:
        """All of them, read in one go, by digest."""
        named = {each.decode() for each in _ANY_DIGEST.findall(self._body)}
        return self._readers.reports(named.union(self._digests.values()))


def _texts(value: Any) -> set[str]:
    """All texts in a value."""
    found, left = set[str](), [value]
    while left:
        each = left.pop()
        if isinstance(each, str):
            found.add(each)
        elif isinstance(each, dict):
            left.extend(each.values())
        elif isinstance(each, list | tuple):
            left.extend(each)
        elif isinstance(each, bytes):
            left.append(orjson.loads(each))
    return found


def _are_rows(value: Any) -> bool:
    """Are these rows that were written?"""
    return isinstance(value, list) and all(isinstance(each, bytes) for each in value)


def _has_no_words(value: Any) -> bool:
    return value is None or isinstance(value, int | float)


def _is_claim(fields: Row) -> bool:
    return {"quantity", "evidence", "where", "mentions"} <= fields.keys()


def _is_listed(fields: Row) -> bool:
    """Is it a report in a list?"""
    return {"digest", "claims", "open"} <= fields.keys() and "text" not in fields


def _claim_named(fields: Row) -> str | None:
    """The id of the claim that a row has or is about; None where it is about a report."""
    claim = fields.get("claim") or fields.get("about")
    found = claim.get("id") if isinstance(claim, dict) else claim
    return found if isinstance(found, str) else None


def _coarse(fields: dict[str, Any]) -> dict[str, Any]:
    """A place of many claims is told where its division is: some of the claims may be of a sensitive site."""
    counted = "ids" in fields and fields.get("latitude") is not None
    if not counted or fields["precision"] in _COARSE:
        return fields
    name = fold(next((fields[each] for each in _DIVISIONS if fields[each]), ""))
    entries = open_gazetteer().lookup([name] if name else []).get(name, ())
    division = next(
        (each for each in entries if each.country == fields["country"] and each.level in _COARSE), None
    )
    return fields | {
        "latitude": division and division.latitude,
        "longitude": division and division.longitude,
        "precision": division and division.level,
        "geonames_id": None,
    }
