"""Rows that have one of many values, asked for in as many statements as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Select, bindparam

_ASKED: Final = 500  # values in one statement


def rows_with(
    connection: Connection, chosen: Select[Any], column: Any, values: Iterable[Any], **told: Any
) -> Iterator[Any]:
    """The rows of a query where a column has one of the values, however many these are.

    A query that is asked again and again is best made once, with `told` for its parameters: to make a
    statement takes longer than to run it.
    """
    for some in portions(values):
        yield from connection.execute(_among(chosen, column), {"among": some, **told})


@lru_cache(maxsize=128)
def _among(chosen: Select[Any], column: Any) -> Select[Any]:
    return chosen.where(column.in_(bindparam("among", expanding=True, type_=column.type)))


def portions(values: Iterable[Any]) -> Iterator[list[Any]]:
    """The values, each once, in lists that a statement can ask for."""
    listed = sorted(set(values))
    yield from (listed[first : first + _ASKED] for first in range(0, len(listed), _ASKED))
