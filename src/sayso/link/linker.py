"""Incidents of a growing ledger: a report is added or taken out, and what it touches is linked anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.lexicon.weights import Weights
from sayso.link.block import Blocks, Components, keys
from sayso.link.cluster import clusters
from sayso.link.compare import across
from sayso.link.group import tellings
from sayso.link.rulings import Rulings
from sayso.link.telling import Telling
from sayso.link.weights import across_weights, inside_weights, score
from sayso.records import Claim, Grouping, Incident, Report

POSSIBLE: Final = 0  # a pair that scores more is looked at together with whatever is likely one with either
# The mean score above which two groups are one. Held-out shootings are linked best from -1000 to
# -2000, held-out stories from -1000 to -1500: pairs within a cluster that share no key mean little.
LIKELY: Final = -1200
LARGEST: Final = 200  # so many tellings are clustered at once; more are first parted where least likely one


Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """Tellings that hang together, by id: the scores of their pairs as far as known, the pairs that hold them
    together, and the incidents they make.
    """

    members: tuple[str, ...]
    scores: Mapping[Pair, int]
    edges: frozenset[Pair]
    incidents: tuple[Incident, ...] = ()


class Linker:
    """Reports' tellings, and the incidents they make.

    The incidents are a function of the reports and rulings alone: reports added in any order, in one go or
    one by one, or taken out again, give the same. Adding one costs what the tellings near it cost, however
    many others there are. Tellings and the index of their keys may be kept elsewhere: `restore` then puts
    back what hangs together with a report before it is entered or taken out, and `touched` tells what to
    keep.
    """

    def __init__(
        self,
        grouping: Grouping | None = None,
        within: Weights | None = None,
        between: Weights | None = None,
        tellings: MutableMapping[str, Telling] | None = None,
        index: Components | None = None,
    ) -> None:
        self._rulings = Rulings(grouping)
        self._within = inside_weights() if within is None else within
        self.weights = across_weights() if between is None else between
        self._index: Components = Blocks() if index is None else index
        self._tellings: MutableMapping[str, Telling] = {} if tellings is None else tellings
        self._of_report: dict[str, tuple[str, ...]] = {}
        self._edges: dict[str, dict[str, int]] = {}
        self._scores: dict[str, dict[str, int]] = {}
        self._holder: dict[str, str] = {}
        self._component: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._incidents: dict[str, tuple[Incident, ...]] = {}
        self._touched: set[str] = set()
        self.compared = 0

    def add(self, report: Report, claims: Sequence[Claim]) -> tuple[Incident, ...]:
        """Links a report, and gives the incidents that it touches; one known already is taken out first."""
        self.enter(report, claims)
        told = self._of_report[report.id]
        return tuple(dict.fromkeys(incident for each in told for incident in self._linked(each)))

    def enter(self, report: Report, claims: Sequence[Claim]) -> None:
        """Links a report; its incidents are made when they are asked for."""
        self.remove(report.id)
        told = tellings(report, claims, self._rulings, self._within)
        self._of_report[report.id] = tuple(each.id for each in told)
        for each in told:
            self._enter(each)

    def remove(self, document: str) -> None:
        """Takes a report out, as one withdrawn or revised."""
        self.take_out(self._of_report.pop(document, ()))

    def take_out(self, told: Iterable[str]) -> None:
        """Takes tellings out by their ids."""
        for each in told:
            self._leave(self._tellings[each])

    def told_by(self, document: str) -> tuple[Telling, ...]:
        """What a report that was entered tells."""
        return tuple(self._tellings[each] for each in self._of_report[document])

    def restore(self, part: Part) -> None:
        """Puts back tellings that hang together."""
        name = min(part.members)
        self._members[name] = set(part.members)
        for each in part.members:
            self._component[each] = name
            self._edges[each] = {}
            self._scores.setdefault(each, {})  # it may have been compared already
        for (one, other), likely in part.scores.items():
            self._scores[one][other] = self._scores[other][one] = likely
        for one, other in part.edges:
            self._edges[one][other] = self._edges[other][one] = self._scores[one][other]
        if self._rulings:
            for each in part.members:
                self._holder.update(dict.fromkeys(self._rulings.ruled(self._tellings[each].claims), each))

    def anew(self) -> set[str]:
        """The tellings of all that `touched` goes through, so that they can be read in one go."""
        return set[str]().union(*(self._members[name] for name in self._touched & self._members.keys()))

    def touched(self) -> Iterator[Part]:
        """What came together or apart since the linker was made, with its incidents."""
        for name in sorted(self._touched & self._members.keys()):
            self._settle(name)
            members = self._members[name]
            pairs = [(one, other) for one in sorted(members) for other in self._scores[one] if one < other]
            scores = {pair: self._scores[pair[0]][pair[1]] for pair in pairs if pair[1] in members}
            edges = frozenset(pair for pair in scores if pair[1] in self._edges[pair[0]])
            yield Part(tuple(sorted(members)), scores, edges, self._incidents[name])

    def incidents(self) -> tuple[Incident, ...]:
        """Every incident, by id."""
        for component in self._members:
            self._settle(component)
        return tuple(sorted(
            (incident for found in self._incidents.values() for incident in found),
            key=lambda incident: incident.id,
        ))  # fmt: skip

    def tellings_of(self, incident: Incident) -> tuple[Telling, ...]:
        """What each report tells of an incident, in the order of publication."""
        found = (self._tellings[each] for each in incident.tellings)
        return tuple(sorted(found, key=lambda each: (str(each.published), each.id)))

    def score(self, one: str, other: str) -> int:
        """How likely two tellings are of one happening: the logarithm of the odds in thousandths."""
        known = self._scores[one]
        if other not in known:
            self.compared += 1
            a, b = self._tellings[one], self._tellings[other]
            ruled = self._rulings.between(a.claims, b.claims)
            known[other] = score(across(a, b), self.weights) if ruled is None else ruled
            self._scores.setdefault(other, {})[one] = known[other]
        return known[other]

    def _enter(self, new: Telling) -> None:
        mine = keys(new)
        partners = self._rulings.partners(new.claims)
        near = self._index.near(mine) | {self._holder[each] for each in partners if each in self._holder}
        self._index.add(new.id, mine)
        self._tellings[new.id] = new
        self._edges[new.id], self._scores[new.id] = {}, {}
        self._holder.update(dict.fromkeys(self._rulings.ruled(new.claims), new.id))
        self._found(new.id, {new.id})
        for other in near:
            likely = self.score(new.id, other)
            if likely > POSSIBLE:
                self._index.join(other)
                self._edges[new.id][other] = self._edges[other][new.id] = likely
                self._join(self._component[new.id], self._component[other])

    def _leave(self, old: Telling) -> None:
        self._index.remove(old.id, keys(old))
        for claim in self._rulings.ruled(old.claims):
            self._holder.pop(claim, None)
        component = self._component.pop(old.id)
        members = self._members.pop(component) - {old.id}
        self._incidents.pop(component, None)
        for pairs in (self._edges, self._scores):
            for other in pairs.pop(old.id):
                del pairs[other][old.id]
        del self._tellings[old.id]
        for connected in self._connected(members, POSSIBLE):
            self._found(min(connected), connected)

    def _found(self, name: str, members: set[str]) -> None:
        self._members[name] = members
        self._touch(name)
        self._component.update(dict.fromkeys(members, name))

    def _join(self, one: str, other: str) -> None:
        if one == other:
            self._touch(one)
            return
        larger, smaller = sorted((one, other), key=lambda name: -len(self._members[name]))
        members = self._members.pop(smaller)
        self._incidents.pop(smaller, None)
        self._found(larger, self._members[larger] | members)

    def _touch(self, component: str) -> None:
        self._touched.add(component)
        self._incidents.pop(component, None)

    def _linked(self, telling: str) -> Iterator[Incident]:
        component = self._component[telling]
        self._settle(component)
        return (incident for incident in self._incidents[component] if telling in incident.tellings)

    def _settle(self, component: str) -> None:
        if component not in self._incidents:
            groups = self._clustered(self._members[component], POSSIBLE)
            self._incidents[component] = tuple(self._incident(group) for group in groups)

    def _clustered(self, members: set[str], least: int) -> Iterator[list[str]]:
        """The clusters of tellings that hang together; too many are parted at a higher score."""
        if len(members) > LARGEST:
            scores = sorted({s for each in members for s in self._edges[each].values() if s > least})
            if scores:
                middle = scores[len(scores) // 2]
                for connected in self._connected(members, middle):
                    yield from self._clustered(connected, middle)
                return
        ordered = sorted(members)
        for group in clusters(len(ordered), lambda i, j: self.score(ordered[i], ordered[j]), LIKELY):
            yield [ordered[i] for i in group]

    def _connected(self, members: Iterable[str], least: int) -> Iterator[set[str]]:
        left = set(members)
        while left:
            reached, waiting = set[str](), [min(left)]
            while waiting:
                each = waiting.pop()
                if each in left:
                    left.discard(each)
                    reached.add(each)
                    waiting += (other for other, likely in self._edges[each].items() if likely > least)
            yield reached

    def _incident(self, group: list[str]) -> Incident:
        found = [self._tellings[each] for each in group]
        first = min(found, key=lambda each: (str(each.published), each.id))
        return Incident(
            first.id,
            tuple(sorted((claim.document, claim.id) for each in found for claim in each.claims)),
            tuple(sorted({each.report for each in found if each.leads})),
            tuple(group),
        )
