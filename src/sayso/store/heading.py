"""Reports without their texts, as lists show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sayso.store.tables import reports


@dataclass(frozen=True, slots=True)
class Heading:
    """What tells a person which report it is: `key` is the ledger's own name for it, `id` the given one."""

    key: str
    digest: str
    id: str
    outlet: str | None
    title: str | None
    published: date | None
    url: str | None
    story: str | None
    retold: bool


HEADING: Final = (
    reports.c.key,
    reports.c.digest,
    reports.c.document,
    reports.c.outlet,
    reports.c.title,
    reports.c.published,
    reports.c.url,
    reports.c.story,
    reports.c.retold,
)


def heading_of(row: Any) -> Heading:
    """The heading of a row that has the columns of `HEADING`."""
    return Heading(
        row.key,
        row.digest,
        row.document,
        row.outlet,
        row.title,
        row.published,
        row.url,
        row.story,
        row.retold,
    )
