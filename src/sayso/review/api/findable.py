"""What a reader may find: nothing by words, names or places that they are not told.

Whoever searches for a name and is answered knows that it is there. So claims and reports that only what is
withheld of them makes like the filters count as if they were not: in lists, sums, incidents and figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
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
from sayso.review.readers import Known, ToldRows
from sayso.store import Filters, Hidden, Ledger, folded_name, has_words, names_of, words_of

MANY: Final = 200  # reports that are not looked through where what is withheld in them is told anywhere else
FEW: Final = 20  # claims that are looked through though the words may be told anywhere
_REMEMBERED: Final = 500  # filters
_SLOTS: Final = ("of", "by", "says", "place")


@dataclass(slots=True)
class _Looking:
    """What a word or name finds of what is withheld; who asks the same meanwhile waits, and nobody else."""

    hidden: Hidden | None = None
    is_over: bool = False
    lock: Lock = field(default_factory=Lock)


@dataclass(slots=True)
class Hiding:
    """What readers may not find in a ledger, by the filters, as long as they are told the same rows."""

    rows: ToldRows | None = None
    looked_for: dict[Filters, _Looking] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)


async def findable(request: Request, asker: Reader, asked: Annotated[Filters, Depends(filters)]) -> Filters:
    """The filters as they were asked; of a reader without what they may not find."""
    if asker.role != "reader" or not any(_parts(asked)):
        return asked
    parts = await run_in_threadpool(_withheld_parts, request.app.state, asked)
    if not parts:
        return asked
    request.state.asked = asked  # rows are held against it once more as they are told
    hidden = await run_in_threadpool(_hidden, request.app.state, parts)
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
    if asked.text is not None and not has_words(text, words_of(asked.text)):
        return False
    wanted = {(slot, folded_name(name)) for slot, name in _names(asked)}
    return claim is None or not wanted or wanted <= names_of(claim, report)


def _withheld_parts(shared: Any, asked: Filters) -> dict[Filters, frozenset[str] | None]:
    """The words and names asked for that are withheld anywhere, each with where that is."""
    with shared.ledger.at_once():
        known = shared.readers.now()
        found = {part: _where_withheld(shared, known, part) for part in _parts(asked)}
    return {part: where for part, where in found.items() if where is None or where}


def _hidden(shared: Any, parts: Mapping[Filters, frozenset[str] | None]) -> Hidden | None:
    """What of a ledger is found only by what is withheld, by any of these words and names."""
    found = [hidden for part, where in parts.items() if (hidden := _hidden_by(shared, part, where))]
    if not found:
        return None
    claims, reports = (each.claims for each in found), (each.reports for each in found)
    return Hidden(frozenset[str]().union(*claims), frozenset[str]().union(*reports))


def _hidden_by(shared: Any, part: Filters, where: frozenset[str] | None) -> Hidden | None:
    """The same of one word or name, kept as long as it may hold."""
    known = shared.readers.now()
    hiding: Hiding = shared.hiding
    if hiding.rows is not known.rows:
        hiding = shared.hiding = Hiding(known.rows)
    with hiding.lock:
        if len(hiding.looked_for) >= _REMEMBERED:
            hiding.looked_for.clear()
        looking = hiding.looked_for.setdefault(part, _Looking())
    with looking.lock:
        if not looking.is_over:
            found = _all_found(shared, part) if where is None else _found_in(shared, part, where)
            looking.hidden, looking.is_over = _looked_through(found, known.disclosure, part), True
        return looking.hidden


def _parts(asked: Filters) -> Iterator[Filters]:
    """Filters by each word alone, and by each name."""
    for word in dict.fromkeys(words_of(asked.text or "")):
        yield Filters(text=word)
    for slot, name in _names(asked):
        named: dict[str, Any] = {slot: name}
        yield replace(Filters(), **named)


def _where_withheld(shared: Any, known: Known, asked: Filters) -> frozenset[str] | None:
    """The reports in which any word or name asked for is withheld; None where it may be in any of them:
    labels withhold whatever there is.
    """
    labels = known.disclosure.labels
    if labels.reports or labels.claims or labels.parties:
        return None
    names = [frozenset(words_of(name)) for _, name in _names(asked)]
    words = words_of(asked.text or "")
    found: frozenset[str] | None = shared.readers.withheld_in(words, names, known.seen)
    if found is not None and len(found) > MANY and _is_told_anywhere(asked, shared.ledger):
        return frozenset()
    return found


def _all_found(shared: Any, part: Filters) -> Iterator[tuple[Report, Sequence[Claim]]]:
    """All that a word or name finds, unless it may be told anywhere and finds much."""
    ledger: Ledger = shared.ledger
    number = ledger.overview().count(part)
    if number <= FEW or not _is_told_anywhere(part, ledger):
        if number > shared.settings.max_reader_finds:
            raise HTTPException(
                422,
                f"this finds {number:,} claims, more than a reader may look through: say more exactly what",
            )
        yield from ledger.claims_by_report(part)
    if part.text is not None and not _is_common(part.text):
        yield from ((report, ()) for report in ledger.reports(part))


def _found_in(shared: Any, part: Filters, where: frozenset[str]) -> Iterable[tuple[Report, Sequence[Claim]]]:
    """Reports, with those of their claims that may have the words asked for."""
    found: Iterable[tuple[Report, Sequence[Claim]]]
    found = shared.readers.reports_with_claims(where, words_of(part.text or ""))
    return found


def _looked_through(
    found: Iterable[tuple[Report, Sequence[Claim]]], disclosure: Disclosure, part: Filters
) -> Hidden | None:
    """Of reports and claims those that have the word or name, and are not told with it."""
    claims, reports = set[str](), set[str]()
    for report, own in found:
        like = [one for one in own if tells(part, report, one)]
        whole = part.text is not None and tells(part, report)
        if not like and not whole:
            continue
        told = disclosure.report(report).value
        for one in like:
            shown = disclosure.claim(report, one).value
            if told is None or shown is None or not tells(part, told, shown):
                claims.add(one.id)
        if whole and (told is None or not tells(part, told)):
            reports.add(report.digest)
    return Hidden(frozenset(claims), frozenset(reports)) if claims or reports else None


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
