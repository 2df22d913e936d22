"""Bounds and ways of settling against enumeration: every whole filling of the cells, every set of statements."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations, product

import pytest

from sayso.reconcile.consistent import settle
from sayso.reconcile.solve import Program, Row, without

from .programs import MOST, random_program

CASES = 500


def _fillings(program: Program) -> list[tuple[int, ...]]:
    """Every filling that the rows allow."""
    return [
        filling for filling in product(range(MOST + 1), repeat=program.cells)
        if all(
            row.low <= (held := sum(filling[cell] for cell in row.cells)) and (row.high is None or held <= row.high)
            for row in program.rows
        )
    ]  # fmt: skip


def _largest_sets(program: Program, tally: dict[int, int]) -> set[frozenset[int]]:
    """The least sets of statements to leave out, by trying all sets of tallies."""
    names = sorted(set(tally.values()))
    ways: list[frozenset[int]] = []
    for dropped in chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)):
        left_out = frozenset(of for of, name in tally.items() if name in dropped)
        if not any(way <= left_out for way in ways) and _fillings(without(program, left_out)):
            ways.append(left_out)
    return set(ways)


@pytest.mark.parametrize("block", range(10))
def test_bounds_and_ways_are_those_of_enumeration(block: int) -> None:
    contradictory = 0
    for seed in range(block * CASES // 10, (block + 1) * CASES // 10):
        program, tally, asked = random_program(seed)
        settled = settle(program, tally, asked, most=64)
        assert set(settled.left_out) == _largest_sets(program, tally), seed
        contradictory += program.impossible
        for left_out in settled.left_out:
            rest = without(program, left_out)
            sums = [sum(filling[cell] for cell in asked) for filling in _fillings(rest)]
            assert rest.least(asked)[0] == min(sums), seed
            high = rest.most(asked)[0]
            assert (high if high is not None else max(sums)) == max(sums), seed
            if high is None:
                assert max(sums) >= MOST, seed
    assert contradictory


def test_the_order_of_rows_does_not_matter() -> None:
    for seed in range(60):
        program, tally, asked = random_program(seed)
        turned = Program(program.cells, list(reversed(program.rows)))
        one, other = settle(program, tally, asked, 64), settle(turned, tally, asked, 64)
        assert one.left_out == other.left_out
        for way in one.left_out:
            assert without(program, way).least(asked)[0] == without(turned, way).least(asked)[0]


def test_a_conflict_is_irreducible() -> None:
    met = 0
    for seed in range(120):
        program, _, _ = random_program(seed)
        if program.impossible:
            conflict = program.conflict()
            rows = [row for row in program.rows if row.of in conflict]
            assert Program(program.cells, rows).impossible
            assert not any(without(Program(program.cells, rows), [one]).impossible for one in conflict)
            met += 1
    assert met > 10


def test_too_many_ways_leave_out_blocks_those_first_that_touch_nothing_asked() -> None:
    """Seven pairs that contradict each other make 128 ways; leaving out one pair leaves 64."""
    rows = [
        Row(frozenset({cell}), low, low, 2 * cell + at) for cell in range(7) for at, low in enumerate((3, 5))
    ]
    program = Program(7, rows)
    alone = {row.of: row.of for row in rows}
    cut = settle(program, alone, {0}, most=64)
    assert cut.cut and len(cut.left_out) == 64
    assert frozenset.intersection(*cut.left_out) == {12, 13}
    least = settle(program, alone, {0}, most=1)
    assert least.left_out == (frozenset(alone),)
    assert not settle(program, alone, {0}, most=128).cut


@pytest.mark.parametrize("block", range(4))
def test_bounds_of_fewer_ways_hold_for_all_ways(block: int) -> None:
    """However many ways may be tried, the least low and the greatest high are never inside those of all ways."""
    cut = 0
    for seed in range(block * CASES // 4, (block + 1) * CASES // 4):
        program, tally, asked = random_program(seed)
        wide = _hull(program, settle(program, tally, asked, most=64).left_out, asked)
        for most in (1, 2):
            settled = settle(program, tally, asked, most)
            assert len(settled.left_out) <= most
            low, high = _hull(program, settled.left_out, asked)
            assert low <= wide[0] and (high is None or (wide[1] is not None and wide[1] <= high)), seed
            cut += settled.cut
    assert cut


def _hull(program: Program, ways: Iterable[frozenset[int]], asked: frozenset[int]) -> tuple[int, int | None]:
    rest = [without(program, way) for way in ways]
    highs = [each.most(asked)[0] for each in rest]
    return min(each.least(asked)[0] for each in rest), None if None in highs else max(
        filter(None, [0, *highs]), default=0
    )


def test_a_thousand_numbers_that_contradict_each_other_are_settled_at_once() -> None:
    """Of one strike by a thousand origins: five numbers are five ways, and five hundred numbers too many."""
    rows = [Row(frozenset({0}), 10 + number % 5, 10 + number % 5, number) for number in range(1000)]
    alone = {row.of: row.of for row in rows}
    assert len(settle(Program(1, rows), alone, {0}, most=64).left_out) == 5
    rows = [Row(frozenset({0}), 10 + number % 500, 10 + number % 500, number) for number in range(1000)]
    many = settle(Program(1, rows), alone, {0}, most=64)
    assert many.cut and many.left_out == (frozenset(range(1000)),)


def test_what_no_row_holds_is_open_and_may_be_none() -> None:
    program = Program(2, [Row(frozenset({0}), 3, 3, 0)])
    assert program.most({1}) == (None, {})
    assert program.least({1})[0] == 0
    assert program.least({0, 1}) == (3, {0: 3})
