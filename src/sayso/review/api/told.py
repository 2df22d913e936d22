"""What a reader is told: rows without the names, sites and notes that are withheld.

Coders and leads work on the reports themselves, and see all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from typing import Any, Final

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from sayso.disclosure import Disclosure
from sayso.errors import NotInLedgerError
from sayso.knowledge.gazetteer import fold, open_gazetteer
from sayso.records import Claim, Report
from sayso.review.api.answers import Rows
from sayso.review.api.findable import tells, usual
from sayso.rows import claim_of, row
from sayso.store import Filters, Ledger

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_NAMED: Final = re.compile(r"[^\n]{1,500}#[0-9a-f]{16}")
_DIVISIONS: Final = ("admin2", "admin1", "country")
_COARSE: Final = frozenset({"country", "province", "district"})
_NOTES: Final = frozenset({"reason", "values", "comments"})
_ESSENTIAL: Final = frozenset({"claim", "report", "figure"})  # a row that may not tell it tells nothing
_PLACE_IN_A_LIST: Final = "next"  # numbers, days and ids in another writing
_LEFT_OUT: Final = object()

Row = Mapping[str, Any]


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
    told = Telling(shared.ledger, usual(shared).disclosure, asked).told(json.loads(bytes(answer.body)), ())
    if told is _LEFT_OUT:
        raise NotInLedgerError(["nothing that a reader may be told goes by that name"])
    return Rows(told, answer.status_code)


class Telling:
    """One answer on its way to a reader, who asked for what is like the filters."""

    def __init__(self, ledger: Ledger, disclosure: Disclosure, asked: Filters | None = None) -> None:
        self._ledger, self._disclosure, self._asked = ledger, disclosure, asked
        self._reports: dict[str, Report | None] = {}

    def told(self, value: Any, reports: Sequence[Report]) -> Any:
        """A value as a reader may be told it; `reports` are those it speaks of."""
        if isinstance(value, Mapping):
            return self._row(value, reports)
        if isinstance(value, list):
            rows = (self.told(each, reports) for each in value)
            return [each for each in rows if each is not _LEFT_OUT]
        return self._words(value, reports) if isinstance(value, str) else value

    def _row(self, fields: Row, reports: Sequence[Report]) -> Any:
        about = self._about(fields) or reports
        own = about[0] if len(about) == 1 else None
        if self._is_labelled(fields, own):
            return _LEFT_OUT
        told: dict[str, Any] = {}
        if own is not None and _is_claim(fields):
            claim = self._disclosure.claim(own, claim_of(dict(fields), own.text)).value
            if claim is None or not self._finds(own, claim):
                return _LEFT_OUT
            told = row(claim)
        elif own is not None and _is_listed(fields) and not self._finds(own, None):
            return _LEFT_OUT
        for name, value in fields.items():
            if name not in told:
                shown = self._words(name, about) if _NAMED.fullmatch(name) else name
                told[shown] = self._field(name, value, fields, about)
        if any(told.get(name) is _LEFT_OUT for name in _ESSENTIAL):
            return _LEFT_OUT
        return _coarse({name: value for name, value in told.items() if value is not _LEFT_OUT})

    def _finds(self, report: Report, claim: Claim | None) -> bool:
        """Is what is told of it like the filters, too?"""
        told = self._disclosure.report(report).value
        return self._asked is None or (told is not None and tells(self._asked, told, claim))

    def _field(self, name: str, value: Any, fields: Row, about: Sequence[Report]) -> Any:
        if name == _PLACE_IN_A_LIST:
            return value
        own = about[0] if len(about) == 1 else None
        if (
            name in _NOTES
            and isinstance(value, str | list | Mapping)
            and ("who" in fields or name == "comments")
        ):
            cleared = own is not None and self._disclosure.clears(own, _claim_named(fields))
            return self.told(value, about) if cleared else type(value)() if name == "comments" else None
        if name == "explanation":
            notes = [each["reason"] for each in fields.get("choices", ()) if each.get("reason")]
            value = [line for line in value if not any(note in line for note in notes)]
        if own is not None and name in ("text", "url") and value == getattr(own, name):
            return getattr(self._disclosure.report(own).value, name)
        return self.told(value, about)

    def _words(self, text: str, reports: Sequence[Report]) -> str:
        """Words as they may be told; ids of reports, alone or before that of a claim, as everywhere."""
        document, mark, claim = text.rpartition("#")
        for report in reports:
            told = self._disclosure.report(report).value
            if told is not None and report.id in (text, document):
                return f"{told.id}{mark}{claim}" if mark else told.id
        return self._disclosure.text(text, reports).value or ""

    def _is_labelled(self, fields: Row, own: Report | None) -> bool:
        """Is its report labelled, the claim it is about, or a claim that a figure rests on?"""
        if own is not None and self._disclosure.report(own).value is None:
            return True
        labels = self._disclosure.labels.claims
        if labels.get(_claim_named(fields) or "", "public") != "public":
            return True
        if "low_limit" not in fields:
            return False
        return any(labels.get(name.rpartition("#")[2], "public") != "public" for name in fields["claims"])

    def _about(self, fields: Row) -> list[Report]:
        """The report that a row is of; else all that are named within it."""
        named = fields.get("digest") or fields.get("report")
        if isinstance(named, Mapping):
            named = named.get("digest")
        if isinstance(named, str) and (found := self._report(named)) is not None:
            return [found]
        names = {each for each in _texts(fields) if _NAMED.fullmatch(each)}
        headings = [heading for _, heading, _ in self._ledger.linked().told(names).values()] if names else []
        digests = sorted({heading.digest for heading in headings})
        return [found for each in digests if (found := self._report(each)) is not None]

    def _report(self, digest: str) -> Report | None:
        if digest not in self._reports and _DIGEST.fullmatch(digest):
            try:
                self._reports[digest] = self._ledger.report(digest)
            except NotInLedgerError:
                self._reports[digest] = None
        return self._reports.get(digest)


def _texts(value: Any) -> Iterator[str]:
    """All texts in a value."""
    if isinstance(value, str):
        yield value
        return
    for each in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from _texts(each)


def _is_claim(fields: Row) -> bool:
    return {"quantity", "evidence", "where", "mentions"} <= fields.keys()


def _is_listed(fields: Row) -> bool:
    """Is it a report in a list?"""
    return {"digest", "claims", "open"} <= fields.keys() and "text" not in fields


def _claim_named(fields: Row) -> str | None:
    """The id of the claim that a row has or is about; None where it is about a report."""
    claim = fields.get("claim") or fields.get("about")
    found = claim.get("id") if isinstance(claim, Mapping) else claim
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
