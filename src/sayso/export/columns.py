"""The columns of a table that is put out: what each holds and means, for files, readers and documents."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Holds = Literal["text", "number", "whole", "day", "flag", "texts", "numbers", "wholes"]

_FOLDER: Final = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what it holds, what that means, and its HXL tag, if HXL has a word for it.

    `whole` is a whole number; texts, numbers and wholes are lists, in one order in all columns that begin
    alike.
    """

    name: str
    holds: Holds
    about: str
    tag: str = ""


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns of a packaged table in their order.

    >>> columns_of("claims")[2]
    Column(name='kind', holds='text', about='What happened: killed ...', tag='#event+type')
    """
    rows: Sequence[dict[str, str]] = tomllib.loads((_FOLDER / f"{table}.toml").read_text("utf-8"))["column"]
    return tuple(Column(**row) for row in rows)  # type: ignore[arg-type]
