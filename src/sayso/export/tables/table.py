"""A table that is put out: its policy, its columns and where its rows come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sayso.export.columns import Column
from sayso.export.portions import Portion
from sayso.export.source import Source


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the name and version of its policy, its title, its columns, and its rows a portion at a time.

    The values of a row stand in the order of the columns; None is nothing told.
    """

    policy: str
    title: str
    columns: Sequence[Column]
    portions: Callable[[Source], list[Portion]]
    rows: Callable[[Source, Portion], Iterator[Sequence[Any]]]


def dated(columns: Sequence[Column], values: Sequence[Any]) -> list[Any]:
    """The values of a row with days as days, wherever they are written as ISO dates."""
    return [
        date.fromisoformat(value) if column.holds == "day" and isinstance(value, str) else value
        for column, value in zip(columns, values, strict=True)
    ]
