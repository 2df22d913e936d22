"""Sums over cells between bounds: whether they can all hold, which cannot, and how small and large another
can be.

The only importer of the linear solver. Cells are not negative; bounds are whole numbers, so an optimum is
rounded inwards.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, floor, inf
from typing import Any, Final

from sayso.reconcile.sums import Apart, Row, Weights, apart

# HiGHS's bit set for conflicts: 2 asks for the linear relaxation's, 4 for one that cannot be made smaller.
_IRREDUCIBLE: Final = 6
_CLOSE: Final = 1e-6


@dataclass(frozen=True)
class Program:
    """Rows over a number of cells."""

    cells: int
    rows: Sequence[Row]

    @cached_property
    def impossible(self) -> bool:
        """Is there no way to fill the cells?"""
        return self._apart.impossible if self._apart is not None else not self.solved(None, 1)[0]

    def least(self, asked: Collection[int]) -> tuple[int, Weights]:
        """The least sum over some cells, and the statements that together do not let it be less."""
        if self._apart is not None:
            assert not self.impossible, "bounds are asked of rows that can all hold"
            return self._apart.least(asked)
        found, value, binding = self.solved(asked, 1)
        assert found, "bounds are asked of rows that can all hold"
        return max(0, ceil(value - _CLOSE)), binding

    def most(self, asked: Collection[int]) -> tuple[int | None, Weights]:
        """The greatest sum over some cells, None for no limit, and the statements that together limit it."""
        if not set(asked) <= {cell for row in self.rows if row.high is not None for cell in row.cells}:
            return None, {}
        if self._apart is not None:
            assert not self.impossible, "bounds are asked of rows that can all hold"
            return self._apart.most(asked)
        found, value, binding = self.solved(asked, -1)
        assert found, "bounds are asked of rows that can all hold"
        return (None, binding) if value == inf else (floor(value + _CLOSE), binding)

    def conflict(self) -> frozenset[int]:
        """Statements that cannot all hold, none of which can be missed; of rows that cannot all hold."""
        return self._pair() or self._irreducible()

    def _pair(self) -> frozenset[int]:
        """The first floor and ceiling that contradict each other by themselves, which most conflicts are."""
        floors, ceilings = dict[frozenset[int], Row](), dict[frozenset[int], Row]()
        for row in self.rows:
            if row.low > 0 and (row.cells not in floors or row.low > floors[row.cells].low):
                floors[row.cells] = row
            if row.high is not None and row.high < _high(ceilings.get(row.cells)):
                ceilings[row.cells] = row
        for ceiling in ceilings.values():
            for floor_ in floors.values():
                if floor_.low > _high(ceiling) and floor_.cells <= ceiling.cells:
                    return frozenset({floor_.of, ceiling.of})
        return frozenset()

    def _irreducible(self) -> frozenset[int]:
        """A conflict as the solver finds it."""
        model = self._model(None, 1)
        model.run()
        _, known, ray = model.getDualRay()
        if known:  # the rows that a proof rests on are few, and making them fewer takes long of many
            proof = [row for row, weight in zip(self.rows, ray, strict=True) if abs(weight) > _CLOSE]
            if len(proof) < len(self.rows):
                fewer = Program(self.cells, proof)
                if fewer.impossible:
                    return fewer.conflict()
        _, found = model.getIis()
        return frozenset(self.rows[index].of for index in found.row_index_)

    @cached_property
    def _apart(self) -> Apart | None:
        """The rows where they need no solver, as those of most figures."""
        return apart(self.rows)

    def solved(self, asked: Collection[int] | None, sign: int) -> tuple[bool, float, Weights]:
        """Whether rows can hold, the optimum, and the statements whose rows it rests on, by the solver."""
        import highspy

        model = self._model(asked, sign)
        model.run()
        status, told = model.getModelStatus(), highspy.HighsModelStatus
        if status == told.kInfeasible or (asked is None and status != told.kOptimal):
            return False, 0, {}
        if status != told.kOptimal:
            return True, inf, {}
        resting = self._weights(model.getSolution().row_dual)
        return True, sign * model.getInfo().objective_function_value, resting

    def _weights(self, duals: Iterable[float]) -> Weights:
        """What statements weigh by the duals of their rows: positive where a row is at its low, else at its
        high.
        """
        found = dict[int, float]()
        for row, dual in zip(self.rows, duals, strict=True):
            if abs(dual) > _CLOSE:
                number = row.low if dual > 0 else row.high or 0
                found[row.of] = found.get(row.of, 0) + round(abs(dual), 6) * max(1, number)
        return found

    def _model(self, asked: Collection[int] | None, sign: int) -> Any:
        import highspy
        import numpy as np

        # The class itself: its wrapper prints a banner before it can be told to be silent.
        model: Any = highspy._core._Highs()
        model.setOptionValue("output_flag", False)
        model.setOptionValue("iis_strategy", _IRREDUCIBLE)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = self.cells, len(self.rows)
        costs = np.zeros(self.cells)
        costs[list(asked or ())] = sign
        program.col_cost_ = costs
        program.col_lower_ = np.zeros(self.cells)
        program.col_upper_ = np.full(self.cells, highspy.kHighsInf)
        program.row_lower_ = np.array([float(row.low) for row in self.rows])
        program.row_upper_ = np.array(
            [highspy.kHighsInf if row.high is None else float(row.high) for row in self.rows]
        )
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        starts, indexes = [0], list[int]()
        for row in self.rows:
            indexes += sorted(row.cells)
            starts.append(len(indexes))
        program.a_matrix_.start_ = np.array(starts)
        program.a_matrix_.index_ = np.array(indexes, dtype=np.int32)
        program.a_matrix_.value_ = np.ones(len(indexes))
        model.passModel(program)
        return model


def _high(row: Row | None) -> float:
    return inf if row is None or row.high is None else row.high


def without(program: Program, statements: Iterable[int]) -> Program:
    """The program less the rows of some statements."""
    left_out = set(statements)
    if not left_out:
        return program
    return Program(program.cells, [row for row in program.rows if row.of not in left_out])
