"""A claim as one line of JSON: its public row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sayso.records import Claim
from sayso.rows import row

# JSON may hold these as they are, but many line readers break lines at them.
_LINE_BREAKS: Final = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def line(claim: Claim) -> str:
    """A claim as one line of JSONL, without the line end."""
    return json_line(row(claim))


def json_line(fields: Mapping[str, Any]) -> str:
    """Fields as one line of JSON, which no reader of lines breaks, without the line end."""
    return json.dumps(fields, ensure_ascii=False).translate(_LINE_BREAKS)
