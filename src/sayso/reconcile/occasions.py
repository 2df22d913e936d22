"""When and where a word's count was: what it tells itself, else its incident, and the total it is part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Final

from sayso.concluded import Word
from sayso.reconcile.areas import Area, area_of
from sayso.records import Claim, Kind

# Days within which what a word tells is one happening, whatever days other reports put it on.
HAPPENING: Final = 4
STOCKS: Final[frozenset[Kind]] = frozenset({"missing"})
Days = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Occasion:
    """Days and areas of a word. `own` tells whether the days are its own; `reach` are the areas with what
    the words of its incident take them to hold; `happening` is one event and not a total that runs on.
    """

    days: Days | None
    own: bool
    happening: bool
    areas: frozenset[Area]
    reach: frozenset[Area]


class Incidents:
    """What all words of an incident together tell of its days and places; found out when it is asked."""

    def __init__(self, words: Iterable[Word]) -> None:
        self._words = _by_incident(words)
        self.window = cache(self._window)
        self.is_event = cache(self._is_event)
        self.places = cache(self._places)
        self.narrowest = cache(self._narrowest)
        self.disputed = cache(self._disputed)

    def _window(self, incident: str | None) -> Days | None:
        """The days of an incident: from the first to the last that its words tell to the day, else at all."""
        spans: dict[bool, list[Days]] = {True: [], False: []}
        for word in self._of(incident):
            span = span_of(word.claim)
            if span is not None and word.claim.kind not in STOCKS and word.claim.when is not None:
                spans[word.claim.when.precision == "day"].append(span)
        best = spans[True] or spans[False]
        return (min(first for first, _ in best), max(last for _, last in best)) if best else None

    def _is_event(self, incident: str | None) -> bool:
        """Is it one event: do all words that tell its days to the day tell few? They may differ on which.

        A total that runs on tells many days, and holds those of the events in it.
        """
        spans = [
            span for word in self._of(incident)
            if word.claim.kind not in STOCKS and (span := span_of(word.claim)) is not None
            and word.claim.when is not None and word.claim.when.precision == "day"
        ]  # fmt: skip
        window = None if spans else self.window(incident)
        return all(last - first < HAPPENING for first, last in (spans if window is None else [window]))

    def _places(self, incident: str | None) -> frozenset[Area]:
        """The places of an incident: those that the gazetteer knows, of its totals, as far as there are
        some.
        """
        told = self._of(incident)
        totals = [word for word in told if word.claim.part_of is None] or told
        areas = frozenset(area_of(place) for word in totals for place in word.claim.where)
        return frozenset(area for area in areas if area.known) or areas

    def _narrowest(self, incident: str | None) -> Area | None:
        """The place of an incident that all its others hold; None where they lie apart."""
        return _narrowest(self.places(incident))

    def _disputed(self, incident: str | None) -> frozenset[Area]:
        """The places that lie apart into which reports put one happening; none if a report tells several.

        A jet came down in Loikaw by one report, in Demoso by another: one jet, in one of the two.
        """
        by_report = defaultdict[str, set[Area]](set)
        for word in self._of(incident):
            by_report[word.claim.document] |= {area_of(place) for place in word.claim.where}
        known = {frozenset(areas) for areas in by_report.values() if areas}
        if any(len(areas) > 1 or not all(_is_spot(area) for area in areas) for areas in known):
            return frozenset()
        return frozenset[Area]().union(*known) if len(known) > 1 else frozenset()

    def _of(self, incident: str | None) -> Sequence[Word]:
        return () if incident is None else self._words.get(incident, ())


class Occasions:
    """Words with what their incidents and totals tell of their days and places."""

    def __init__(self, words: Sequence[Word], incidents: Incidents) -> None:
        self._incidents = incidents
        self._by_id = {word.id: word for word in words}
        self._parts = defaultdict[str, list[Word]](list)
        for word in words:
            if word.claim.part_of is not None:
                self._parts[name_above(word.claim)].append(word)
        self._wider = self._widened(words)

    def whole(self, word: Word) -> Word | None:
        """The total that a word counts a part of."""
        return self._by_id.get(name_above(word.claim)) if word.claim.part_of is not None else None

    def of(self, word: Word) -> Occasion:
        """The occasion of a word.

        "32 surrendered" of a battle that others put on 13 and 14 November was on those two days.
        """
        happening = self._is_happening(word)
        days, own = self._days(word, happening=happening)
        areas = self._areas(word, happening=happening)
        return Occasion(days, own, happening, areas, areas.union(*(self._held(word, area) for area in areas)))

    def _is_happening(self, word: Word) -> bool:
        span = span_of(word.claim)
        if word.incident is not None:
            return self._incidents.is_event(word.incident)
        return span is None or span[1] - span[0] < HAPPENING

    def _days(self, word: Word, *, happening: bool) -> tuple[Days | None, bool]:
        """The days of a word, and whether it tells them itself."""
        span, window = span_of(word.claim), self._incidents.window(word.incident)
        if word.claim.kind in STOCKS:
            day = spoken(word)
            return span or (None if day is None else (day, day)), span is not None
        if window is None or (span is not None and not happening):
            return span, span is not None
        if happening:
            return window, span is not None
        return (window[0], max(window[0], ordinal(word.published) or window[1])), False

    def _areas(self, word: Word, *, happening: bool) -> frozenset[Area]:
        """The areas of a word: its own and those of its parts, else the whole's, else the incident's.

        Where each place of a happening lies in the next, it was in the narrowest, however wide some words
        are; where reports put it into places that lie apart, it was in one of them.
        """
        whole, incident = self.whole(word), self._incidents.places(word.incident)
        above = frozenset(area_of(place) for place in whole.claim.where) if whole else frozenset[Area]()
        own = frozenset(_within(area_of(place), above) for place in word.claim.where)
        if not own:
            return above or incident
        narrowest = self._incidents.narrowest(word.incident) if happening else None
        if narrowest is not None and all(_may_be(area, narrowest) for area in own):
            return frozenset({narrowest})
        disputed = self._incidents.disputed(word.incident) if happening else frozenset()
        if own <= disputed:
            return disputed
        parts = {area_of(place) for part in self._parts[word.id] for place in part.claim.where}
        return own | _outside(parts, own)

    def _held(self, word: Word, area: Area) -> Iterable[Area]:
        return self._wider.get((word.incident or word.id, area), ())

    def _widened(self, words: Sequence[Word]) -> Mapping[tuple[str, Area], set[Area]]:
        """What an incident's words take an area to hold, beyond what the gazetteer says.

        "11 in Kayah State: 5 in Loikaw, 6 in Mobye": the words of this offensive count Mobye to Kayah.
        """
        wider = defaultdict[tuple[str, Area], set[Area]](set)
        for word in words:
            own = {area_of(place) for place in word.claim.where}
            parts = {area_of(place) for part in self._parts[word.id] for place in part.claim.where}
            for area in own if len(own) == 1 else ():
                wider[word.incident or word.id, area] |= _outside(parts, own)
        return wider


def name_above(claim: Claim) -> str:
    """The name of the total that a claim is counted in."""
    return f"{claim.document}#{claim.part_of}"


def _outside(parts: Iterable[Area], own: Iterable[Area]) -> set[Area]:
    """Known places that lie in none of the areas."""
    holders = list(own)
    return {area for area in parts if area.known and not any(each.holds(area) for each in holders)}


def _within(area: Area, above: Iterable[Area]) -> Area:
    """A place nobody knows lies in that of the total which it is counted in."""
    known = sorted((each for each in above if each.known), key=lambda each: each.name)
    return replace(area, within=known[0]) if not area.known and known else area


def _is_spot(area: Area) -> bool:
    """Is it known where it is, to the town?"""
    return area.known and area.precision in {"town", "point"}


def _narrowest(areas: Iterable[Area]) -> Area | None:
    """The area that all others hold; None where they lie apart. "The north-east" is no such area."""
    known = sorted((each for each in areas if each.precision != "area"), key=lambda each: each.name)
    return next((one for one in known if all(each.holds(one) for each in known)), None)


def _may_be(area: Area, narrowest: Area) -> bool:
    """May a wide word mean the narrow place: its province, or "northeastern Ukraine"?"""
    return area.holds(narrowest) or (area.precision == "area" and area.country == narrowest.country)


def _by_incident(words: Iterable[Word]) -> Mapping[str, list[Word]]:
    found = defaultdict[str, list[Word]](list)
    for word in words:
        if word.incident is not None:
            found[word.incident].append(word)
    return found


def span_of(claim: Claim) -> Days | None:
    """The days a claim tells, as ordinals; None where they are not known."""
    when = claim.when
    if when is None or when.first is None or when.last is None:
        return None
    return when.first.toordinal(), when.last.toordinal()


def spoken(word: Word) -> int | None:
    """The day on which a word was said, as far as told; else that of its report."""
    told = word.claim.told
    return ordinal(told.first if told is not None and told.first is not None else word.published)


def ordinal(day: date | None) -> int | None:
    """A day as a number."""
    return None if day is None else day.toordinal()
