"""docs/exports.md tells of every column of the conflict and displacement exports, and of every reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.export import idu
from sayso.export.conflict import acled, ged


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("### acled: 31 columns", acled.COLUMNS),
        ("### ged: 49 columns", ged.COLUMNS),
        ("## Displacement: `idu`", idu.COLUMNS),
    ],
)
def test_every_column_has_its_mapping(root: Path, heading: str, columns: tuple[str, ...]) -> None:
    text = (root / "docs" / "exports.md").read_text("utf-8")
    section = text.split(heading, 1)[1].split("\n#", 1)[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    told = [name.strip(" `") for cell in cells for name in cell.split(",")]
    assert sorted(told) == sorted(columns)
    assert len(columns) == {"acled": 31, "ged": 49}.get(heading.split()[1].strip(":`"), 35)
