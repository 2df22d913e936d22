"""Events of armed conflict: the incidents of a ledger at their places and days, and what is none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sayso.concluded import Question, Word
from sayso.export.conflict.actors import HARM, Sides, sides_of, together
from sayso.reconcile.areas import Area, area_of
from sayso.reconcile.occasions import HAPPENING
from sayso.records import Claim, DayPrecision, Kind, Place

if TYPE_CHECKING:
    from sayso.export.portions import Portion
    from sayso.export.source import Exported, Source

ACCIDENT: Final = "accident or disaster"
NO_VIOLENCE: Final = "neither a doer nor a means of violence is told"
NO_PLACE: Final = "no place is told that is known"
NO_DAY: Final = "no day is told"
CODED: Final = "numbers of a data set, which no report tells"
CONTAINS_OTHERS: Final = "a running total over events that stand by themselves"

_WEEK: Final = 7
# Kinds that nobody suffers by accident.
_OF_FORCE: Final[frozenset[Kind]] = frozenset({
    "abducted", "surrendered", "seized", "intercepted", "attacks", "detained",
})  # fmt: skip
_NARROWNESS: Final = {"point": 0, "town": 1, "district": 2, "area": 3, "province": 4, "country": 5}


@dataclass(frozen=True, slots=True)
class Days:
    """When an event was: first and last day, both inclusive, and how precisely that is told."""

    first: date
    last: date
    precision: DayPrecision = "day"

    def __len__(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The day in the middle."""
        return self.first + timedelta(days=(len(self) - 1) // 2)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened between two sides at a place on some days: the claims of an incident that tell of it.

    `where` are the names by which questions ask for the place, none where the incident has no other;
    `all_places` are those of the whole incident, where it was at several. `by` is the doer by which questions
    tell it from others' deeds in the same incident. `total`: it is a running total.
    """

    incident: str
    told: tuple[Exported, ...]
    place: Place
    days: Days
    sides: Sides
    where: tuple[str, ...] = ()
    all_places: tuple[str, ...] = ()
    by: str | None = None
    total: bool = False

    @property
    def words(self) -> tuple[Word, ...]:
        """The words that tell of it."""
        return tuple(each.word for each in self.told)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of its words."""
        return tuple(each.word.claim for each in self.told)

    @property
    def dead(self) -> tuple[Claim, ...]:
        """The claims that bear on how many were killed; where there are none nobody needs to be asked."""
        return tuple(claim for claim in self.claims if claim.kind in {"killed", "casualties"})

    @property
    def country(self) -> str:
        """The two letters of its country."""
        return self.place.country or ""

    def question(self, who: str = "people", side: str | None = None) -> Question:
        """How many were killed in it: the question by which `sayso figures` gives the same number."""
        return Question("killed", who, side, self.by, self.where, incidents=(self.incident,))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An incident that is no event of armed conflict, or not one that can be placed, and why."""

    incident: str
    reason: str


def events(source: Source, incidents: Portion) -> Iterator[tuple[Event, ...] | LeftOut]:
    """The events of each of some incidents, those of one incident together, or why it is none.

    An incident at several places that lie apart, with counts of their own, is an event at each of them.
    """
    for name, told in source.incidents(incidents):
        own = [each for each in told if not each.word.claim.coded]
        if len(own) < len(told):
            yield LeftOut(name, CODED)
        if own:
            yield _events_of(name, own, source)


def _events_of(name: str, told: Sequence[Exported], source: Source) -> tuple[Event, ...] | LeftOut:
    """The events of one incident, or why it is none."""
    words = [each.word for each in told]
    if reason := _no_conflict([word.claim for word in words]):
        return LeftOut(name, reason)
    sites = sites_of(words)
    if not sites:
        return LeftOut(name, NO_PLACE)
    days = days_of(words)
    if days is None:
        return LeftOut(name, NO_DAY)
    total = not is_vague(days) and len(_window(words, days)) > HAPPENING
    if total and _contains_others(name, words, days, source):
        return LeftOut(name, CONTAINS_OTHERS)
    found = []
    all_places = _names(words) if len(sites) > 1 else ()
    for place, own in sites:
        where = (place.name or place.text,) if len(sites) > 1 else ()
        for by, done in _deeds(own):
            when = days if total else days_of(done) or days
            sides = sides_of([word.claim for word in done], place.country or "", when.first)
            these = set(map(id, done))
            telling = tuple(each for each in told if id(each.word) in these)
            found.append(Event(name, telling, place, when, sides, where, all_places, by, total))
    return tuple(found)


def _no_conflict(claims: Sequence[Claim]) -> str | None:
    """Why claims tell of no armed conflict.

    "Nine drowned when a ferry sank": an accident, unless somebody is held responsible.
    """
    doers = any(claim.by is not None for claim in claims)
    violent = means_of_violence(claims)
    if any(claim.means == "accident" for claim in claims) and not doers and not violent:
        return ACCIDENT
    force = any(claim.kind in _OF_FORCE for claim in claims)
    fighters = any(claim.whom is not None and claim.whom.harmed_class == "combatant" for claim in claims)
    return None if doers or force or fighters or violent else NO_VIOLENCE


def means_of_violence(claims: Iterable[Claim]) -> bool:
    """Does any claim tell of a means that is one of violence?"""
    return any(claim.means not in {None, "other", "accident"} for claim in claims)


def sites_of(words: Sequence[Word]) -> list[tuple[Place, list[Word]]]:
    """The places where an incident was, that lie apart, each with its words, those of most words first.

    Where one lies in the other the narrower one is meant. Words that tell of none of them, or of several,
    count for all.
    """
    places: dict[Area, Place] = {}
    named = Counter[Area]()
    harming = _harming(words)
    for word in harming if any(word.claim.where for word in harming) else words:
        for place in word.claim.where:
            if place.country is not None and place.precision is not None:
                area = area_of(place)
                places.setdefault(area, place)
                named[area] += 1
    exact = [area for area in places if area.precision != "area"] or list(places)
    spots = [area for area in exact if not any(area.holds(other) for other in exact if other != area)]
    spots.sort(key=lambda area: (-named[area], _narrowness(places[area]), area.name))
    told = [(word, _told_of(word, spots)) for word in words]
    own = {area: [word for word, there in told if not there or area in there] for area in spots}
    counted = [area for area in spots if any(_alone(word, area) for word in own[area])]
    if len(counted) < 2:  # one place has all the words, however many are named
        return [(places[spots[0]], list(words))] if spots else []
    return [(places[area], own[area]) for area in counted]


def _told_of(word: Word, spots: Sequence[Area]) -> list[Area]:
    """The spots that a word tells of: those it names or that lie in what it names."""
    own = [area_of(place) for place in word.claim.where]
    return [spot for spot in spots if any(each == spot or each.holds(spot) for each in own)]


def _alone(word: Word, area: Area) -> bool:
    """Does a word count people harmed just there?"""
    own = [area_of(place) for place in word.claim.where]
    harmed = word.claim.kind in HARM and word.claim.quantity.value > 0
    return harmed and len(own) == 1 and area.holds(own[0])


def _deeds(words: Sequence[Word]) -> list[tuple[str | None, list[Word]]]:
    """The words by who did it, where each death is some side's deed and not of two that fought each other.

    "Jets killed 36, rebel shells nine": two events. Where any count names no doer it may be of either.
    """
    harming = [word for word in words if word.claim.kind in HARM]
    doers = dict.fromkeys(word.claim.by.party if word.claim.by else None for word in harming)
    first_of: dict[str, list[str]] = {}
    for doer in doers:
        if doer is None:
            return [(None, list(words))]
        same = next((each for each in first_of if together(each, doer)), doer)
        first_of.setdefault(same, []).append(doer)
    fought = {
        word.claim.whom.party for word in harming
        if word.claim.whom is not None and word.claim.whom.harmed_class == "combatant"
    }  # fmt: skip
    if len(first_of) < 2 or fought:
        return [(None, list(words))]
    return [
        (doer, [word for word in words if word.claim.by is None or word.claim.by.party in {None, *names}])
        for doer, names in first_of.items()
    ]


def _narrowness(place: Place) -> int:
    return _NARROWNESS[place.precision or "country"]


def days_of(words: Sequence[Word]) -> Days | None:
    """The days that most words tell, of those who count people harmed if they tell any; of equals the
    narrowest.
    """
    for some in (_harming(words), words):
        spans = Counter(days for word in some if (days := _told(word.claim)) is not None)
        if spans:
            return min(spans, key=lambda days: (-spans[days], len(days), days.first))
    return None


def _told(claim: Claim) -> Days | None:
    when = claim.when
    if when is None or when.first is None or when.last is None:
        return None
    return Days(when.first, when.last, when.precision)


def _window(words: Sequence[Word], days: Days) -> Days:
    """From the first to the last day that is told to the day; else the days themselves."""
    precise = [told for word in words if (told := _told(word.claim)) and told.precision == "day"]
    if not precise:
        return days
    return replace(days, first=min(each.first for each in precise), last=max(each.last for each in precise))


def is_vague(days: Days) -> bool:
    """Is it one day of a week, month or year, and not a time over which was counted?"""
    if days.precision == "week":
        return len(days) <= _WEEK
    same_year = days.first.year == days.last.year
    if days.precision == "month":
        return same_year and days.first.month == days.last.month
    return days.precision == "year" and same_year


def _contains_others(name: str, words: Sequence[Word], days: Days, source: Source) -> bool:
    """Do deaths of other incidents lie in its places and days, so that it would count them again?"""
    areas = {area_of(place) for word in _harming(words) for place in word.claim.where if place.country}
    where = _names(words)
    asked = Question("killed", where=where, first=days.first, last=days.last)
    for word in source.words(asked) if where else ():
        told = _told(word.claim)
        if word.incident in {None, name} or word.claim.kind not in HARM or told is None:
            continue
        within = days.first <= told.first and told.last <= days.last and len(told) < len(days)
        if within and any(area.holds(area_of(each)) for each in word.claim.where for area in areas):
            return True
    return False


def _names(words: Sequence[Word]) -> tuple[str, ...]:
    """The known places at which words count people killed or hurt."""
    places = [place for word in _harming(words) for place in word.claim.where if place.country is not None]
    return tuple(sorted({place.name or place.text for place in places}))


def _harming(words: Sequence[Word]) -> Sequence[Word]:
    """The words that count people killed or hurt; all where none does."""
    return [word for word in words if word.claim.kind in HARM] or words
