"""What may be told, and what was withheld from it: by rule, never by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sayso.disclosure.rules import RuleId, rules

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Withheld:
    """Something that is not told: by which rule, and in which field it stood. Never the words themselves."""

    rule: RuleId
    field: str


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """What may be told of something: None where it is left out as a whole; and what was withheld.

    `changed` are the fields whose words are not those of the report: "quantity", "evidence", "title".
    """

    value: T | None
    withheld: tuple[Withheld, ...] = ()

    @property
    def changed(self) -> frozenset[str]:
        """The fields that say something else than was said."""
        return frozenset(each.field for each in self.withheld)


class Notes:
    """What was withheld so far."""

    def __init__(self, withheld: Iterable[Withheld] = ()) -> None:
        self._withheld = list(withheld)

    def add(self, rule: RuleId, field: str) -> None:
        """Takes down a rule that withheld something."""
        self._withheld.append(Withheld(rule, field))

    def taking(self, field: str, told: tuple[Any, list[RuleId]]) -> Any:
        """What is told, after the rules that withheld something of it were taken down."""
        for rule in told[1]:
            self.add(rule, field)
        return told[0]

    def withheld(self) -> tuple[Withheld, ...]:
        """All that was taken down."""
        return tuple(self._withheld)


def counted(withheld: Iterable[Withheld]) -> list[dict[str, str | int]]:
    """What was withheld, by rule in their order, as it stands in the log of an export.

    >>> counted([Withheld("victim", "whom"), Withheld("victim", "evidence")])
    [{'rule': 'victim', 'withheld': 'the name of a person who was harmed', 'because': '...', 'times': 2}]
    """
    times = Counter(each.rule for each in withheld)
    return [
        {"rule": rule.id, "withheld": rule.withholds, "because": rule.because, "times": times[rule.id]}
        for rule in rules()
        if times[rule.id]
    ]
