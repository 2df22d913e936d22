"""How long a person waits: `import sayso`, and `sayso read` of one short report, each in its own process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

REPORT = """Two killed as shell hits market

Two residents were killed and five others wounded on Tuesday when a shell hit the market in Mobye,
a spokesman for the township's relief committee said.
"""
ROUNDS = 5


def measure() -> Iterator[str]:
    """The best of some rounds each, after one round that warms the caches."""
    bare = _seconds([sys.executable, "-c", "pass"])
    importing = _seconds([sys.executable, "-c", "import sayso"])
    yield f"import sayso              {importing:.3f} s, of which Python itself {bare:.3f} s (at most 0.2 s)"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_text(REPORT, "utf-8")
        sayso = str(Path(sys.executable).with_name("sayso"))
        reading = _seconds([sayso, "read", str(report), "--published", "2023-11-17"])
    yield f"sayso read, short report  {reading:.3f} s (at most 0.8 s)"


def _seconds(command: list[str]) -> float:
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(ROUNDS + 1):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=compiled)
        taken.append(time.perf_counter() - started)
    return min(taken[1:])
