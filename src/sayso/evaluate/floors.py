"""Floors: the figures each set of annotated reports has reached, which never fall silently."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sayso.errors import EvaluationError
from sayso.evaluate.figures import Figures

DECIMALS: Final = 3  # of a pinned figure; what is lost below them is no loss


@dataclass(frozen=True, slots=True)
class Floor:
    """The figures a set must not fall below, and the digest of the annotations they were measured on."""

    digest: str
    figures: Mapping[str, float]


def read_floors(path: Path) -> dict[str, Floor]:
    """Floors by name of the set; none where the file does not exist yet. Raises `EvaluationError`."""
    if not path.exists():
        return {}
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        return {name: _floor(entry) for name, entry in table.items()}
    except json.JSONDecodeError as error:
        raise EvaluationError(f"{path}:{error.lineno}: no JSON: {error.msg}") from error
    except (AttributeError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: expected sets with a digest and figures: {error!r}") from error


def fallen(name: str, floor: Floor | None, digest: str, figures: Figures) -> tuple[str, ...]:
    """One line for each figure of a set below its floor.

    Raises `EvaluationError` where the set has no floor, or where its annotations have changed since.
    """
    if floor is None:
        raise EvaluationError(f"{name}: no floors are pinned for this set (--pin writes them)")
    if floor.digest != digest:
        raise EvaluationError(
            f"{name}: the annotations have changed since the floors were pinned (--pin writes new ones)"
        )
    return tuple(
        f"{name}: {measure} is {_shown(figures.get(measure))}, below its floor {_shown(low)}"
        for measure, low in floor.figures.items()
        if _rounded(figures.get(measure)) < low
    )


def pin(path: Path, name: str, digest: str, figures: Figures, *, lower: bool = False) -> None:
    """Writes a set's figures as its floors; raises `EvaluationError` where one would fall without `lower`."""
    floors = read_floors(path)
    new = Floor(digest, {measure: _rounded(value) for measure, value in figures.items() if value is not None})
    if name in floors and not lower:
        falls = fallen(name, Floor(digest, floors[name].figures), digest, new.figures)
        if falls:
            more = f", and {len(falls) - 1} more" if len(falls) > 1 else ""
            raise EvaluationError(f"{falls[0]}{more}: lowering a floor takes --lower")
    floors[name] = new
    table = {
        key: {"digest": floor.digest, "figures": dict(floor.figures)} for key, floor in sorted(floors.items())
    }
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def _floor(entry: Any) -> Floor:
    return Floor(str(entry["digest"]), {str(name): float(low) for name, low in entry["figures"].items()})


def _rounded(value: float | None) -> float:
    return 0.0 if value is None else round(value, DECIMALS)


def _shown(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.{DECIMALS}f}"
