"""The packaged gazetteer: a compressed file, unpacked once into a table file that opens at once."""

from __future__ import annotations

import json
import lzma
import os
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from sayso.errors import KnowledgeError
from sayso.knowledge.gazetteer.table import Columns, Row, columns_of, complete, write

PACKAGED: Final = Path(__file__).parent / "places.xz"
_PLAIN: Final = ("|u1", "|S")


def home() -> Path:
    """The folder for what Sayso keeps for a user: SAYSO_HOME, else the platform's data folder."""
    if chosen := os.environ.get("SAYSO_HOME"):
        return Path(chosen)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "sayso"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "sayso"


def pack(rows: Sequence[Row], path: Path, note: Mapping[str, Any]) -> None:
    """Writes rows compressed, with a note for the head of the table; the same rows give the same bytes."""
    columns = columns_of(rows)
    head = {name: (column.dtype.str, len(column)) for name, column in columns.items()}
    body = b"".join(_shuffled(column) for column in columns.values())
    text = json.dumps({"note": dict(note), "columns": head}).encode()
    path.write_bytes(lzma.compress(text + b"\n" + body, preset=9 | lzma.PRESET_EXTREME))


def _shuffled(column: np.ndarray[Any, Any]) -> bytes:
    """The first bytes of all numbers, then all second bytes: like stands by like and packs tighter."""
    if column.dtype.str.startswith(_PLAIN):
        return column.tobytes()
    return column.view(np.uint8).reshape(-1, column.itemsize).T.tobytes()


def _read(path: Path) -> tuple[Columns, dict[str, Any]]:
    text, _, body = lzma.decompress(path.read_bytes()).partition(b"\n")
    head = json.loads(text)
    columns, offset = {}, 0
    for name, (dtype, count) in head["columns"].items():
        size = np.dtype(dtype).itemsize
        column = np.frombuffer(body, np.uint8, count * size, offset)
        if not dtype.startswith(_PLAIN):
            column = np.ascontiguousarray(column.reshape(size, count).T)
        columns[name] = column.reshape(-1).view(dtype)
        offset += count * size
    return columns, head["note"]


def unpacked() -> Path:
    """The table file of the packaged gazetteer; the first call makes it, in the user's folder or a
    temporary one.
    """
    # Its size and a checksum of its last bytes tell one build from another without reading it all.
    size = PACKAGED.stat().st_size
    with PACKAGED.open("rb") as packed:
        packed.seek(max(0, size - 64))
        name = f"geonames-{size:x}-{zlib.crc32(packed.read()):08x}.places"
    user = getattr(os, "getuid", lambda: 0)()
    folders = [home() / "cache", Path(tempfile.gettempdir()) / f"sayso-{user}"]
    for folder in folders:
        if (folder / name).exists():
            return folder / name
    for folder in folders:
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, part = tempfile.mkstemp(suffix=".part", dir=folder)
        except OSError:
            continue
        os.close(handle)
        columns, note = _read(PACKAGED)
        write(complete(columns), Path(part), {**note, "packaged": True})
        # A rename is one step: a second process reads either nothing or the whole file.
        os.replace(part, folder / name)
        return folder / name
    raise KnowledgeError(f"no folder to unpack the gazetteer in: {', '.join(map(str, folders))}")
