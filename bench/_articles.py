"""The articles that benches read: one in EVERY of the newswire that SAYSO_CORPORA holds."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sayso.records import Report

EVERY = 20  # some two hundred
MISSING = "SAYSO_CORPORA is not set: no articles to read"


def articles() -> Iterator[Report]:
    """The articles as reports; none where SAYSO_CORPORA is not set."""
    corpora = os.environ.get("SAYSO_CORPORA")
    if not corpora:
        return
    with gzip.open(Path(corpora, "newswire", "aljazeera.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % EVERY == 0:
                article = json.loads(line)
                digest = hashlib.sha256(article["text"].encode()).hexdigest()
                published = date.fromisoformat(article["published"][:10])
                yield Report(article["id"], article["text"], digest, article["outlet"], published)
