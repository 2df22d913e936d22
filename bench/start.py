"""How long a person waits: `import sayso`, and `sayso read` of one short report, each in its own process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

REPORT = """Two residents were killed and five others wounded on Tuesday when a shell hit the market in Mobye,
a spokesman for the township's relief committee said.
"""
ROUNDS = 5


def measure() -> Iterator[str]:
    """The best of some rounds each, after one round that warms the caches."""
    yield f"python                    {_told([sys.executable, '-c', 'pass'])}"
    yield f"import sayso              {_told([sys.executable, '-c', 'import sayso'])} (at most 0.2 s)"
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.txt")
        report.write_text(REPORT, "utf-8")
        sayso = str(Path(sys.executable).with_name("sayso"))
        reading = _told([sayso, "read", str(report), "--published", "2023-11-17"])
    yield f"sayso read, short report  {reading} (at most 0.8 s)"


def _told(command: list[str]) -> str:
    """Seconds on the clock, and of the processor, which a busy machine does not lengthen."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    clock, processor = [], []
    for _ in range(ROUNDS + 1):
        started, spent = time.perf_counter(), _spent()
        subprocess.run(command, check=True, capture_output=True, env=compiled)
        clock.append(time.perf_counter() - started)
        processor.append(_spent() - spent)
    return f"{min(clock[1:]):.2f} s, processor {min(processor[1:]):.2f} s"


def _spent() -> float:
    """Processor seconds of all processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system
