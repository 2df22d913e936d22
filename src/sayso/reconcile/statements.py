"""What words state: region, days and bounds; renderings of one word are one statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from sayso.concluded import Choice, Word
from sayso.lexicon import Lexicon
from sayso.policy import Policy
from sayso.reconcile.areas import Area, area_of
from sayso.reconcile.company import Company
from sayso.reconcile.groups import Group, Status, Whom
from sayso.reconcile.households import MOVED, in_people
from sayso.reconcile.occasions import (
    Days,
    Incidents,
    Occasion,
    Occasions,
    name_above,
    ordinal,
    span_of,
    spoken,
)
from sayso.reconcile.overruled import set_aside
from sayso.reconcile.recalled import recalled
from sayso.records import Claim, DayPrecision, Hedge, Interest, Kind

# How far the ends of a window may be off, by how precisely it was told.
LEEWAY: Final[Mapping[DayPrecision, int]] = {"day": 0, "week": 2, "month": 3, "year": 15}
_OPEN: Final[frozenset[Hedge]] = frozenset({"at_least", "more_than", "vague"})
_OTHER: Final[Mapping[Status, Status]] = {"civilian": "combatant", "combatant": "civilian"}
_SOFT: Final[frozenset[Hedge]] = frozenset({"about", "nearly"})


@dataclass(frozen=True)
class Statement:
    """One origin's number about one region, with the words that render it.

    `floor` and `ceiling` are bounds under the policy, `said` the number as said; `counted` is a ceiling that
    holds only for a question of just this region. `days` are ordinals, both inclusive, None where nothing
    tells them; the ceiling holds on all of `reach` and to `capped`, the last day that was over when it was
    told. `told` is the first day on which it may have been said, `standing` the last on which a report
    carried it as valid. `described`: it counts some that are told apart by what no question asks, and bounds
    their region from below alone. `none_of_others` says that all in a count were of one status, and so none
    of the other; its words are those of the count. `set_aside` is the choice of a person by which it no
    longer counts. `as_found`: it counts people as they were found or brought in, and not how it ended.
    """

    kind: Kind
    origin: str
    group: Group
    areas: frozenset[Area]
    reach: frozenset[Area]
    days: Days | None
    capped: int
    leeway: int
    floor: int
    ceiling: int | None
    counted: int | None
    said: int
    hedge: Hedge
    told: int
    standing: int
    words: tuple[Word, ...]
    incident: str | None = None
    happening: bool = False
    whole: str | None = None
    described: bool = False
    none_of_others: bool = False
    set_aside: Choice | None = None
    as_found: bool = False

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The claims that render it."""
        return tuple(word.id for word in self.words)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What it is known by, so that nothing depends on the order in which words come."""
        return (*self.ids, "none of others") if self.none_of_others else self.ids

    @property
    def soft(self) -> bool:
        """Is its number called rough?"""
        return self.hedge in _SOFT

    @cached_property
    def sourced(self) -> bool:
        """Does a report say whose number it is?"""
        return any(word.claim.source is not None and word.claim.source.text for word in self.words)

    @property
    def coded(self) -> bool:
        """Is it the number of a data set, and so no source of its own?"""
        return all(word.claim.coded for word in self.words)

    @cached_property
    def weak(self) -> bool:
        """Is it doubted of each of its words that it counts its kind, and did no person choose one?

        What may well be misread proves nothing: it moves best, and neither end.
        """
        return all(word.claim.is_weak and word.choice is None for word in self.words)

    @cached_property
    def interest(self) -> Interest:
        """What its speaker has to gain; of several words the plainest."""
        told = {word.claim.source.interest for word in self.words if word.claim.source is not None}
        return min(told - {"unknown"}, default="unknown")

    def without_bounds(self) -> Statement:
        """The statement as one that bounds nothing any more."""
        return replace(self, floor=0, ceiling=None, counted=None)


class Statements:
    """Statements under a policy of words of which each is read once, however many questions take it.

    `incidents` know also what words that are not asked about tell of the same incidents.
    """

    def __init__(self, policy: Policy, whom: Whom, incidents: Incidents) -> None:
        self._policy, self._whom, self._incidents = policy, whom, incidents
        self._company = Company(whom.lexicon)
        self._read: dict[Hashable, Statement] = {}

    def of(self, words: Iterable[Word]) -> list[Statement]:
        """The statements of words, in an order of their own.

        KNDF's "over 110" and "at least 110", told by two outlets of one battle, are one statement: 111 or
        more.
        """
        told = recalled(sorted(words, key=lambda word: word.id))
        aside = set_aside(told)
        single = self._single(told)
        single |= {name: replace(single[name], set_aside=choice) for name, choice in aside.items()}
        for run in self._company.increments(told):
            _add_up(single, [word.id for word in run])
        stated = [*single.values(), *_none_of_others(single.values(), self._whom.lexicon)]
        return sorted(_folded(stated), key=lambda each: each.key)

    def _single(self, told: Sequence[Word]) -> dict[str, Statement]:
        """What each word states by itself: that depends on it, and on the totals and parts that are told."""
        above = {name_above(word.claim) for word in told if word.claim.part_of is not None}
        family = frozenset(word.id for word in told if word.claim.part_of is not None or word.id in above)
        keys = {word.id: (word.id, word.claim.state, word.published, family) for word in told}
        new = [word for word in told if keys[word.id] not in self._read]
        if new:
            reading = _Reading(
                Occasions(told, self._incidents), self._policy, self._whom, self._company, told
            )
            self._read.update((keys[word.id], reading.statement(word)) for word in new)
        return {name: self._read[key] for name, key in keys.items()}


def _add_up(single: dict[str, Statement], run: Sequence[str]) -> None:
    """Puts the sum of a run in the place of its counts, where they are of one region: "14" and "another 15".

    Where they are of other days or places, they are added by themselves.
    """
    adding = [single[name] for name in run]
    if len({(each.areas, each.days, each.described, each.set_aside) for each in adding}) > 1:
        return
    ceilings = [each.ceiling for each in adding if each.ceiling is not None]
    whole = len(ceilings) == len(adding)
    for name in run[1:]:
        del single[name]
    single[run[0]] = replace(
        adding[0], floor=sum(each.floor for each in adding), ceiling=sum(ceilings) if whole else None,
        counted=sum(ceilings) if whole and adding[0].counted is not None else None,
        said=sum(each.said for each in adding),
        hedge="exact" if all(each.hedge == "exact" for each in adding) else "at_least",
        words=tuple(sorted((word for each in adding for word in each.words), key=lambda word: word.id)),
    )  # fmt: skip


class _Reading:
    """Reads single words as statements, by what all of them tell."""

    def __init__(
        self, occasions: Occasions, policy: Policy, whom: Whom, company: Company, words: Sequence[Word]
    ) -> None:
        self._occasions, self._policy, self._whom, self._company = occasions, policy, whom, company
        self._unknown = company.unknown_parts(words)

    def statement(self, word: Word) -> Statement:
        """What one word states."""
        claim, company = word.claim, self._company
        plain = _statement(word, self._occasions, self._policy, self._whom)
        if company.is_none_of_others(claim):
            return replace(plain, ceiling=None, counted=None, described=True)
        if claim.part_of is None:
            return plain
        if company.is_unknown(claim):
            return replace(plain, ceiling=None, counted=None, described=True)
        unknown = self._unknown.get((claim.document, claim.part_of), 0)
        return replace(
            plain, ceiling=None if plain.ceiling is None else plain.ceiling + unknown,
            counted=None if plain.counted is None else plain.counted + unknown,
        )  # fmt: skip


def _none_of_others(single: Iterable[Statement], lexicon: Lexicon) -> Iterator[Statement]:
    """Counts of none where a report says that all in a count were civilians, or all fighters.

    "51 people were killed, all of them civilians": 51, and no fighter.
    """
    rules = lexicon.words["said_of_all"]
    for each in single:
        if each.group.status is not None and not rules.isdisjoint(each.words[0].claim.rules):
            others = Group(status=_OTHER[each.group.status])
            yield replace(
                each, group=others, floor=0, ceiling=0, counted=None, said=0, hedge="exact", whole=None,
                described=False, none_of_others=True,
            )  # fmt: skip


def _statement(word: Word, occasions: Occasions, policy: Policy, whom: Whom) -> Statement:
    """What one word states by itself."""
    claim, whole, occasion = word.claim, occasions.whole(word), occasions.of(word)
    above = whom.of_claim(whole.claim) if whole is not None else None
    group = _group(whom.of_claim(claim), above)
    described = not whom.is_whole(claim) or (
        whole is not None and above is not None and whole.claim.kind == claim.kind
        and not _told_apart(group, above) and _same_occasion(claim, whole.claim)
    )  # fmt: skip
    bounds, said, hedge = in_people(claim.quantity, policy)
    ceiling = None if bounds.high is None else int(bounds.high)
    of_a_day = claim.measure == "stock" and claim.kind in MOVED  # who is displaced now caps no flight
    if described or of_a_day or claim.quantity.partial or (whole is not None and _is_open(whole.claim)):
        ceiling = None
    capped = _capped(occasion, spoken(word))
    told, standing = _told(word, occasion.days)
    return Statement(
        kind=whom.kind_of(claim), origin=word.origin, group=group, areas=occasion.areas, reach=occasion.reach,
        days=occasion.days, capped=capped, leeway=_leeway(claim, occasion), floor=int(bounds.low),
        ceiling=ceiling, counted=ceiling if occasion.days and capped < occasion.days[1] else None,
        said=said, hedge=hedge, told=told, standing=standing,
        words=(word,), incident=word.incident, happening=occasion.happening,
        whole=None if whole is None else whole.id, described=described,
        as_found=not whom.lexicon.words["hurt_as_found"].isdisjoint(claim.rules[:1]),
    )  # fmt: skip


def _group(group: Group, above: Group | None) -> Group:
    """The group of a word; of a total's part, the side is the total's where it has none of its own."""
    if above is not None and group.side is None and above.status == group.status:
        return replace(group, side=above.side)
    return group


def _told_apart(group: Group, above: Group) -> bool:
    """Is a part told from its total by sex, age, status or what the thing is, and not by trade, name or
    means?
    """
    return (
        group.selects
        or group.thing != above.thing
        or (group.status is not None and group.status != above.status)
    )  # fmt: skip


def _same_occasion(one: Claim, other: Claim) -> bool:
    places = [{area_of(place) for place in each.where} for each in (one, other)]
    return places[0] == places[1] and span_of(one) == span_of(other)


def _is_open(claim: Claim) -> bool:
    """Is a count told to be a minimum, so that its parts are too?"""
    return claim.quantity.partial or claim.quantity.hedge in _OPEN


def _capped(occasion: Occasion, said: int | None) -> int:
    """The last day that was over when a running total was told: a total to today may still grow today."""
    if occasion.days is None:
        return 0
    first, last = occasion.days
    running = not occasion.happening and said is not None and first < last and said <= last
    return last - 1 if running else last


def _leeway(claim: Claim, occasion: Occasion) -> int:
    if not occasion.own and not occasion.happening:
        return LEEWAY["month"]
    return LEEWAY[claim.when.precision if claim.when is not None else "day"]


def _told(word: Word, days: Days | None) -> tuple[int, int]:
    """The first day on which a word may have been said, and the last on which it stood."""
    claim, published = word.claim, ordinal(word.published) or 0
    first = ordinal(claim.told.first) if claim.told is not None else None
    if first is None:
        first = days[1] if days is not None else published
    if published:
        first = min(first, published)
    return first, first if claim.state in {"initial", "earlier", "withdrawn"} else max(first, published)


def _folded(single: Sequence[Statement]) -> list[Statement]:
    """Renderings of one number as one statement: the tightest floor, and a ceiling if one of them is exact.

    They are one origin's, of one group and one number, and about one incident, or else one region.
    """
    alike = defaultdict[tuple[object, ...], list[Statement]](list)
    for each in single:
        region = (each.incident, each.areas) if each.incident and each.happening else (each.areas, each.days)
        people = (
            each.group,
            each.described,
            each.none_of_others,
            each.words[0].claim.state == "withdrawn",
            each.set_aside,
        )
        alike[(each.kind, each.origin, each.said, people, region)].append(each)
    return [_one(renderings) for renderings in alike.values()]


def _one(renderings: Sequence[Statement]) -> Statement:
    """A function of the set of renderings, never of their order."""
    if len(renderings) == 1:
        return renderings[0]
    first = min(renderings, key=lambda each: each.key)
    ceilings = [each.ceiling for each in renderings if each.ceiling is not None]
    words = tuple(sorted((word for each in renderings for word in each.words), key=lambda word: word.id))
    sharp = [each for each in renderings if each.hedge == "exact" and each.ceiling is not None]
    chosen = min(sharp or renderings, key=lambda each: (each.soft, -each.floor, each.key))
    return replace(
        first, words=words, floor=chosen.floor if sharp else max(each.floor for each in renderings),
        ceiling=min(ceilings) if sharp else (max(ceilings) if len(ceilings) == len(renderings) else None),
        hedge=chosen.hedge, told=min(each.told for each in renderings),
        standing=max(each.standing for each in renderings),
        whole=min((each.whole for each in renderings if each.whole), default=None),
        capped=max(each.capped for each in renderings),
        as_found=all(each.as_found for each in renderings),
    )  # fmt: skip
