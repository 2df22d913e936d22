"""What claims weigh: how far each moves the figures of its incident, from the marginals of their bounds.

Incidents are weighed anew when their words have changed since. The figures are made between two transactions,
so that nobody waits for them; an incident that was linked again meanwhile stays due.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from sayso.concluded import ChangeAct, Figure, Question, Word
from sayso.knowledge.parties import open_parties
from sayso.lexicon import load
from sayso.reconcile import figure, raised
from sayso.reconcile import weights as weights_in
from sayso.reconcile.groups import Whom
from sayso.store.engine import Store
from sayso.store.gather import gathered
from sayso.store.tables import incidents, run_for_each, standing, weights

AT_A_TIME: Final = 50  # incidents
_OVERTAKING: Final[frozenset[ChangeAct]] = frozenset({"withdrawn", "superseded", "corrected", "outgrown"})


def weigh(store: Store, settlements: int, at_a_time: int) -> Iterator[int]:
    """Weighs the incidents that are due; before each portion, how many are left."""
    whom = Whom(load(), open_parties())
    while True:
        with store.reading() as connection:
            left = connection.execute(select(func.count()).where(incidents.c.due > 0)).scalar_one()
            due = _due(connection, at_a_time)
        if not due:
            return
        yield int(left)
        weighed = [each for each in due if each.digest != each.before]
        rows = [row for each in weighed for row in _rows(each, whom, settlements)]
        with store.writing() as connection:
            _write(connection, due, weighed, rows)


@dataclass(frozen=True, slots=True)
class _Due:
    """An incident that is due: how often it was linked since, what was weighed before, and its words."""

    incident: str
    times: int
    before: str
    words: Sequence[Word]

    @property
    def digest(self) -> str:
        """Changes with anything that its figures rest on."""
        return hashlib.sha256(repr(sorted(map(repr, self.words))).encode()).hexdigest()


def _due(connection: Connection, most: int) -> list[_Due]:
    chosen = select(incidents).where(incidents.c.due > 0).order_by(incidents.c.id).limit(most)
    rows = connection.execute(chosen).all()
    told: dict[str, list[Word]] = {row.id: [] for row in rows}
    if told:
        for word in gathered(connection, Question("killed", incidents=tuple(told))):
            told[str(word.incident)].append(word)
    return [_Due(row.id, row.due, row.digest, told[row.id]) for row in rows]


def _rows(each: _Due, whom: Whom, settlements: int) -> Iterator[dict[str, Any]]:
    """What each claim of an incident weighs in the figure that it moves most, and what became of it there."""
    moved: dict[str, float] = defaultdict(float)
    overtaken, contradicted = set[str](), set[str]()
    for question in raised(each.words, whom):
        concluded = figure(question, each.words, max_settlements=settlements)
        for word, weight in weights_in(concluded).items():
            moved[_claim(word)] = max(moved[_claim(word)], weight)
        overtaken |= _claims(_overtaken(concluded))
        contradicted |= _claims(word for each in concluded.contradictions for word in each.claims)
    for claim in sorted(moved.keys() | overtaken | contradicted):
        yield {
            "claim": claim, "incident": each.incident, "weight": moved[claim],
            "overtaken": claim in overtaken, "contradicted": claim in contradicted,
        }  # fmt: skip


def _overtaken(concluded: Figure) -> Iterator[str]:
    for change in concluded.changes:
        if change.act in _OVERTAKING:
            yield from change.claims


def _claims(words: Iterable[str]) -> set[str]:
    return set(map(_claim, words))


def _claim(word: str) -> str:
    """The id of the claim that a word of a figure is."""
    return word.rpartition("#")[2]


def _write(
    connection: Connection, due: Sequence[_Due], weighed: Sequence[_Due], rows: Sequence[Mapping[str, Any]]
) -> None:
    names = [each.incident for each in weighed]
    before = connection.execute(select(weights.c.claim).where(weights.c.incident.in_(names))).scalars()
    moved = {*before, *(row["claim"] for row in rows)}
    connection.execute(delete(weights).where(weights.c.incident.in_(names)))
    there = set(connection.execute(select(incidents.c.id).where(incidents.c.id.in_(names))).scalars())
    run_for_each(connection, insert(weights), [row for row in rows if row["incident"] in there])
    run_for_each(connection, _LIGHTEN, [{"of": claim} for claim in sorted(moved)])
    done = [{"of": each.incident, "times": each.times, "weighed": each.digest} for each in due]
    run_for_each(connection, _DONE, done)


_OF_CLAIM: Final = weights.c.claim == bindparam("of")
_HEAVIEST: Final = select(func.coalesce(func.max(weights.c.weight), 0.0)).where(_OF_CLAIM).scalar_subquery()
_LIGHTEN: Final = update(standing).where(standing.c.id == bindparam("of")).values(lightness=-_HEAVIEST)
_DONE: Final = (
    update(incidents)
    .where(incidents.c.id == bindparam("of"), incidents.c.due == bindparam("times"))
    .values(due=0, digest=bindparam("weighed"))
)
