"""Bounds and ways of settling against enumeration: every whole filling of the cells, every set of statements."""

from __future__ import annotations

import random
from itertools import chain, combinations, product

import pytest

from sayso.reconcile.consistent import settle
from sayso.reconcile.solve import Program, Row, without

MOST = 5  # of one cell, when every filling is tried
CASES = 500


def _random(seed: int) -> tuple[Program, dict[int, int], frozenset[int]]:
    """Up to four cells and five statements, some in one tally; what is asked."""
    dice = random.Random(seed)
    cells = dice.randint(1, 4)
    rows = []
    for number in range(dice.randint(1, 5)):
        held = frozenset(dice.sample(range(cells), dice.randint(1, cells)))
        low = dice.randint(0, MOST - 2)
        rows.append(Row(held, low, dice.choice([None, low, low + dice.randint(0, 2)]), number))
    tally = {row.of: dice.choice([row.of, row.of, row.of // 2]) for row in rows}
    asked = frozenset(dice.sample(range(cells), dice.randint(1, cells)))
    return Program(cells, rows), tally, asked


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
        program, tally, asked = _random(seed)
        settled = settle(program, tally, most=64)
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
        program, tally, asked = _random(seed)
        turned = Program(program.cells, list(reversed(program.rows)))
        one, other = settle(program, tally, 64), settle(turned, tally, 64)
        assert one.left_out == other.left_out
        for way in one.left_out:
            assert without(program, way).least(asked)[0] == without(turned, way).least(asked)[0]


def test_a_conflict_is_irreducible() -> None:
    met = 0
    for seed in range(120):
        program, _, _ = _random(seed)
        if program.impossible:
            conflict = program.conflict()
            rows = [row for row in program.rows if row.of in conflict]
            assert Program(program.cells, rows).impossible
            assert not any(without(Program(program.cells, rows), [one]).impossible for one in conflict)
            met += 1
    assert met > 10


def test_too_many_ways_leave_out_every_contested_statement() -> None:
    """Seven pairs that contradict each other make 128 ways; the one that is left out of all leaves none contested."""
    rows = [
        Row(frozenset({cell}), low, low, 2 * cell + at) for cell in range(7) for at, low in enumerate((3, 5))
    ]
    program = Program(7, rows)
    alone = {row.of: row.of for row in rows}
    cut = settle(program, alone, most=64)
    assert cut.cut
    assert cut.left_out == (frozenset(alone),)
    assert len(settle(program, alone, most=128).left_out) == 128


def test_what_no_row_holds_is_open_and_may_be_none() -> None:
    program = Program(2, [Row(frozenset({0}), 3, 3, 0)])
    assert program.most({1}) == (None, frozenset())
    assert program.least({1})[0] == 0
    assert program.least({0, 1}) == (3, frozenset({0}))
