"""What passes between the extracting modules: a counted quantity, and a choice with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from sayso.lexicon import Hit, Trigger
from sayso.records import Doubt, Kind, Quantity, Quote

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity whose kind is decided; the role modules say whom, by whom, how and on whose word.

    Tokens first..last-1 are the quantity phrase, its hedge included; `trigger` is the word that says what
    happened, None where none stands in the sentence.
    """

    kind: Kind
    first: int
    last: int
    quantity: Quantity
    trigger: Hit[Trigger] | None
    rules: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    mentions: tuple[Quote, ...] = ()


class Chosen(NamedTuple, Generic[T]):
    """A value with the ids of the rules that chose it and the doubts the text leaves."""

    value: T
    rules: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
