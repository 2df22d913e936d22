"""What may not be kept, out of the ledger and out of the pages that were fetched for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from sayso.read.fetching import FetchedPage, archive_of, erase_pages
from sayso.records import Report
from sayso.settings import Settings
from sayso.store import Erased, Ledger, Name, name_of


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was erased, and a line for each archive of fetched pages that could not be looked through."""

    reports: int
    decisions: int
    pages: int
    faults: list[str] = field(default_factory=list)


def forget(ledger: Ledger, settings: Settings, named: str, *, who: str, reason: str, day: date) -> Forgotten:
    """Erases the report of an id, URL or digest in all its versions, else a person's name wherever it stands.

    Pages that were fetched go before the ledger does: whatever cuts that off, the same again ends it. They go
    whole, since a changed page would be no evidence of anything. The audit trail has how many they were.
    """
    known = ledger.versions_of(named)
    if not known:
        ledger.may_forget_person(named, who, reason)
    goes = _is_of(named, known) if known or "://" in named else _names(name_of(named))
    erased = erase_pages(archive_of(settings), settings, goes)
    forgetting = ledger.forget_report if known else ledger.forget_person
    taken: Erased = forgetting(named, who=who, reason=reason, day=day, pages=erased.pages)
    return Forgotten(taken.reports, taken.decisions, erased.pages, erased.faults)


def _is_of(named: str, known: list[Report]) -> Callable[[FetchedPage], bool]:
    """Is a page that of a report, in any of its versions?"""
    urls = {named, *(each.url for each in known if each.url)}
    digests = {each.digest for each in known}

    def goes(page: FetchedPage) -> bool:
        return page.url in urls or any(each.url in urls or each.digest in digests for each in page.reports)

    return goes


def _names(name: Name) -> Callable[[FetchedPage], bool]:
    """Does a page name a person: in its address, in its bytes, in what is read of it?"""

    def goes(page: FetchedPage) -> bool:
        read = (text for each in page.reports for text in (each.title, each.text, each.outlet, each.url))
        return any(map(name.stands_in, (page.url, page.text, *read)))

    return goes
