"""Writes an export where it was asked for, with its log beside it and a bar meanwhile."""

from __future__ import annotations

import difflib
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import typer

from sayso.cli.concluded import policy_of
from sayso.cli.ledger import login_name
from sayso.cli.linked import tell_linking
from sayso.cli.progress import Progress
from sayso.errors import ExportError
from sayso.export.file import STANDARD_OUTPUT, refuse_existing, standard_output, whole_files
from sayso.export.formats import FORMATS
from sayso.export.log import log_of, log_text
from sayso.export.source import Source, Written
from sayso.settings import Settings, load_settings
from sayso.store import Filters, Ledger

MUCH: Final = 2_000  # claims; fewer are put out before another process has begun to be of use


class Exporting:
    """An export in a format to a place, with what was asked for beside."""

    def __init__(
        self, name: str, out: str, policy: str | None, options: frozenset[str], *, force: bool
    ) -> None:
        """Raises `ExportError` for what is no format or has not what was asked, or where a file is there."""
        if name not in FORMATS:
            (near,) = difflib.get_close_matches(name, FORMATS, n=1, cutoff=0.0)
            raise ExportError(f"{name!r} is none of {', '.join(FORMATS)}; did you mean {near!r}?")
        self._name, self._format = name, FORMATS[name]
        self._path = None if out == STANDARD_OUTPUT else Path(out)
        self._policy = policy_of(policy or self._format.rules)
        self._options = dict.fromkeys(sorted(options), True)
        if unknown := sorted(options - self._format.options):
            having = ", ".join(each for each, one in FORMATS.items() if unknown[0] in one.options)
            raise ExportError(f"--{unknown[0]}: {name} has none; it is for {having}")
        if self._path is None and self._format.binary:
            raise ExportError(f"-: {name} is no text; give the name of a file")
        if self._path is not None and not force:
            beside = [_log_of(self._path)] + [_claims_of(self._path)] * self._format.traced
            refuse_existing(self._path, *beside)

    def write(self, ledger: Ledger, filters: Filters, *, full: bool) -> None:
        """Writes it, and tells how many rows it has; the log of standard output goes to standard error."""
        settings = load_settings()
        disclosures = ledger.disclosures()
        if full:
            what = f"export {self._name}"
            disclosure = disclosures.in_full(login_name(), what, datetime.now(UTC), settings.leads)
        else:
            disclosure = disclosures.usual()
        links = ledger.links(tell_linking)
        with Progress(0, silent=self._path is not None, doing="writing") as progress:
            source = Source(
                ledger, disclosure, filters, self._policy,
                tell=progress.follow, settlements=settings.max_settlements,
                jobs=_jobs(settings, links.count(filters)),
            )  # fmt: skip
            log = self._print(source) if self._path is None else self._save(source, self._path)
        typer.echo(_told(self._path, log), err=self._path is None, nl=self._path is not None)

    def _print(self, source: Source) -> dict[str, Any]:
        """Writes to standard output; the log."""
        more = {"followed": None} if self._format.traced else {}
        with standard_output() as out:
            return self._logged(source, self._format.write(source, out, **self._options, **more))

    def _save(self, source: Source, path: Path) -> dict[str, Any]:
        """Writes the file and those beside it; the log."""
        with whole_files() as files:
            out = files.binary(path) if self._format.binary else files.text(path)
            more = {"followed": files.text(_claims_of(path))} if self._format.traced else {}
            log = self._logged(source, self._format.write(source, out, **self._options, **more))
            files.text(_log_of(path)).write(log_text(log))
        return log

    def _logged(self, source: Source, written: Written) -> dict[str, Any]:
        return log_of(self._format.policy, source, written)


def _jobs(settings: Settings, claims: int) -> int:
    """How many processes make rows of so many claims."""
    return settings.jobs or (len(os.sched_getaffinity(0)) if claims > MUCH else 1)


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.log.json")


def _claims_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.claims.csv")


def _told(path: Path | None, log: dict[str, Any]) -> str:
    """What is said at the end: the whole log, or where it stands and what it comes to."""
    if path is None:
        return log_text(log)
    rows = log["rows"]
    withheld = sum(each["times"] for each in log["withheld"])
    lines = [f"{path}: {rows:,} row{'' if rows == 1 else 's'}"]
    lines += [f"left out: {number:,} ({reason})" for reason, number in log["left_out"].items()]
    lines += [f"withheld: {withheld:,}; {_log_of(path)} says by which rules"] if withheld else []
    return "\n".join(lines)
