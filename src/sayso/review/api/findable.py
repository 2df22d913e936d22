"""What a reader may find: nothing by words, names or places that they are not told.

Whoever searches for a name and is answered knows that it is there. So claims and reports that only what is
withheld of them makes like the filters count as if they were not: in lists, sums, incidents and figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Final

from fastapi import Depends, HTTPException, Query, Request
from fastapi.concurrency import run_in_threadpool

from sayso.disclosure import Disclosure
from sayso.disclosure.words import load_person_words
from sayso.knowledge.gazetteer import open_gazetteer
from sayso.knowledge.parties import open_parties
from sayso.records import Claim, Report
from sayso.review.access import Reader
from sayso.review.api.asked import Words, filters
from sayso.settings import Settings
from sayso.store import Filters, Hidden, Ledger, folded_name, names_of, words_of

FEW: Final = 20  # claims that are looked through though the words may be told anywhere
_REMEMBERED: Final = 500  # filters
_SLOTS: Final = ("of", "by", "says", "place")


@dataclass(slots=True)
class Hiding:
    """What readers may not find in a ledger, by the filters, as long as nothing comes to it."""

    state: str = ""
    hidden: dict[Filters, Hidden | None] = field(default_factory=dict)


async def findable(request: Request, asker: Reader, asked: Annotated[Filters, Depends(filters)]) -> Filters:
    """The filters as they were asked; of a reader without what they may not find."""
    if asker.role != "reader":
        return asked
    request.state.asked = asked  # rows are held against it once more as they are told
    hidden = await run_in_threadpool(_hidden, request.app.state, asked)
    return replace(asked, hidden=hidden)


async def searched(
    request: Request, asker: Reader, q: Annotated[Words, Query(description="Words that must all occur.")]
) -> Filters:
    """The words that are searched for, in the same way."""
    return await findable(request, asker, Filters(text=q))


Asked = Annotated[Filters, Depends(findable)]
Searched = Annotated[Filters, Depends(searched)]


def tells(asked: Filters, report: Report, claim: Claim | None = None) -> bool:
    """Is what is told of a claim, or of a report, like the filters, as to the words and names asked for?"""
    text = f"{report.title or ''} {report.text}" if claim is None else claim.evidence.text
    if asked.text is not None and not set(words_of(asked.text)) <= set(words_of(text)):
        return False
    if claim is None:
        return True
    names = names_of(claim, report)
    return all((slot, folded_name(name)) in names for slot, name in _names(asked))


def asks_by_words(asked: Filters) -> bool:
    """Do filters ask for words or names, which may be withheld?"""
    return asked.text is not None or any(_names(asked))


def _hidden(shared: Any, asked: Filters) -> Hidden | None:
    """What of a ledger the filters find only by what is withheld."""
    if not asks_by_words(asked):
        return None
    hiding: Hiding = shared.hiding
    state = shared.ledger.state()
    if hiding.state != state:
        hiding = shared.hiding = Hiding(state)
    if asked not in hiding.hidden:
        if len(hiding.hidden) >= _REMEMBERED:
            hiding.hidden.clear()
        disclosure = shared.readers.now().disclosure
        hiding.hidden[asked] = _looked_through(shared.ledger, disclosure, shared.settings, asked)
    return hiding.hidden[asked]


def _looked_through(
    ledger: Ledger, disclosure: Disclosure, settings: Settings, asked: Filters
) -> Hidden | None:
    """Goes through what the filters find, unless all they ask for may be told anywhere and finds much."""
    by_names = replace(asked, text=None) if any(_names(asked)) else None
    claims, reports = set[str](), set[str]()
    for each in filter(None, (by_names, asked if asked.text is not None else None)):
        number = ledger.overview().count(each)
        if number > FEW and _is_told_anywhere(each, ledger):
            continue
        if number > settings.max_reader_finds:
            raise HTTPException(
                422,
                f"this finds {number:,} claims, more than a reader may look through: say more exactly what",
            )
        for report, found in ledger.claims_by_report(each):
            told = disclosure.report(report).value
            claims.update(one.id for one in found if not _may_find(each, disclosure, report, told, one))
    if asked.text is not None and not _is_common(asked.text):
        reports = {
            each.digest
            for each in ledger.reports(Filters(text=asked.text))
            if (told := disclosure.report(each).value) is None or not tells(Filters(text=asked.text), told)
        }
    return Hidden(frozenset(claims), frozenset(reports)) if claims or reports else None


def _may_find(
    asked: Filters, disclosure: Disclosure, report: Report, told: Report | None, claim: Claim
) -> bool:
    shown = disclosure.claim(report, claim).value
    return told is not None and shown is not None and tells(asked, told, shown)


def _names(asked: Filters) -> Iterator[tuple[Any, str]]:
    """The names that filters ask for, each with its slot."""
    for slot in _SLOTS:
        name = getattr(asked, slot)
        if name is not None:
            yield slot, name


def _is_told_anywhere(asked: Filters, ledger: Ledger) -> bool:
    """Is all that is asked for told in any report: words of the language, parties, outlets, known places?"""
    if asked.text is not None and not _is_common(asked.text):
        return False
    return all(_is_public(slot, name, ledger) for slot, name in _names(asked))


def _is_public(slot: str, name: str, ledger: Ledger) -> bool:
    if slot == "place":
        return _is_known_place(name)
    folded = folded_name(name)
    is_party = any(folded == folded_name(each) for each in open_parties().by_name)
    return is_party or _is_common(name) or (slot == "says" and ledger.overview().has_outlet(name))


def _is_common(text: str) -> bool:
    """Are all of these words of the language, or numbers?"""
    known = load_person_words()
    return all(word.isdigit() or known.is_common(word) for word in words_of(text))


def _is_known_place(name: str) -> bool:
    key = folded_name(name)
    return len(key) == len("mm") or bool(open_gazetteer().lookup([key]))
