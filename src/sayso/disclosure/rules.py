"""The rules of rules.toml: what is withheld, what is told in its place, why, and on whose word."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

RuleId = Literal[
    "victim", "minor", "private_source", "private_person", "contact", "other_script", "site", "note", "label"
]

_TABLE: Final = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it withholds, what it tells instead, because of what, and where that is laid down."""

    id: RuleId
    withholds: str
    tells: str
    because: str
    source: str


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in their order."""
    return tuple(Rule(**entry) for entry in tomllib.loads(_TABLE.read_text("utf-8"))["rule"])
