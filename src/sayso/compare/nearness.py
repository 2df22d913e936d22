"""How an event of a data set and one of ours lie to each other: days, places and actors."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sayso.compare.findings import Ours
from sayso.concluded import Figure
from sayso.export.conflict.actors import STATE, Actor, together
from sayso.export.conflict.codes import countries
from sayso.knowledge.gazetteer.named import code_of
from sayso.knowledge.gazetteer.names import fold
from sayso.knowledge.parties import open_parties
from sayso.read.coded import CodedEvent
from sayso.reconcile.statements import LEEWAY
from sayso.records import Place
from sayso.settings import Settings

_EARTH: Final = 6371.0
_REACH: Final = {"point": 2.0, "town": 5.0, "district": 40.0, "province": 150.0, "area": 150.0}
_BRACKETS: Final = re.compile(r"\s*\([^()]{0,80}\)")
_STATE: Final = re.compile(r"(?:Government|Military Forces|Police Forces) of (.{2,60})")
_WHAT_IT_IS: Final = frozenset(
    "town city village district township county state province region oblast governorate municipality".split()
)
Side = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near two events are; what is not `same` lies within what the settings allow.

    `days` apart count how much later theirs is. `kilometres` are None where a position is not told. `actors`
    are None where either names none that is known.
    """

    same_days: bool
    same_place: bool
    actors: bool | None
    days: int
    kilometres: float | None

    @property
    def common(self) -> tuple[str, ...]:
        """What the two have in common, in words."""
        days = "the same days" if self.same_days else f"{days_told(abs(self.days))} apart"
        place = "the same place" if self.same_place else f"{_kilometres(self.kilometres)} apart"
        actors = {True: "the same actors", False: "other actors", None: "actors that cannot be compared"}
        return days, place, actors[self.actors]


def nearness(theirs: CodedEvent, ours: Ours, settings: Settings) -> Nearness | None:
    """How near a row is to an event of ours; None where they cannot be the same happening.

    Of day and place only one may be off, and neither where the actors are known to be others or the number
    lies outside our bounds: all the rest must speak for it.
    """
    days = ours.event.days
    gap = _gap(theirs, days.first, days.last)
    same_days = _same_days(theirs, ours)
    if not same_days and abs(gap) > settings.compare_days:
        return None
    kilometres, same_place = _places(theirs, ours, settings)
    if not same_place and (kilometres is None or kilometres > settings.compare_kilometres):
        return None
    actors = _actors(theirs, ours)
    if not (same_days and same_place) and (
        not (same_days or same_place) or actors is False or not _fits(theirs, ours.figure)
    ):
        return None
    return Nearness(same_days, same_place, actors, gap, kilometres)


def days_told(number: int) -> str:
    """A number of days: "1 day", "3 days"."""
    return f"{number} day{'' if number == 1 else 's'}"


@cache
def codes_of(country: str) -> frozenset[str]:
    """The two letters of the countries that a data set's name of a country means: of Israel, IL and PS."""
    plain = _BRACKETS.sub("", country)
    known = {
        each.iso for each in countries().values()
        if country in {each.acled_name, each.ucdp_name} or plain in {each.acled_name, each.ucdp_name}
    }  # fmt: skip
    code = code_of(country) or code_of(plain)
    return frozenset(known | {code} if code else known)


def _fits(theirs: CodedEvent, figure: Figure) -> bool:
    """Does their number lie within our bounds?"""
    return (figure.low or 0) <= theirs.best and (figure.high is None or theirs.best <= figure.high)


def _gap(theirs: CodedEvent, first: date, last: date) -> int:
    """How many days later theirs is; 0 where days are shared, unless both begin on a day of their own."""
    if theirs.last < first:
        return (theirs.last - first).days
    if theirs.first > last:
        return (theirs.first - last).days
    return (theirs.first - first).days


