"""A sentence of ours with its marked quantity, as the role modules get it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import pytest

from sayso.evaluate.given import nearest_trigger
from sayso.extract import Counted
from sayso.lexicon import Reading
from sayso.pipeline import look
from sayso.records import Kind, Quantity, Report

MARK: Final = re.compile(r"\[([^\]]+)\]")


@pytest.fixture
def asked() -> Callable[..., tuple[Reading, list[Counted]]]:
    """The reading of a text and its quantities, marked by square brackets, one kind for each.

    `asked("[Two] men were shot.", "killed")` gives the reading and one `Counted` of "Two".
    """
    return _asked


def _asked(text: str, *kinds: Kind) -> tuple[Reading, list[Counted]]:
    plain = MARK.sub(r"\1", text)
    reading = look(Report("r", plain, ""))
    counted = []
    for number, (found, kind) in enumerate(zip(MARK.finditer(text), kinds, strict=True)):
        start = found.start() - 2 * number
        said = Quantity(found[1], start, start + len(found[1]), _value(found[1]), "exact")
        first, last = reading.token_at(said.start), reading.token_at(said.end - 1) + 1
        counted.append(Counted(kind, first, last, said, nearest_trigger(reading, kind, first, last)))
    return reading, counted


def _value(words: str) -> int:
    digits = re.sub(r"\D", "", words)
    one = words.lower().split()[0] in ("a", "an", "the", "one", "his", "he", "she") or words[:3] in ("Maj",)
    return int(digits) if digits else 1 if one else 2
