"""Files that are there whole or not at all, and never in place of another's."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Final, TextIO

from sayso.errors import ExportError

STANDARD_OUTPUT: Final = "-"
_LONGEST: Final = 100  # characters of a name that one on its way has of it


def refuse_existing(*paths: Path) -> None:
    """Raises `ExportError` where one of the files is there."""
    if there := [path for path in paths if path.exists()]:
        raise ExportError(f"{there[0]}: there is such a file; --force writes over it, or give another name")


@contextmanager
def whole_files() -> Iterator[WholeFiles]:
    """Files that get their names when all of them were written; if anything fails none is there.

    >>> with whole_files() as files:
    ...     files.text(Path("claims.csv")).write("document,id")

    Raises `ExportError` where the first of them cannot be written.
    """
    with ExitStack() as opened:
        files = WholeFiles(opened)
        try:
            yield files
            files.name()
        except OSError as error:  # a full disk, say
            raise ExportError(f"{files.first}: {error.strerror or error}") from error


class WholeFiles:
    """Files on their way, each under another name beside its own. `whole_files` gives them."""

    def __init__(self, opened: ExitStack) -> None:
        self._opened = opened
        self.first: Path | None = None
        self._on_their_way: list[tuple[IO[Any], Path, Path]] = []

    def binary(self, path: Path) -> IO[bytes]:
        """A file of bytes."""
        self.first = self.first or path
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115
            dir=path.parent, prefix=f".{path.name[:_LONGEST]}.", suffix=".part", delete=False
        )
        self._opened.callback(Path(file.name).unlink, missing_ok=True)
        self._opened.callback(file.close)
        self._on_their_way.append((file.file, Path(file.name), path))
        return file.file

    def text(self, path: Path) -> TextIO:
        """A file of text, in UTF-8, its lines ended as they are written."""
        text = io.TextIOWrapper(self.binary(path), encoding="utf-8", newline="")
        self._on_their_way[-1] = (text, *self._on_their_way[-1][1:])
        self._opened.callback(text.close)
        return text

    def name(self) -> None:
        """Gives the files their names, with the permissions that a new file has."""
        allowed = 0o666 & ~_umask()
        for file, there, path in self._on_their_way:
            file.close()
            there.chmod(allowed)
            os.replace(there, path)


@contextmanager
def standard_output() -> Iterator[TextIO]:
    """Standard output as UTF-8, whatever the terminal's encoding: what comes out is data."""
    out = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="", write_through=False)
    try:
        yield out
        out.flush()
    finally:
        out.detach()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
