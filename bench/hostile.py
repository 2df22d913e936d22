"""What 10 MB of hostile text cost, each in a process of its own: at most 60 s and 1 GiB."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date

SIZE = 10_000_000
MOST_SECONDS, MOST_MEBIBYTES = 60, 1024
# Enough words of harm that any text behind them passes the relevance filter.
HARM = (
    "Troops killed civilians; soldiers wounded, families displaced, shelling, airstrikes, fighters, victims. "
    * 5
)
TEXTS = {
    "tolls": "On Monday 12 soldiers were killed in Arden, the army said. ",
    "numbers": "5 killed ",
    "dates": "since Monday on 5 May 2023 until June ",
    "quotations": "“he said 5 “",
    "names": "Maj Tun Aung killed ",
    "one word": "killed",
    "no harm": "The fair opens on Saturday at nine. ",
}


def measure() -> Iterator[str]:
    """Seconds and mebibytes for each text."""
    for name in TEXTS:
        command = [sys.executable, "-m", "bench.hostile", name]
        seconds, mebibytes, claims = subprocess.run(
            command, check=True, capture_output=True, text=True
        ).stdout.split()
        over = float(seconds) > MOST_SECONDS or int(mebibytes) > MOST_MEBIBYTES
        yield f"{name:24}  {seconds} s, {mebibytes} MiB, {claims} claims{' (too much)' if over else ''}"


def read_one(name: str) -> None:
    """Reads one text and prints its seconds, the process's mebibytes, and the claims found."""
    from sayso import extract
    from sayso.records import Report

    piece = TEXTS[name]
    text = ("" if name == "no harm" else HARM) + piece * (SIZE // len(piece))
    started = time.process_time()
    claims = extract(Report("hostile", text, "", None, date(2023, 5, 7)))
    seconds = time.process_time() - started
    mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{seconds:.1f} {mebibytes} {len(claims)}")


if __name__ == "__main__":
    read_one(sys.argv[1])
