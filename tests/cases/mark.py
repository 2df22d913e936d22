"""Brings the `xfail` marks of tests/cases/*.jsonl up to date with what is read now, and counts them.

python tests/cases/mark.py           counts, and lists the rows that are not read right
python tests/cases/mark.py write     takes marks off rows that are read right, and marks the others
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from compare import differences, read

FOLDER = Path(__file__).parent


def main(write: bool) -> None:
    """One line a file: rows read right of all rows."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for row in rows:
            row.pop("xfail", None)
            if told := differences(row, read(row)):
                row["xfail"] = "; ".join(told)
                if not write:
                    print(f"    {row['text']}  [{row['xfail']}]")
        if write:
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        right = sum("xfail" not in row for row in rows)
        print(f"{path.stem:24} {right:3} of {len(rows)}")


if __name__ == "__main__":
    main(write=sys.argv[1:] == ["write"])
