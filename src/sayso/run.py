"""How claims were extracted: code, lexicon and one's own tables under one fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Final

import sayso
from sayso.records import Run

# What has no say in what a report's claims are.
_NO_SAY: Final = frozenset(
    {"cli", "compare", "evaluate", "examples", "export", "link", "reconcile", "review", "ruling", "store"}
)
_OF_TABLE: Final = "+table"
_SUFFIXES: Final = frozenset({".csv", ".json", ".places", ".py", ".toml", ".xz"})


def run_of(
    now: date, overlays: Iterable[Path] = (), mapping: Path | None = None, *, of_table: bool = False
) -> Run:
    """The run that reads with the present code and tables, begun today.

    >>> run_of(date(2023, 11, 21)).fingerprint
    '0.1.0+a41f0c52d3b97e68'

    The same code, words, places and parties have the same fingerprint on any machine. `mapping` is the file
    that says what the columns of a spreadsheet mean, where claims come from one; `of_table` that they come
    from columns whose meaning is known without.
    """
    from sayso.knowledge.gazetteer import gazetteer
    from sayso.knowledge.parties import own_folder as own_parties

    digest = hashlib.sha256(_packaged().encode())
    for folder in (*overlays, gazetteer.own_folder(), own_parties()):
        _take_in(digest, folder, _files(folder))
    if mapping is not None:
        _take_in(digest, mapping.parent, [mapping])
    suffix = _OF_TABLE if of_table or mapping is not None else ""
    return Run(f"{sayso.__version__}+{digest.hexdigest()[:16]}{suffix}", now)


def found_by() -> str:
    """The fingerprint of the code and the words by which names and sites are found, whatever the day."""
    return run_of(date.min).fingerprint


def is_of_table(run: Run) -> bool:
    """Did claims come from the columns of a spreadsheet? Then its words are not to be read for more."""
    return run.fingerprint.endswith(_OF_TABLE)


@lru_cache(maxsize=1)
def _packaged() -> str:
    """The digest of all that is packaged and has a say."""
    package = Path(__file__).parent
    digest = hashlib.sha256()
    files = (path for path in _files(package) if path.relative_to(package).parts[0] not in _NO_SAY)
    _take_in(digest, package, files)
    return digest.hexdigest()


def _take_in(digest: hashlib._Hash, folder: Path, files: Iterable[Path]) -> None:
    """Feeds names and contents to a digest, so that neither can pass for the other."""
    for path in files:
        name = path.relative_to(folder).as_posix()
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())


def _files(folder: Path) -> Iterator[Path]:
    """Code and tables under a folder, in the order of their names; none where there is no folder."""
    yield from sorted(
        path for path in folder.rglob("*") if path.suffix in _SUFFIXES and "__pycache__" not in path.parts
    )
