"""A list a part at a time: where a part ends, the next goes on, whatever was added or taken out meanwhile."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, literal, tuple_

from sayso.errors import QuestionError

_LARGEST: Final = 2**63  # that a database takes


T = TypeVar("T")


class Page(NamedTuple, Generic[T]):
    """A part of a list, and what to ask the next part with; None where there is none."""

    items: list[T]
    following: str | None


def page_of(
    connection: Connection,
    chosen: Select[Any],
    order: Sequence[ColumnElement[Any]],
    after: str | None,
    limit: int,
    *,
    down: bool = False,
) -> Page[Any]:
    """The rows of a query that come after a place in the order of some columns, at most so many.

    >>> page_of(connection, select(reports), [reports.c.number], None, 50).following
    'WzUwXQ'

    The columns tell rows apart and are never NULL; from the least up, or, `down`, from the greatest.
    """
    if after is not None:
        here, place = tuple_(*order), tuple_(*_place(after, order))
        chosen = chosen.where(here < place if down else here > place)
    ordered = chosen.add_columns(*(column.label(f"_{at}") for at, column in enumerate(order)))
    rows = connection.execute(
        ordered.order_by(*(column.desc() if down else column for column in order)).limit(limit + 1)
    ).all()
    more = len(rows) > limit
    return Page(list(rows[:limit]), _told(rows[limit - 1][-len(order) :]) if more else None)


def part_of(items: Sequence[T], after: str | None, limit: int) -> Page[T]:
    """A part of a list that has to be made whole each time."""
    (first,) = _values(after, [int]) if after is not None else (0,)
    following = _told([first + limit]) if first + limit < len(items) else None
    return Page(list(items[first : first + limit]), following)


def _told(values: Sequence[Any]) -> str:
    """A place as it is handed out."""
    written = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(written, separators=(",", ":")).encode()).rstrip(b"=").decode()


def _place(after: str, order: Sequence[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    values = _values(after, [column.type.python_type for column in order])
    return [literal(value, column.type) for value, column in zip(values, order, strict=True)]


def _values(after: str, kinds: Sequence[type]) -> list[Any]:
    """The values of a place that was handed out. Raises `QuestionError` for any other."""
    try:
        written = json.loads(base64.b64decode(after + "=" * (-len(after) % 4), altchars=b"-_", validate=True))
        if not isinstance(written, list):
            raise ValueError("no list")
        return [_READ[kind](value) for kind, value in zip(kinds, written, strict=True)]
    except ValueError as error:
        fault = f"after: {after[:40]!r} is no place in this list; take `next` of the part before"
        raise QuestionError([fault]) from error


def _number(value: Any) -> int:
    if type(value) is not int or not -_LARGEST < value < _LARGEST:
        raise ValueError("no number")
    return value


def _real(value: Any) -> float:
    if type(value) not in (int, float) or not -_LARGEST < value < _LARGEST:
        raise ValueError("no number")
    return float(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("no text")
    return value


def _day(value: Any) -> date:
    return date.fromisoformat(_text(value))


_READ: Final[dict[type, Callable[[Any], Any]]] = {int: _number, float: _real, str: _text, date: _day}
