"""What must hold of every figure: P1 to P7 of the rules of reconciling, on made-up words."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sayso.concluded import Figure, Question, Word
from sayso.knowledge.parties import open_parties
from sayso.lexicon import load
from sayso.policy import SAYSO
from sayso.reconcile import figure
from sayso.reconcile.conclude import conclude
from sayso.reconcile.groups import Whom
from sayso.reconcile.occasions import Incidents
from sayso.reconcile.problem import Problem, pose
from sayso.reconcile.scope import scope
from sayso.reconcile.statements import Statements
from tests.reconcile.words import chosen as choose
from tests.reconcile.words import day, word

from .intervals import interval

WHOM: Final = Whom(load(), open_parties())
PLACES: Final = ("Kayah", "Loikaw", "Loikaw University", "Demoso")
seldom = settings(derandomize=True, max_examples=80, deadline=None)


@st.composite
def told(draw: st.DrawFn, name: str = "w") -> Word:
    """A word of one to twenty civilians of a few places and days in November."""
    first = draw(st.integers(11, 15))
    last = draw(st.integers(first, 16))
    return word(
        f"{name}{draw(st.integers(0, 10**6))}", draw(st.integers(1, 20)), where=draw(st.sampled_from(PLACES)),
        who=draw(st.sampled_from(("civilians", "people", "children", "women"))),
        days=f"11-{first}/11-{last}", said=f"11-{draw(st.integers(last, 20))}",
        origin=draw(st.sampled_from("abc")),
        hedge=draw(st.sampled_from(("exact", "exact", "at_least", "more_than", "about", "up_to"))),
    )  # fmt: skip


some_words = st.lists(told(), min_size=1, max_size=6, unique_by=lambda each: each.id)
questions = st.builds(
    lambda where, first, length, who: Question(
        "killed", who, where=(where,), first=day(f"11-{first}"), last=day(f"11-{first + length}")
    ),
    st.sampled_from(PLACES), st.integers(11, 14), st.integers(0, 3), st.sampled_from(("people", "children")),
)  # fmt: skip


def posed(question: Question, words: list[Word]) -> Problem:
    taken = scope(question, words, WHOM, SAYSO).taken
    return pose(question, taken, Statements(SAYSO, WHOM, Incidents(words)).of(taken), WHOM)


def plain(found: Figure) -> bool:
    """Are all words in force and consistent?"""
    return not found.changes and not found.contradictions and len(found.settlements) == 1


def at_most(one: int | None, other: int | None) -> bool:
    return other is None or (one is not None and one <= other)


@seldom
@given(questions, some_words, st.randoms(use_true_random=False))
def test_a_figure_is_a_function_of_the_set_of_words(
    question: Question, words: list[Word], dice: object
) -> None:
    straight = figure(question, words)
    dice.shuffle(words)  # type: ignore[attr-defined]
    assert figure(question, words) == straight


@seldom
@given(questions, some_words, st.integers(0, 5))
def test_copies_change_nothing_but_the_carriers(question: Question, words: list[Word], which: int) -> None:
    first = words[which % len(words)]
    copy = replace(first, claim=replace(first.claim, document="copy"), outlet="another")
    once, twice = figure(question, words), figure(question, [*words, copy])
    assert (once.low, once.high, once.best, once.best_hedge) == (
        twice.low,
        twice.high,
        twice.best,
        twice.best_hedge,
    )
    assert once.origins == twice.origins
    assert once.provable_high == twice.provable_high


@seldom
@given(questions, some_words, told("x"))
def test_another_word_never_widens_what_is_consistent(
    question: Question, words: list[Word], new: Word
) -> None:
    assume(all(each.id != new.id for each in words))
    before, after = figure(question, words), figure(question, [*words, new])
    assume(plain(before) and plain(after))
    assert (before.low or 0) <= (after.low or 0) or "told for other days" in str(after.assumptions)
    if after.low is not None:
        assert at_most(after.provable_high, before.provable_high) or before.low is None


@seldom
@given(questions, some_words)
def test_best_lies_between_the_ends(question: Question, words: list[Word]) -> None:
    found = figure(question, words)
    assume(found.low is not None)
    assert found.low is not None and found.best is not None
    assert found.low <= found.best
    assert at_most(found.best, found.high)
    assert at_most(found.high, found.provable_high)


@seldom
@given(some_words, st.integers(11, 13), st.integers(0, 2))
def test_a_part_is_no_more_than_its_whole(words: list[Word], first: int, length: int) -> None:
    """Of one problem: the same words, read alike."""
    asked = Question("killed", where=("Kayah",), first=day(f"11-{first}"), last=day(f"11-{first + length}"))
    wide = posed(asked, words)
    found = conclude(wide, 64)
    assume(not found.settled.conflicts)
    for held in wide.told:
        part = replace(wide, asked=held & wide.asked)
        narrow = conclude(part, 64)
        assert (narrow.low or 0) <= max(way.low for way in found.ways)
        highs = [way.high for way in found.ways]
        assert at_most(
            narrow.high, None if None in highs else max(high for high in highs if high is not None)
        ) or (not part.asked)


@seldom
@given(questions, some_words)
def test_leaving_words_out_only_widens_what_is_consistent(question: Question, words: list[Word]) -> None:
    problem = posed(question, words)
    found = conclude(problem, 64)
    assume(found.low is not None and not found.settled.conflicts and not found.assumptions)
    for dropped in range(len(problem.standing)):
        rest = tuple(
            replace(each, statement=each.statement.without_bounds()) if number == dropped else each
            for number, each in enumerate(problem.standing)
        )
        wider = conclude(replace(problem, standing=rest), 64)
        assert wider.ways[0].low <= found.ways[0].low
        assert at_most(found.ways[0].high, wider.ways[0].high)


@seldom
@given(questions, some_words)
def test_containment_alone_is_never_tighter_than_the_solver(question: Question, words: list[Word]) -> None:
    problem = posed(question, words)
    found = conclude(problem, 64)
    assume(not found.settled.conflicts and not found.assumptions)
    first = interval(problem)
    assert first.low <= found.ways[0].low
    assert at_most(found.ways[0].high, None if first.high is None else int(first.high))


@seldom
@given(questions, some_words, st.integers(0, 5), st.randoms(use_true_random=False))
def test_what_was_set_aside_is_as_if_nobody_had_said_it(
    question: Question, words: list[Word], which: int, dice: object
) -> None:
    chosen, *others = words[which % len(words) :] + words[: which % len(words)]
    aside = others[: len(others) // 2]
    choice = choose(chosen.claim.id, over=[word.claim.id for word in aside])
    told = [replace(chosen, choice=choice), *others]
    found = figure(question, told)
    unsaid = figure(question, [chosen, *others[len(others) // 2 :]])
    assert (found.low, found.high, found.best, found.provable_high) == (
        unsaid.low, unsaid.high, unsaid.best, unsaid.provable_high,
    )  # fmt: skip
    assert found.origins == unsaid.origins
    dice.shuffle(told)  # type: ignore[attr-defined]
    assert figure(question, told) == found


def test_a_total_and_its_parts_are_never_added() -> None:
    whole = word("all", 30, who="people", days="11-14", report="r")
    parts = [
        word(f"p{number}", number, who=who, days="11-14", report="r", part_of="all", where=where)
        for number, who, where in [
            (12, "women", "Loikaw"),
            (9, "children", "Loikaw"),
            (7, "people", "Demoso"),
        ]
    ]
    found = figure(
        Question("killed", where=("Loikaw", "Demoso"), first=day("11-14"), last=day("11-14")), [whole, *parts]
    )
    assert (found.low, found.high) == (30, 30)
