"""Every format that `sayso export` writes: its name, what it is, and the function that writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the name and version of its policy, where the function is that writes it, what it takes.

    `writer` is "module:function" under `sayso.export`, called as `write(source, out, **options)` and giving
    what was `Written`; `out` takes texts, or bytes where the format is `binary`. `options` are what a person
    may ask for beside. A `traced` format is also given `followed`, a text of the claims that each of its rows
    rests on, which is OUT.claims.csv, or None where that has no place. `rules` are the coding rules unless a
    person names others.
    """

    policy: str
    writer: str
    rules: str = "sayso"
    binary: bool = False
    options: frozenset[str] = frozenset()
    traced: bool = False

    def write(self, source: Any, out: Any, **options: Any) -> Any:
        """Writes it; its module is loaded only now."""
        module, _, function = self.writer.partition(":")
        return getattr(import_module(f"sayso.export.{module}"), function)(source, out, **options)


_HXL: Final = frozenset({"hxl"})

FORMATS: Final[Mapping[str, Format]] = {
    "claims-csv": Format("claims/1", "tables.claims:write_csv", options=_HXL),
    "claims-xlsx": Format("claims/1", "tables.claims:write_excel", binary=True, options=_HXL),
    "figures-csv": Format("figures/1", "tables.figures:write_csv", options=_HXL),
    "figures-xlsx": Format("figures/1", "tables.figures:write_excel", binary=True, options=_HXL),
    "annotations": Format("annotations/1", "annotations:write"),
    "jsonl": Format("jsonl/1", "archive:write"),
    "geojson": Format("geojson/1", "geojson:write"),
    "geoparquet": Format("geoparquet/1", "geoparquet:write", binary=True),
    "acled": Format(
        "acled-shaped/1", "conflict.acled:write", rules="acled", options=frozenset({"legacy"}), traced=True
    ),
    "ged": Format("ged-shaped/1", "conflict.ged:write", rules="ucdp", traced=True),
    "idu": Format("idu-shaped/1", "idu:write", traced=True),
}
