"""How far claims move a figure, from marginals, held against solving again without them or with other numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.concluded import Question
from sayso.reconcile import figure, weights
from sayso.reconcile.solve import Program, Row, without
from tests.reconcile.words import chosen, day, word

from .programs import random_program

CASES = 400


def solvable(seed: int) -> tuple[Program, frozenset[int]] | None:
    """A random program that can hold, of rows that have a floor or a ceiling and are each a statement."""
    program, _, asked = random_program(seed)
    ends = [
        end
        for row in program.rows
        for end in (replace(row, high=None), replace(row, low=0))
        if end.low or end.high is not None
    ]
    apart = Program(program.cells, [replace(row, of=number) for number, row in enumerate(ends)])
    return None if apart.impossible else (apart, asked)


def changed(program: Program, statement: int, by: int) -> Program:
    """The program with another number in one row."""
    return Program(
        program.cells,
        [
            row
            if row.of != statement
            else replace(
                row, low=row.low + by if row.low else 0, high=None if row.high is None else row.high + by
            )
            for row in program.rows
        ],
    )


@pytest.mark.parametrize("block", range(4))
def test_marginals_say_how_far_ends_move(block: int) -> None:
    weighed = 0
    for seed in range(block * CASES // 4, (block + 1) * CASES // 4):
        made = solvable(seed)
        if made is None:
            continue
        program, asked = made
        (low, by_low), (high, by_high) = program.least(asked), program.most(asked)
        idle = {row.of for row in program.rows} - set(by_low)
        assert without(program, idle).least(asked)[0] == low, seed
        assert without(program, {row.of for row in program.rows} - set(by_high)).most(asked)[0] == high, seed
        for row in program.rows:
            weight = by_low.get(row.of, 0)
            if row.low:
                assert low - without(program, {row.of}).least(asked)[0] <= weight + 1e-6, seed
            number = row.low or max(1, row.high or 0)
            for program_by, step in ((changed(program, row.of, 1), 1), (changed(program, row.of, -1), -1)):
                if (row.low or row.high or 0) + step < 0 or program_by.impossible:
                    continue
                marginal = (1 if row.low else -1) * weight / number
                assert program_by.least(asked)[0] >= low + marginal * step - 1e-6, seed
                marginal = (-1 if row.low else 1) * by_high.get(row.of, 0) / number
                moved = program_by.most(asked)[0]
                assert high is None or (moved is not None and moved <= high + marginal * step + 1e-6), seed
            weighed += row.of in by_low or row.of in by_high
    assert weighed > 50


def test_a_difference_rests_on_both_its_counts() -> None:
    """880 to the 30th less 530 to the 10th."""
    both = Row(frozenset({0, 1}), 880, None, 0), Row(frozenset({0}), 0, 530, 1)
    assert Program(2, both).least({1}) == (350, {0: 880, 1: 530})


ASKED = Question("killed", where=("Loikaw",), first=day("11-14"), last=day("11-14"))


def test_renderings_share_what_their_number_weighs() -> None:
    words = [
        word("a", 14, days="11-14", origin="police", incident="strike"),
        word("b", 14, days="11-14", origin="police", incident="strike"),
        word("c", 5, days="11-14", origin="hospital", hedge="at_least", incident="strike"),
    ]
    found = figure(ASKED, words)
    assert weights(found) == {"report-a#a": 14, "report-b#b": 14}
    assert found.low_limit is not None and found.low_limit.weights == (7, 7)


def test_a_count_of_none_weighs_as_one_of_one() -> None:
    found = figure(ASKED, [word("none", 0, days="11-14")])
    assert (found.low, found.high, weights(found)) == (0, 0, {"report-none#none": 1})


def test_a_ceiling_as_counted_rests_on_its_count() -> None:
    words = [
        word("all", 51, where="Hroza", days="11-14", said="11-14", incident="strike", report="r"),
        word("boy", 1, who="boy", where="Hroza", days="11-14", said="11-14", incident="strike", report="r", part_of="all"),
        word("more", 59, where="Hroza", days="11-14", said="11-20", incident="strike"),
    ]  # fmt: skip
    found = figure(replace(ASKED, who="children", where=("Hroza",)), words)
    assert found.high_limit is not None and found.high_limit.mark == "as counted"
    assert weights(found) == {"r#boy": 2}


def test_an_end_that_a_person_chose_rests_on_no_claim() -> None:
    told = word("a", 14, days="11-14")
    found = figure(ASKED, [replace(told, choice=chosen("a", low=12))])
    assert weights(found) == {"report-a#a": 14}
    assert weights(figure(ASKED, [replace(told, choice=chosen("a", low=12, high=20))])) == {}
    assert weights(figure(ASKED, [])) == {}
