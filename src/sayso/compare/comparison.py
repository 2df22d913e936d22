"""A data set's file against a ledger: what both have, what only one has, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import Final

from sayso.compare.findings import Finding, Ours
from sayso.compare.nearness import codes_of
from sayso.compare.pairing import Paired, paired
from sayso.compare.reasons import differences
from sayso.compare.reported import Reported
from sayso.concluded import Answer, Figure
from sayso.export.asked import SHOWN, day
from sayso.export.conflict import acled, ged
from sayso.export.conflict.deaths import NOT_TOLD
from sayso.export.conflict.events import Event, LeftOut, events
from sayso.knowledge.gazetteer.names import fold
from sayso.read import Skipped
from sayso.read.coded import CodedEvent, Dataset
from sayso.reconcile import figure
from sayso.settings import Settings
from sayso.store import Filters

# The coding rules under which each data set's numbers are compared, unless others are asked for.
RULES: Final[Mapping[Dataset, str]] = {"acled": "acled", "ged": "ucdp"}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of it: findings by their days, and what was not compared.

    `left_out` counts incidents and events of ours that the data set does not code, by reason; `outside` rows
    of other countries, days or places than are asked about; `unread` are the rows that cannot be read.
    """

    dataset: Dataset
    policy: str
    findings: tuple[Finding, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    outside: int = 0
    unread: tuple[Skipped, ...] = ()

    def count(self, verdict: str) -> int:
        """How many findings there are of a verdict."""
        return sum(each.verdict == verdict for each in self.findings)


def compare(
    theirs: Iterable[CodedEvent | Skipped], dataset: Dataset, source: Reported, settings: Settings
) -> Comparison:
    """The events of a data set beside those of a ledger, under the policy of the source.

    >>> compare(coded_events(path, settings), "ged", source, settings).count("missing here")
    1

    Rows are looked at in the countries of our events and on their days, or on those that the filters of the
    source ask about.
    """
    left_out = Counter[str]()
    ours = list(_ours(source, left_out))
    scope = _Scope(ours, source.filters, settings)
    unread, inside, outside = [], [], 0
    for each in theirs:
        if isinstance(each, Skipped):
            unread.append(each)
        elif scope.holds(each):
            inside.append(each)
        else:
            outside += 1
    reasons = [_not_coded(each, dataset) for each in ours]
    found = paired(inside, ours, [reason is None for reason in reasons], settings)
    findings = list(_both(found, inside, ours, source))
    for row in found.theirs:
        if scope.asks_about(inside[row]):
            findings.append(_missing_here(row, found, inside, ours, settings))
        else:
            outside += 1
    for event in found.ours:
        if (reason := reasons[event]) is not None:
            left_out[reason] += 1
        else:
            findings.append(_missing_there(event, found, inside, ours, settings))
    findings.sort(key=_order)
    return Comparison(dataset, source.policy.name, tuple(findings), dict(left_out), outside, tuple(unread))


def _ours(source: Reported, left_out: Counter[str]) -> Iterator[Ours]:
    """The events of the ledger, each with its figure."""
    for found in chain.from_iterable(events(source, some) for some in source.of_incidents()):
        if isinstance(found, LeftOut):
            left_out[found.reason] += 1
            continue
        for event in found:
            told = source.answer(event.question()) if event.dead else _nobody_asked(event, source)
            if told is None:
                left_out[NOT_TOLD] += 1
            else:
                yield Ours(event, told.figure, told.words)


def _nobody_asked(event: Event, source: Reported) -> Answer:
    """The empty figure of an event of whose dead nothing speaks, as exports have it: nobody else is asked."""
    return Answer(figure(event.question(), (), source.policy))


class _Scope:
    """Which rows are compared: those where and when ours were, or that filters ask about."""

    def __init__(self, ours: Sequence[Ours], filters: Filters, settings: Settings) -> None:
        margin = timedelta(days=settings.compare_days)
        days = [(each.event.days.first, each.event.days.last) for each in ours]
        self._countries = {each.event.country for each in ours}
        self._first = filters.first or min((first for first, _ in days), default=date.max - margin) - margin
        self._last = filters.last or max((last for _, last in days), default=date.min + margin) + margin
        self._filters = filters

    def holds(self, theirs: CodedEvent) -> bool:
        """Is it of one of the countries, on one of the days?"""
        on_days = theirs.first <= self._last and self._first <= theirs.last
        return on_days and not self._countries.isdisjoint(codes_of(theirs.spot.country))

    def asks_about(self, theirs: CodedEvent) -> bool:
        """Do the filters ask about it, so that it is missing where it has no event of ours?"""
        spot = theirs.spot
        places = [fold(name) for name in (spot.name, spot.admin1, spot.admin2, spot.country) if name]
        places += [fold(code) for code in codes_of(spot.country)]
        sides = [fold(name) for name in theirs.sides]
        asked = ((self._filters.place, places), (self._filters.of, sides), (self._filters.by, sides))
        return all(words is None or any(fold(words) in name for name in names) for words, names in asked)


def _both(
    found: Paired, theirs: Sequence[CodedEvent], ours: Sequence[Ours], source: Reported
) -> Iterator[Finding]:
    for pair in found.pairs:
        rows = tuple(theirs[row] for row in pair.theirs)
        own = tuple(ours[event] for event in pair.ours)
        told = differences(rows, own, pair.near, source.policy)
        yield Finding("differs" if told else "same", rows, own, pair.near.common, told)


def _missing_here(
    row: int, found: Paired, theirs: Sequence[CodedEvent], ours: Sequence[Ours], settings: Settings
) -> Finding:
    taken = {event: pair.theirs[0] for pair in found.pairs for event in pair.ours}
    near = [
        f"the nearest of ours, incident {ours[event].event.incident[:SHOWN]}, is held to be their "
        f"{theirs[taken[event]].id}"
        for event in found.near.get(row, [])[:1] if event in taken
    ]  # fmt: skip
    return Finding("missing here", (theirs[row],), (), tuple(near or [_nothing("event of ours", settings)]))


def _missing_there(
    event: int, found: Paired, theirs: Sequence[CodedEvent], ours: Sequence[Ours], settings: Settings
) -> Finding:
    rows = [row for row, near in found.near.items() if event in near]
    because = [f"the nearest of theirs, {theirs[row].id}, is held to be another of ours" for row in rows[:1]]
    because = because or [_nothing("row", settings)]
    own = ours[event].event
    here = [each for each in theirs if own.country in codes_of(each.spot.country)]
    if not here:
        because.append("the file has no row of its country on the days that were compared")
    elif own.days.first > (last := max(each.last for each in here)):
        because.append(f"their last row of its country is of {day(last)}")
    return Finding("missing there", (), (ours[event],), tuple(because))


def _nothing(what: str, settings: Settings) -> str:
    return f"no {what} within {settings.compare_days} days and {settings.compare_kilometres} km"


def _not_coded(ours: Ours, dataset: Dataset) -> str | None:
    """Why the data set would not have an event of ours, whatever its coders read."""
    if dataset == "acled":
        return acled.not_coded(ours.event)
    return ged.not_coded(ours.event) or (None if _killed(ours.figure) else ged.NOBODY_KILLED)


def _killed(figure: Figure) -> bool:
    """Is anybody told, or said by some, to have been killed?"""
    said = [number for voice in figure.voices for number in (voice.low, voice.high)]
    return figure.best is not None and any((figure.low, figure.best, figure.high, *said))


def _order(finding: Finding) -> tuple[date, str, str]:
    if finding.theirs:
        return finding.theirs[0].first, "", finding.theirs[0].id
    event: Event = finding.ours[0].event
    return event.days.first, "ours", event.incident
