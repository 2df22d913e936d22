"""Writes a brief where it was asked for, with its log beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import typer

from sayso.cli.concluded import policy_of
from sayso.cli.ledger import login_name
from sayso.cli.linked import tell_linking
from sayso.concluded import Question
from sayso.export.brief import FORMAT, in_order, write_brief
from sayso.export.file import refuse_existing, whole_files
from sayso.export.log import log_of, log_text
from sayso.export.source import Source
from sayso.pipeline import questions
from sayso.settings import load_settings
from sayso.store import Filters, Ledger


class Briefing:
    """A brief on its way to a file."""

    def __init__(self, path: Path, policy: str, title: str, *, force: bool) -> None:
        """Raises `ExportError` where a file is there."""
        self._path, self._title, self._policy = path, title, policy_of(policy)
        self._log = path.with_name(f"{path.name}.log.json")
        if not force:
            refuse_existing(path, self._log)

    def write(self, ledger: Ledger, filters: Filters, file: Path | None, limit: int, *, full: bool) -> None:
        """Writes it, and tells how many figures it has."""
        asked = _asked(ledger, filters, file, limit)
        settings, disclosures = load_settings(), ledger.disclosures()
        if full:
            disclosure = disclosures.in_full(login_name(), "brief", datetime.now(UTC), settings.leads)
        else:
            disclosure = disclosures.usual()
        source = Source(
            ledger, disclosure, filters, self._policy, settlements=settings.max_settlements
        )  # fmt: skip
        with whole_files() as files:
            written = write_brief(source, asked, files.text(self._path), title=self._title)
            files.text(self._log).write(log_text(log_of(FORMAT, source, written)))
        typer.echo(f"{self._path}: {written.rows} figure{'' if written.rows == 1 else 's'}")
        for reason, number in written.left_out.items():
            typer.echo(f"left out: {number:,} ({reason})")


def _asked(ledger: Ledger, filters: Filters, file: Path | None, limit: int) -> Sequence[Question]:
    """The questions of a file, else those that the filters ask."""
    links = ledger.links(tell_linking)
    if file is not None:
        from sayso.reconcile import read_questions

        return read_questions(file)
    found = questions(links, filters)
    if len(found) > limit:
        typer.echo(f"{limit} of {len(found):,} questions, those about most: --limit", err=True)
    return in_order(found, limit)
