"""Writes a first lexicon of one's own: every table with its explanation and one sound row."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sayso.errors import LexiconError

STARTER: Final = Path(__file__).parent / "starter"


def write_starter(folder: Path) -> list[Path]:
    """The files of a starter lexicon, written into a folder, which is made where there is none.

    `sayso lexicon check --lexicon FOLDER` finds no fault in them. Raises `LexiconError` where a file of the
    same name is there already, and writes nothing then.
    """
    templates = sorted(STARTER.iterdir())
    taken = [folder / each.name for each in templates if (folder / each.name).exists()]
    if taken:
        raise LexiconError([f"{path}: is there already; name a folder without it" for path in taken])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_written(template, folder / template.name) for template in templates]
    except OSError as error:
        raise LexiconError([f"{folder}: cannot be written: {error.strerror}"]) from error


def _written(template: Path, path: Path) -> Path:
    path.write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    return path