def _same_days(theirs: CodedEvent, ours: Ours) -> bool:
    """Can they be of the same days? Days told to the day must lie in each other; vaguer ones share one."""
    days = ours.event.days
    if theirs.day_precision == days.precision == "day":
        inside = days.first <= theirs.first and theirs.last <= days.last
        return inside or (theirs.first <= days.first and days.last <= theirs.last)
    leeway = max(LEEWAY[theirs.day_precision], LEEWAY[days.precision])
    apart = max((theirs.first - days.last).days, (days.first - theirs.last).days)
    return apart <= leeway


def _places(theirs: CodedEvent, ours: Ours, settings: Settings) -> tuple[float | None, bool]:
    """Kilometres between two places, and whether they can be one."""
    place, spot = ours.event.place, theirs.spot
    same_name = bool(spot.name) and _plain(spot.name or "") == _plain(place.name or place.text)
    reach = reach_of(place)
    same_country = place.country in codes_of(spot.country)
    positions = (spot.latitude, spot.longitude, place.latitude, place.longitude)
    kilometres = None if None in positions else _apart(*positions)  # type: ignore[arg-type]
    if reach is None or spot.reach is None:
        return kilometres, same_country
    if kilometres is None:
        division = _plain(spot.admin1 or "") == _plain(place.admin1 or "") != ""
        wide = "province" in {spot.precision, place.precision}
        return None, same_country and (same_name or (wide and division))
    near = kilometres <= settings.compare_kilometres
    return kilometres, kilometres <= reach + spot.reach or (same_name and near)


def reach_of(place: Place) -> float | None:
    """How many kilometres from its position a place of ours may be; None for anywhere in a country."""
    return _REACH.get(place.precision) if place.precision is not None else None


def _plain(name: str) -> str:
    """A name without what the place is: "Loikaw township" is "loikaw"."""
    words = [word for word in fold(name).split() if word not in _WHAT_IT_IS]
    return " ".join(words)


def _apart(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    a, b = math.radians(latitude), math.radians(other_latitude)
    turn = (other_longitude - longitude + 180) % 360 - 180
    return _EARTH * math.hypot(b - a, math.radians(turn) * math.cos((a + b) / 2))


def _actors(theirs: CodedEvent, ours: Ours) -> bool | None:
    """Is any armed actor on both?"""
    sides = ours.event.sides
    countries_here = (ours.event.country,)
    named = [side for name in theirs.sides if (side := _side_of(name, countries_here)) is not None]
    own = [side for actor in (sides.first, sides.second) if actor and (side := _own_side(actor)) is not None]
    if not named or not own:
        return None
    return any(_alike(one, other) for one in named for other in own)


@cache
def _side_of(name: str, countries_here: tuple[str, ...]) -> Side | None:
    """An actor of a data set as a state or a party; None for civilians and those who are not known."""
    plain = _BRACKETS.sub("", name).strip()
    if state := _STATE.fullmatch(plain):
        codes = sorted(codes_of(_BRACKETS.sub("", name.partition(" of ")[2]) or state[1]))
        return ("state", codes[0]) if codes else None
    party = open_parties().identify(plain, countries=countries_here)
    if party is None or plain.casefold().startswith(("civilians", "unidentified")):
        return None
    return _official(party.name) or ("party", party.name)


def _own_side(actor: Actor) -> Side | None:
    if not actor.armed or actor.party is None:
        return None
    if actor.country and actor.inter == STATE:
        return "state", actor.country
    return _official(actor.party) or ("party", actor.party)


def _official(party: str) -> Side | None:
    """The state of a body of the state that has no sides within it."""
    known = open_parties().by_name.get(party)
    official = known is not None and known.kind in {"government", "state force", "ministry"}
    return ("state", known.country) if official and known is not None and known.country else None


def _alike(one: Side, other: Side) -> bool:
    if one == other:
        return True
    return one[0] == other[0] == "party" and together(one[1], other[1])


def _kilometres(kilometres: float | None) -> str:
    return "some way" if kilometres is None else f"{kilometres:,.0f} km"
