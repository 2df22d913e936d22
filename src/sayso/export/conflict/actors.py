"""Who is against whom in an event: the doer its words name, and those who were harmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from sayso.export.conflict.codes import countries, regimes
from sayso.knowledge.parties import open_parties
from sayso.knowledge.party_table import Party
from sayso.records import Claim, Kind

STATE, REBEL, MILITIA, IDENTITY, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = range(1, 9)
INTER: Final = (
    "", "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters",
    "Civilians", "External/Other forces",
)  # fmt: skip
HARM: Final[frozenset[Kind]] = frozenset({"killed", "injured", "casualties"})
_OFFICIAL: Final = frozenset({"government", "state force", "ministry"})
_OUTSIDE: Final = frozenset({"coalition", "un"})
_UNARMED: Final = frozenset({"civilians", "residents", "ngo", "media", "monitor", "agency"})


@dataclass(frozen=True, slots=True)
class Actor:
    """One side of an event: its name, what it is by the codes of ACLED (1 to 8), and its party, if known.

    `country` are the two letters of the state whose forces it is, for governments alone.
    """

    name: str
    inter: int
    party: str | None = None
    country: str | None = None

    @property
    def armed(self) -> bool:
        """Does it bear arms?"""
        return self.inter not in {PROTESTERS, CIVILIANS}


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of an event; the second is None where nobody is told to have been harmed or attacked.

    `with_first` and `with_second` are others who were on their sides.
    """

    first: Actor
    second: Actor | None
    with_first: tuple[str, ...] = ()
    with_second: tuple[str, ...] = ()

    @property
    def clash(self) -> bool:
        """Are both sides armed?"""
        return self.first.armed and self.second is not None and self.second.armed

    @property
    def one_sided(self) -> bool:
        """Are only civilians on the other side?"""
        return self.second is not None and not self.second.armed


def sides_of(claims: Sequence[Claim], country: str, day: date) -> Sides:
    """The sides of an event by what most of its claims tell.

    "The army's shelling killed 12 civilians": the army against civilians. Who fights unnamed is an
    "Unidentified Armed Group", civilians are those of the country.
    """
    doers = _doers([claim for claim in claims if claim.kind in HARM] or claims)
    harmed = [
        claim.whom.party
        for claim in claims
        if claim.whom is not None and claim.whom.harmed_class == "combatant" and claim.whom.party
    ]
    fighters = any(claim.whom is not None and claim.whom.harmed_class == "combatant" for claim in claims)
    first = _most(doers)
    if first is None:  # two known forces lost men: they fought each other
        first = next((each for each in harmed if not together(each, harmed[0])), None)
    other = _most([each for each in harmed if first is None or not together(each, first)])
    doer = _doing(actor_of(first, country, day), country) if first else _unidentified(country)
    if other is not None:
        second: Actor | None = actor_of(other, country, day)
    elif fighters and doer.party not in harmed:
        second = _unidentified(country)
    else:
        second = _civilians(claims, country)
    beside = _civilians(claims, country) if second is not None and second.armed else None
    with_second = (beside.name,) if beside is not None else ()
    return Sides(doer, second, _beside(doers, doer, country, day), with_second)


def actor_of(party: str, country: str, day: date) -> Actor:
    """A party as an actor in a country on a day: an army at home is state forces, abroad external.

    >>> actor_of("Myanmar Armed Forces", "MM", date(2023, 11, 14)).name
    'Military Forces of Myanmar (2021-)'
    """
    known = open_parties().by_name.get(party)
    if known is None:
        return Actor(party, MILITIA, party)
    named = next((each.name for each in regimes() if each.party == party and each.rules(day)), party)
    if known.kind in _OFFICIAL and _is_state(known):
        return Actor(named, STATE if known.country == country else EXTERNAL, party, known.country or None)
    if known.kind in _OUTSIDE:
        return Actor(named, EXTERNAL, party)
    if known.kind in _UNARMED:
        return Actor(f"Civilians ({_named(known.country or country)})", CIVILIANS, party)
    return Actor(named, MILITIA if _of_state(known) else REBEL, party)


def _doers(claims: Iterable[Claim]) -> list[str]:
    """The parties held responsible; whoever is said to have harmed its own fighters is none."""
    found = []
    for claim in claims:
        doer = claim.by and claim.by.party
        lost = claim.whom.party if claim.whom and claim.whom.harmed_class == "combatant" else None
        if doer and not (lost and together(doer, lost)):
            found.append(doer)
    return found


def _doing(actor: Actor, country: str) -> Actor:
    """An actor that does harm: civilians who do are rioters."""
    if actor.armed:
        return actor
    known = open_parties().by_name.get(actor.party or "")
    at_home = known.country if known is not None and known.country else country
    return Actor(f"Rioters ({_named(at_home)})", RIOTERS, actor.party)


def _beside(doers: Iterable[str], doer: Actor, country: str, day: date) -> tuple[str, ...]:
    others = {
        actor_of(each, country, day).name
        for each in doers
        if doer.party and each != doer.party and together(each, doer.party)
    }
    return tuple(sorted(others - {doer.name}))


def _civilians(claims: Iterable[Claim], country: str) -> Actor | None:
    """Civilians where claims count people who were harmed and may be such."""
    hurt = any(
        claim.quantity.unit != "things"
        and (claim.whom is None or claim.whom.harmed_class in {"civilian", "unclear"})
        for claim in claims
    )
    return Actor(f"Civilians ({_named(country)})", CIVILIANS) if hurt else None


def _unidentified(country: str) -> Actor:
    return Actor(f"Unidentified Armed Group ({_named(country)})", MILITIA)


def _named(country: str) -> str:
    known = countries().get(country)
    return known.acled_name if known is not None else country


def _most(names: Sequence[str]) -> str | None:
    """The name told most, of equals the first by the alphabet."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def _side(party: str) -> tuple[str, str] | str:
    known = open_parties().by_name.get(party)
    return (open_parties().side(known, ()) or party) if known is not None else party


def together(one: str, other: str) -> bool:
    """Are two parties on one side?"""
    return _side(one) == _side(other)


def _is_state(party: Party) -> bool:
    """Is an official body the state's, and not that of those who fight it: a shadow government, a de facto
    one?
    """
    of_state = _state_sides(party.country)
    side = open_parties().side(party, ())
    return side is None or not of_state or side in of_state


def _of_state(party: Party) -> bool:
    """Is an armed group the state's own: a militia under its army?"""
    above = open_parties().by_name.get(party.parent)
    return above is not None and above.kind in _OFFICIAL and _is_state(above)


@cache
def _state_sides(country: str) -> frozenset[tuple[str, str]]:
    """The sides on which a country's own forces are."""
    parties = open_parties()
    forces = (each for each in parties.all if each.country == country and each.kind == "state force")
    return frozenset(side for each in forces if (side := parties.side(each, ())) is not None)
