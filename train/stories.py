"""Reads the stories written for training: several reports of the same happenings, their numbers marked.

    == id | outlet's style | day of publication
    Shells kill dozens in market
    At least {26|killed|market} people were killed on Monday; {200|killed|siege} have died since May.

`{words|kind|happening}` marks a number, what it counts and the happening it speaks of; the first line is the
title. Everything else counts nothing, or its happening is left open. Places are real; words and numbers are
made up.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from written import HEADER

from sayso.records import KINDS, Claim, Report

MARK = re.compile(r"\{([^{}|]+)\|([a-z]+)\|([a-z0-9-]+)\}")
FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class Mark:
    """A number that speaks of a happening, and where it stands."""

    start: int
    end: int
    kind: str
    happening: str


@dataclass(frozen=True)
class Told:
    """A report of a story with its marks."""

    story: str
    report: Report
    marks: tuple[Mark, ...]

    def happenings(self, claims: Sequence[Claim]) -> tuple[tuple[str, str] | None, ...]:
        """The happening of each claim that Sayso reads where a mark of its kind stands; None elsewhere."""
        return tuple(self._happening(claim) for claim in claims)

    def _happening(self, claim: Claim) -> tuple[str, str] | None:
        start, end = claim.quantity.start, claim.quantity.end
        return next(
            (
                (self.story, mark.happening)
                for mark in self.marks
                if mark.kind == claim.kind and mark.start < end and start < mark.end
            ),
            None,
        )


def stories(folder: Path = FOLDER) -> Iterator[Told]:
    """Every report of the written stories; a faulty mark raises ValueError naming it."""
    for path in sorted(folder.glob("*.txt")):
        pieces = HEADER.split(path.read_text(encoding="utf-8"))[1:]
        for name, outlet, day, body in zip(
            pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=True
        ):
            title, _, told = body.strip().partition("\n")
            text, marks = _marked(path, name.strip(), told)
            digest = hashlib.sha256(text.encode()).hexdigest()
            published = date.fromisoformat(day.strip())
            report = Report(name.strip(), text, digest, outlet.strip(), published, title)
            yield Told(path.stem, report, marks)


def _marked(path: Path, name: str, body: str) -> tuple[str, tuple[Mark, ...]]:
    text, marks, last = "", list[Mark](), 0
    for found in MARK.finditer(body):
        text += body[last : found.start()]
        if found[2] not in KINDS:
            raise ValueError(f"{path}: {name}: {found[2]!r} is no kind")
        marks.append(Mark(len(text), len(text) + len(found[1]), found[2], found[3]))
        text += found[1]
        last = found.end()
    text += body[last:]
    if set("{}|") & set(text):
        raise ValueError(f"{path}: {name}: a mark that is none in {text[:60]!r}")
    return text, tuple(marks)
