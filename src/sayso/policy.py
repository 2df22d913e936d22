"""Named, versioned sets of coding rules: what a hedge is taken to mean, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sayso.quantity import Slack, Softness, bounds
from sayso.records import Bounds, Quantity


@dataclass(frozen=True, slots=True)
class Policy:
    """A set of rulings; what is made under it names it, so that it can be read rightly later."""

    name: str
    softness: Softness

    def bounds(self, said: Quantity) -> Bounds:
        """What a quantity is taken to mean.

        >>> SAYSO.bounds(Quantity("some 70", 0, 7, 70, "about"))
        Bounds(low=63, high=77)
        """
        return bounds(said, self.softness)


# "about N" reaches ten per cent to both sides: "around 200" is borne out by a count of 198, and a lone
# number that was called rough is never shown as an exact one. "nearly N" reaches ten per cent down and stays
# below N. Sharp hedges need no ruling: their intervals are the guideline's.
SAYSO: Final = Policy("sayso/1", Softness(about=Slack(below=10, above=10), nearly_below=10))

POLICIES: Final[Mapping[str, Policy]] = MappingProxyType({SAYSO.name: SAYSO})
