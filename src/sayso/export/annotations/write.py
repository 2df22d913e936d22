"""Writes annotations: the reports of which a claim is like the filters, each with all its claims."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, TextIO

from sayso.export.annotations.claims import Provenance
from sayso.export.annotations.context import CONTEXT
from sayso.export.source import Source, Written
from sayso.store import Kept

POLICY: Final = "annotations/1"
TAKEN_OUT: Final = "reports that a person took out"


def write(source: Source, out: TextIO) -> Written:
    """Writes one JSON-LD document, a node a line; a row is an annotation.

    A claim is an Annotation whose target are the report's words, by quote and by position in code points.
    """
    out.write('{"@context": ' + json.dumps(CONTEXT) + ',\n"@graph": [')
    number, left_out, begun = 0, 0, False
    provenance = Provenance(source)
    for kept in source.kept():
        if kept.ruled.withdrawn and not source.disclosure.full:
            left_out += 1
            continue
        for node in _nodes(provenance, kept):
            out.write((",\n" if begun else "\n") + json.dumps(node, ensure_ascii=False))
            begun = True
            number += node["type"] == "Annotation"
    out.write("\n]}\n")
    return Written(number, {TAKEN_OUT: left_out} if left_out else {})


def _nodes(provenance: Provenance, kept: Kept) -> Iterator[dict[str, Any]]:
    """The nodes of a report, without what is not told of them."""
    for node in provenance.of_report(kept):
        yield {name: value for name, value in node.items() if value not in (None, [], "")}
