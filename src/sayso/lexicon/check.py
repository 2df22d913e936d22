"""Faults of a lexicon, all of them at once: words it cannot mean, words said twice, examples that fail.

Examples are sentences of our own, executed. In a trigger's example the counted quantity stands in brackets
("Shelling killed [12] villagers.") and must come out as a claim of the trigger's kind; in its counter-example
it must not, and where nothing is bracketed no claim of that kind may come out at all. In a hedge's example
the bracketed quantity must come out with that hedge; in an example of a word of saying the bracketed speaker,
or any speaker where none is bracketed, must be found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sayso.errors import LexiconError
from sayso.lexicon.load import RESOURCES, ROW_TABLES, SHAPES, gather, kinds_of, read_toml
from sayso.lexicon.source import Entry, Faults, csv_rows
from sayso.records import Claim

Extract = Callable[[str], Sequence[Claim]]
BRACKETED: Final = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its brackets, and where the bracketed words stand in it."""

    text: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check went through and the faults it found, one line each."""

    entries: int
    examples: int
    faults: tuple[str, ...]


def check(extract: Extract | None, language: str = "en", overlays: Sequence[Path] = ()) -> Checked:
    """The faults of a language's lexicon or, where overlays are named, of the overlays.

    Examples are executed with `extract`; with None only the tables themselves are checked.
    """
    gathered = gather(language, overlays)
    folders = list(overlays) or [RESOURCES / language]
    mine = [each for each in gathered.entries.values() if any(f in each.path.parents for f in folders)]
    faults = gathered.faults
    _check_twice(mine, faults)
    for folder in folders:
        _check_rows_twice(folder, faults)
        _check_words_twice(folder / "words.toml", faults)
    executed = 0
    for entry in mine:
        if not entry.values.get("examples"):
            faults.add(*entry.where(), f"{entry.id!r} has no examples: expected at least one sentence")
        if extract is not None:
            executed += _execute(entry, extract, faults)
    return Checked(len(mine), executed, tuple(dict.fromkeys(faults.lines)))


def example(sentence: str) -> Example:
    """A sentence with its brackets taken off.

    >>> example("Shelling killed [12] villagers.")
    Example(text='Shelling killed 12 villagers.', spans=((16, 18),))
    """
    text, spans, last = "", [], 0
    for found in BRACKETED.finditer(sentence):
        text += sentence[last : found.start()]
        spans.append((len(text), len(text) + len(found[1])))
        text += found[1]
        last = found.end()
    return Example(text + sentence[last:], tuple(spans))


def _execute(entry: Entry, extract: Extract, faults: Faults) -> int:
    """Runs the examples and counter-examples of an entry; how many there were."""
    run = 0
    for key, wanted in (("examples", True), ("counter_examples", False)):
        for sentence in entry.values.get(key, ()):
            run += 1
            shown = example(sentence)
            if entry.table != "saying" and wanted and not shown.spans:
                faults.add(*entry.where(key, sentence), f"{sentence!r}: expected the quantity in [brackets]")
                continue
            claims = extract(shown.text)
            for span in shown.spans or (None,):
                if any(_fits(entry, claim, span) for claim in claims) is not wanted:
                    faults.add(*entry.where(key, sentence), _failure(entry, sentence, wanted, claims))
                    break
    return run


def _fits(entry: Entry, claim: Claim, span: tuple[int, int] | None) -> bool:
    """Is a claim what an example of the entry speaks of, at a span of it or anywhere?"""
    if entry.table == "saying":
        source = claim.source
        if source is None or not source.text:
            return False
        return span is None or (source.start < span[1] and span[0] < source.end)
    quantity = claim.quantity
    if span is not None and not (quantity.start < span[1] and span[0] < quantity.end):
        return False
    if entry.table == "hedge":
        return bool(quantity.hedge == entry.values["hedge"])
    return claim.kind in kinds_of(entry).values()


def _failure(entry: Entry, sentence: str, wanted: bool, claims: Sequence[Claim]) -> str:
    if entry.table == "saying":
        article, what = "a ", "speaker"
        read = [claim.source.text for claim in claims if claim.source and claim.source.text]
    elif entry.table == "hedge":
        article, what = "a ", f"quantity of hedge {entry.values['hedge']}"
        read = [f"{claim.quantity.text} ({claim.quantity.hedge})" for claim in claims]
    else:
        article, what = "", " or ".join(dict.fromkeys(kinds_of(entry).values()))
        read = [f"{claim.kind} {claim.quantity.text}" for claim in claims]
    found = ", ".join(read) if read else "nothing"
    expected = (article if wanted else "no ") + what
    return f"{entry.id} {sentence!r}: expected {expected}; read {found}"


def _check_twice(entries: Sequence[Entry], faults: Faults) -> None:
    """The same phrase said twice with the same meaning; an ambiguous word may stand in an entry for each."""
    seen: dict[tuple[str, str, str], list[tuple[Entry, Mapping[str, str]]]] = {}
    for entry in entries:
        kinds = kinds_of(entry) if entry.table == "trigger" else {"": ""}
        for use in SHAPES[entry.table].phrases:
            for phrase in entry.values.get(use, ()):
                earlier = seen.setdefault((entry.table, use, phrase.casefold()), [])
                for other, other_kinds in earlier:
                    if shared := sorted(dict(kinds.items() & other_kinds.items())):
                        of = f" of {', '.join(filter(None, shared))}" if any(shared) else ""
                        faults.add(
                            *entry.where(use, phrase),
                            f"{use} {phrase!r}{of} in {entry.id} stands already in {other.id}",
                        )
                        break
                earlier.append((entry, kinds))


def _check_rows_twice(folder: Path, faults: Faults) -> None:
    for name in ROW_TABLES:
        path, seen = folder / name, dict[str, int]()
        if not path.exists():
            continue
        for number, row in csv_rows(path, Faults())[1]:
            first = seen.setdefault(row[0].casefold(), number)
            if first != number:
                faults.add(path, number, f"{row[0]!r} stands already in line {first}")


def _check_words_twice(path: Path, faults: Faults) -> None:
    for name, words in _classes(path):
        for word in sorted({word for word in words if words.count(word) > 1}):
            faults.add(path, 0, f"[{name}]: {word!r} stands there twice")


def _classes(path: Path) -> Iterator[tuple[str, list[str]]]:
    try:
        tables = read_toml(path) if path.exists() else {}
    except LexiconError:
        return  # told by `gather`
    for name, entry in tables.items():
        words = entry.get("words") if isinstance(entry, dict) else None
        if isinstance(words, list):
            yield name, words
