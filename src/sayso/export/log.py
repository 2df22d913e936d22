"""The log of an export: by which rules it was made, how many rows it has, what was left out and withheld."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from sayso.export.source import Source, Written


def log_of(policy: str, source: Source, written: Written) -> dict[str, Any]:
    """What stands in the log of an export that was written by a format's policy.

    >>> log_of("claims/1", source, written)["rows"]
    5
    """
    last = source.last_entry()
    return {
        "format": policy,
        "policy": source.policy.name,
        "filters": {
            name: _asked(source, value) for name, value in asdict(source.filters).items() if value is not None
        },
        "last_entry": last and last.isoformat(),
        "rows": written.rows,
        "left_out": {**written.left_out, **source.left_out},
        "full": source.disclosure.full,
        "withheld": source.withheld(),
    }


def log_text(log: dict[str, Any]) -> str:
    """A log as it stands in its file."""
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _asked(source: Source, value: Any) -> Any:
    """What was asked for, as it may be told: who asks by a person's name has it in the log otherwise."""
    return value.isoformat() if isinstance(value, date) else source.as_told(source.disclosure.text(value))
