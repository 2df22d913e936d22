"""Reads the reports written for training: running text with its claims marked where they stand.

    == id | outlet's style | day of publication
    Fighting near the river killed {at least 12|killed} soldiers and left {30|injured} wounded, the army said.

`{words|kind}` marks a quantity that counts; `{words|kind kind}` one that counts two things; `{words|kind=2}`
gives the value where the words hold none ("them"). Everything unmarked counts nothing, or says again what was
marked before.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sayso.extract.counted import Counted
from sayso.extract.numbers.quantities import quantities
from sayso.lexicon import Reading
from sayso.pipeline import look
from sayso.records import KINDS, Quantity, Report

MARK = re.compile(r"\{([^{}|]+)\|([a-z]+(?:=\d+)?(?: [a-z]+(?:=\d+)?)*)\}")
HEADER = re.compile(r"^== *([^|\n]+)\|([^|\n]+)\|([^|\n]+)$", re.MULTILINE)
FOLDER = Path(__file__).parent / "written"


def written(folder: Path = FOLDER) -> Iterator[tuple[Reading, list[Counted]]]:
    """Every written report with its annotated quantities; a faulty mark raises ValueError naming it."""
    for path in sorted(folder.glob("*.txt")):
        pieces = HEADER.split(path.read_text(encoding="utf-8"))[1:]
        for name, outlet, day, body in zip(
            pieces[::4], pieces[1::4], pieces[2::4], pieces[3::4], strict=True
        ):
            yield _annotated(
                path, name.strip(), outlet.strip(), date.fromisoformat(day.strip()), body.strip()
            )


def _annotated(path: Path, name: str, outlet: str, day: date, body: str) -> tuple[Reading, list[Counted]]:
    text, spans, last = "", [], 0
    for mark in MARK.finditer(body):
        text += body[last : mark.start()]
        spans.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        last = mark.end()
    text += body[last:]
    if set("{}|") & set(text):
        raise ValueError(f"{path}: {name}: a mark that is none near {text[text.find('{') :][:60]!r}")
    reading = look(Report(name, text, hashlib.sha256(text.encode()).hexdigest(), outlet, day))
    numbers = {(reading.starts[n.core], reading.ends[n.core_last - 1]): n for n in quantities(reading)}
    counted = []
    for start, end, kinds in spans:
        number = next((n for (s, e), n in numbers.items() if s < end and start < e), None)
        for mark in kinds.split():
            kind, _, given = mark.partition("=")
            if kind not in KINDS:
                raise ValueError(f"{path}: {name}: {kind!r} is no kind")
            value = int(given) if given else number.value if number else 1
            hedge = number.hedge if number and not given else "exact"
            quantity = Quantity(
                text[start:end], start, end, value, hedge, number.value_high if number else None
            )
            counted.append(
                Counted(kind, reading.token_at(start), reading.token_at(end - 1) + 1, quantity, None)
            )
    return reading, counted


if __name__ == "__main__":
    every = list(written())
    print(len(every), "reports,", sum(len(counted) for _, counted in every), "claims")
