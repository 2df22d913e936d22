"""Named, versioned sets of coding rules: what a hedge is taken to mean and how best is chosen, as data."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, get_args

import tomli

from sayso.errors import PolicyError
from sayso.quantity import Slack, Softness, bounds
from sayso.records import Bounds, Quantity

Best = Literal["supported", "low", "none"]
Interested = Literal["aside", "counted"]
PACKAGED: Final = Path(__file__).parent / "resources" / "policies.toml"
_AT_LINE: Final = re.compile(r"\(at line (\d+)")


@dataclass(frozen=True, slots=True)
class Policy:
    """A set of rulings; what is made under it names it, so that it can be read rightly later.

    `vague` are words that a number is said with and what they are taken to mean instead of the guideline's;
    `best`, `interested`, `population` and `household` are explained in resources/policies.toml.
    """

    name: str
    softness: Softness
    vague: Mapping[str, Bounds] = field(default_factory=dict)
    best: Best = "supported"
    interested: Interested = "aside"
    population: int = 0
    household: Bounds | None = None
    source: str = ""

    def bounds(self, said: Quantity) -> Bounds:
        """What a quantity is taken to mean.

        >>> SAYSO.bounds(Quantity("some 70", 0, 7, 70, "about"))
        Bounds(low=63, high=77)
        """
        if said.hedge == "vague" and self.vague:
            words = said.text.casefold().split()
            known = next((self.vague[word] for word in words if word in self.vague), None)
            if known is not None:
                return known
        return bounds(said, self.softness)


def read_policies(path: Path) -> Mapping[str, Policy]:
    """The policies of a TOML file by name; raises `PolicyError` with every fault of the file.

    >>> read_policies(PACKAGED)["acled/1"].best
    'low'

    A table `[red_desk]` with `version = 2` is the policy "red_desk/2"; what it leaves out is as in "sayso".
    """
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomli.loads(text)
    except OSError as error:
        raise PolicyError([f"{path}: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise PolicyError([f"{path}: not UTF-8"]) from error
    except tomli.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        raise PolicyError([f"{path}:{at[1] if at else len(text.splitlines())}: {error}"]) from error
    faults: list[str] = []
    policies = [_policy(name, table, _Place(path, text, name), faults) for name, table in tables.items()]
    if not policies:
        faults.append(f"{path}: no policy: expected a table such as [own]")
    if faults:
        raise PolicyError(faults)
    return {policy.name: policy for policy in policies}


@dataclass(frozen=True, slots=True)
class _Place:
    """A table of a file of policies, to say where a fault is."""

    path: Path
    text: str
    table: str

    def at(self, key: str | None = None) -> str:
        """file:line of a key of the table, of its head where the key stands nowhere."""
        head = re.compile(rf"\s*\[\s*{re.escape(self.table)}\s*(?:\]|\.)")
        written = re.compile(rf"""\s*["']?{re.escape(key or "")}["']?\s*=""")
        lines = self.text.splitlines()
        first = next((number for number, line in enumerate(lines, 1) if head.match(line)), 1)
        found = (
            number for number, line in enumerate(lines[first:], first + 1) if key and written.match(line)
        )
        return f"{self.path}:{next(found, first)}"


def _is_percents(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(_is_percent(each) for each in value)


def _is_percent(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100


def _is_share(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_bounds(value: Any) -> bool:
    if not isinstance(value, list) or len(value) not in {1, 2}:
        return False
    whole = all(isinstance(each, int) and not isinstance(each, bool) and each >= 0 for each in value)
    return whole and value == sorted(value)


def _is_size(value: Any) -> bool:
    return value == [] or (_is_bounds(value) and min(value) > 0)


def _bounds_of(value: list[int]) -> Bounds:
    return Bounds(value[0], value[1] if len(value) == 2 else None)


def _one_of(choice: Any) -> tuple[Callable[[Any], bool], str]:
    words = get_args(choice)
    return (lambda value: value in words), f"one of {', '.join(words)}"


# What each key must be, and how that is said.
_KEYS: Final[Mapping[str, tuple[Callable[[Any], bool], str]]] = {
    "version": (lambda value: isinstance(value, int) and value > 0, "a whole number from 1 up"),
    "source": (lambda value: isinstance(value, str) and bool(value.strip()), "where its rulings are from"),
    "about": (_is_percents, "two percentages, below and above"),
    "rounding": (lambda value: isinstance(value, bool), "true or false"),
    "nearly": (_is_percent, "a percentage"),
    "best": _one_of(Best),
    "interested": _one_of(Interested),
    "population": (_is_share, "per cent of a place's population, 0 for no ceiling"),
    "household": (_is_size, "people of a household, [least, most] or [least], or [] to count none"),
    "vague": (lambda value: isinstance(value, dict), "a table of words and their bounds"),
}
_DEFAULTS: Final[Mapping[str, Any]] = {
    "about": [10, 10], "rounding": True, "nearly": 10, "best": "supported", "interested": "aside",
    "population": 0, "household": [2, 7], "vague": {},
}  # fmt: skip


def _policy(name: str, table: Any, place: _Place, faults: list[str]) -> Policy:
    """The policy of a table; what is wrong goes to the faults and is as in "sayso"."""
    if not isinstance(table, dict):
        faults.append(f"{place.at()}: {name!r} stands alone: expected a table such as [{name}]")
        table = {"version": 1, "source": "?"}
    faults += [f"{place.at()}: {name}: {key} is missing" for key in ("version", "source") if key not in table]
    sound = dict(_DEFAULTS)
    for key, value in table.items():
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1, cutoff=0.0)[0]
            faults.append(f"{place.at(key)}: unknown key {key!r}; did you mean {near!r}?")
        elif not _KEYS[key][0](value):
            faults.append(f"{place.at(key)}: {key} is {value!r}; expected {_KEYS[key][1]}")
        else:
            sound[key] = value
    for word, value in sound["vague"].items():
        if not _is_bounds(value):
            faults.append(f"{place.at(word)}: {word} is {value!r}; expected [low] or [low, high]")
            sound["vague"] = {}
    below, above = sound["about"]
    return Policy(
        f"{name}/{sound.get('version', 1)}",
        Softness(Slack(below, above, sound["rounding"]), sound["nearly"]),
        {word.casefold(): _bounds_of(value) for word, value in sound["vague"].items()},
        sound["best"], sound["interested"], sound["population"],
        _bounds_of(sound["household"]) if sound["household"] else None, sound.get("source", ""),
    )  # fmt: skip


POLICIES: Final[Mapping[str, Policy]] = MappingProxyType(read_policies(PACKAGED))
# "about N" reaches ten per cent to both sides and as far as it was rounded: "around 200" is borne out by a
# count
# of 198, and a lone number that was called rough is never shown as an exact one. "nearly N" reaches ten per
# cent
# down and stays below N. Sharp hedges need no ruling: their intervals are the guideline's.
SAYSO: Final = POLICIES["sayso/1"]
