"""Which words bear on a question: told in time, by those whose perspective is asked, of its kind and doer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.concluded import Question, Unused, Word
from sayso.knowledge.parties import Parties
from sayso.policy import Policy
from sayso.reconcile.groups import Whom, bears_on
from sayso.reconcile.households import counts_no_people
from sayso.records import Interest

INTERESTED: Final[frozenset[Interest]] = frozenset({"enemy_loss"})
_CONCEDED: Final[frozenset[Interest]] = frozenset({"own_loss", "own_harm_to_civilians"})
_PARTISAN: Final[frozenset[Interest]] = frozenset({
    "own_loss", "enemy_loss", "own_harm_to_civilians", "enemy_harm_to_civilians",
})  # fmt: skip
PERSPECTIVES: Final = ("all", "independent", "conceded")


@dataclass(frozen=True, slots=True)
class Scope:
    """The words that bear on a question, and those that do not, by the reason."""

    taken: tuple[Word, ...]
    unused: tuple[Unused, ...]


def scope(question: Question, words: Iterable[Word], whom: Whom, policy: Policy) -> Scope:
    """The words that a question may rest on, in their order.

    Asked about the dead as known on 5 October, a report of the 10th is out of scope: "told after
    2023-10-05".
    """
    taken: list[Word] = []
    unused: dict[str, list[str]] = {}
    tests = _tests(question, whom, policy)
    for word in words:
        if not bears_on(word.claim.kind, question.kind):
            continue
        for reason, fails in tests:
            if fails(word):
                unused.setdefault(reason, []).append(word.id)
                break
        else:
            taken.append(word)
    return Scope(tuple(taken), tuple(Unused(tuple(ids), reason) for reason, ids in sorted(unused.items())))


def _tests(question: Question, whom: Whom, policy: Policy) -> list[tuple[str, Callable[[Word], bool]]]:
    """Reasons for leaving a word out, each with its test, in the order in which they are tried."""
    tests: list[tuple[str, Callable[[Word], bool]]] = []
    if question.at is not None:
        tests.append((f"told after {question.at}", lambda word: told_after(word, question.at)))
    if question.incidents:
        told = ", ".join(question.incidents)
        tests.append(
            (f"of another incident than {told}", lambda word: word.incident not in question.incidents)
        )
    if question.perspective != "all":
        own = whom.side_named(question.perspective)
        tests.append((
            f"not of the perspective {question.perspective}",
            lambda word: not _of_perspective(word, question.perspective, own, whom),
        ))  # fmt: skip
    tests.append(("counts households, not people", lambda word: counts_no_people(word.claim, policy)))
    if question.by is not None:
        doer = whom.side_named(question.by)
        tests.append((f"done by others than {question.by}", lambda word: _by_another(word, doer, whom)))
    return tests


def told_after(word: Word, at: date | None) -> bool:
    """Was it told after the day up to which a question asks?"""
    if at is None:
        return False
    if word.published is not None:
        return word.published > at
    told = word.claim.told
    return told is None or told.first is None or told.first > at


def _of_perspective(word: Word, perspective: str, side: str, whom: Whom) -> bool:
    source = word.claim.source
    interest: Interest = source.interest if source is not None else "unknown"
    own = whom.side_of(speaker_of(word, whom.parties))
    if perspective == "independent":
        return interest not in _PARTISAN and own is None
    if perspective == "conceded":
        return interest in _CONCEDED
    return own == side


def speaker_of(word: Word, parties: Parties) -> str | None:
    """The party that speaks: the source that a report quotes, or whoever put the report out itself."""
    source = word.claim.source
    if source is not None and source.text is not None:
        return source.party
    return word.origin if word.origin in parties.by_name else None


def _by_another(word: Word, doer: str, whom: Whom) -> bool:
    """Is somebody else held responsible? A word that names no doer is taken to speak of the same."""
    by = word.claim.by
    return by is not None and by.party is not None and whom.side_of(by.party) not in {None, doer}
