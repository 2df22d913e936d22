"""Sums over cells that share none against the solver: the same bounds, and what they rest on bears them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sayso.reconcile.solve import Program, without
from sayso.reconcile.sums import Row, apart

MOST = 6


@st.composite
def programs(draw: st.DrawFn) -> Program:
    """Up to eight rows over up to five cells, of which those over different ones share none."""
    cells = draw(st.integers(1, 5))
    edges = sorted(draw(st.sets(st.integers(1, cells), max_size=cells)) | {0, cells})
    sets = [frozenset(range(first, last)) for first, last in pairwise(edges)]
    rows = [
        Row(draw(st.sampled_from(sets)), low, high, number)
        for number, (low, high) in enumerate(
            draw(st.lists(st.tuples(st.integers(0, MOST), st.none() | st.integers(0, 2 * MOST)), max_size=8))
        )
    ]
    return Program(cells + draw(st.integers(0, 1)), rows)


def asked_of(program: Program) -> st.SearchStrategy[frozenset[int]]:
    return st.frozensets(st.integers(0, program.cells - 1), min_size=1)


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.data())
def test_without_the_solver_it_is_what_the_solver_says(data: st.DataObject) -> None:
    program = data.draw(programs())
    assert apart(program.rows) is not None
    assert program.impossible == (not program.solved(None, 1)[0])
    assume(not program.impossible)
    asked = data.draw(asked_of(program))
    assert program.least(asked)[0] == round(program.solved(asked, 1)[1])
    high, _ = program.most(asked)
    held = frozenset[int]().union(*(row.cells for row in program.rows if row.high is not None))
    assert (high is None) == (not asked <= held)
    if high is not None:
        assert high == round(program.solved(asked, -1)[1])


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.data())
def test_what_bounds_rest_on_alone_gives_them(data: st.DataObject) -> None:
    """And it weighs as much as they come to: as the solver would have it, but for which of equals it takes."""
    program = data.draw(programs())
    assume(not program.impossible)
    asked = data.draw(asked_of(program))
    everyone = {row.of for row in program.rows}
    low, weights = program.least(asked)
    assert without(program, everyone - weights.keys()).least(asked)[0] == low == sum(weights.values())
    high, weights = program.most(asked)
    assert without(program, everyone - weights.keys()).most(asked)[0] == high
    if high is not None:
        solved = program.solved(asked, -1)[2]
        assert sorted(weights.values()) == sorted(solved.values())


def test_of_equals_the_first_is_named() -> None:
    rows = [Row(frozenset({0, 1}), 3, 5, number) for number in range(3)]
    assert Program(2, rows).least({0, 1}) == (3, {0: 3})
    assert Program(2, rows).most({0}) == (5, {0: 5})


def test_cells_in_common_are_for_the_solver() -> None:
    whole, part = Row(frozenset({0, 1}), 12, 12, 0), Row(frozenset({0}), 3, 3, 1)
    assert apart([whole, part]) is None
    assert Program(2, [whole, part]).most({1})[0] == 9


def test_what_holds_no_cell_can_only_be_none() -> None:
    assert Program(1, [Row(frozenset(), 1, None, 0)]).impossible
    assert not Program(1, [Row(frozenset(), 0, 4, 0)]).impossible
