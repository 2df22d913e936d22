"""Many reports in one go: their claims in the order of the input, and what was left out and why."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Final

from sayso.errors import LexiconError
from sayso.lexicon import Lexicon, load
from sayso.pipeline import MAX_READ, extract, unread
from sayso.read import STANDARD_INPUT, Found, Given, Named, Skipped, Withdrawn, files_of, read_each
from sayso.records import Claim, Report
from sayso.settings import Settings

MUCH: Final = 2_000_000  # bytes; below this a second process costs more than it saves


class Batch:
    """The reports of some paths with their claims; iterating reads them."""

    def __init__(
        self,
        paths: Iterable[Path | Named],
        given: Given,
        settings: Settings,
        known: Callable[[Report], bool] | None = None,
        *,
        more: Iterable[Named | Skipped] = (),
        threaded: bool = False,
    ) -> None:
        """Reports that are `known` are passed over, before anything is extracted from them.

        `more` are files that come while it reads: pages as they are fetched. `threaded` is for a caller with
        threads of its own: claims are then always extracted by other processes, which take nothing over from
        this one.
        """
        self.given, self.settings, self._is_known = given, settings, known
        self._more, self._threaded = more, threaded
        for folder in settings.lexicon:
            if not folder.is_dir():
                raise LexiconError([f"{folder}: no such folder"])
        self.files = list(files_of(paths))
        self.size = _size(self.files)
        self.skipped: list[Skipped] = []
        self.withdrawn: list[Withdrawn] = []
        self.foreign: list[Report] = []
        self.unread: list[Report] = []
        self.cut: list[Report] = []
        self.reports = 0

    def without(self, is_other: Callable[[Path], bool]) -> list[Path]:
        """The files that are something else than reports; they are no part of the batch any more."""
        paths = [file for file in self.files if isinstance(file, Path) and file != STANDARD_INPUT]
        others = [path for path in paths if is_other(path)]
        self.files = [file for file in self.files if file not in others]
        return others

    def results(
        self, advance: Callable[[int], None] | None = None
    ) -> Iterator[tuple[Report, tuple[Claim, ...]]]:
        """Each report with its claims; those that cannot be read, or not whole, are remembered.

        `advance` hears how many bytes more of `size` were read.
        """
        jobs = jobs_for(self.size, self.settings)
        lexicon = load("en", self.settings.lexicon)
        files = chain(self.files, self._more)
        items = read_each(files, given=self.given, settings=self.settings, advance=advance)
        for item in extracted(self._unknown(items), self.settings, jobs, threaded=self._threaded):
            if isinstance(item, Skipped):
                self.skipped.append(item)
            elif isinstance(item, Withdrawn):
                self.withdrawn.append(item)
            else:
                self._remember(*item, lexicon)
                yield item

    def _unknown(self, items: Iterator[Found]) -> Iterator[Found]:
        """The items without the reports that are known."""
        for item in items:
            if not (self._is_known and isinstance(item, Report) and self._is_known(item)):
                yield item

    def _remember(self, report: Report, claims: tuple[Claim, ...], lexicon: Lexicon) -> None:
        """Counts a report, and keeps those of which something was not read."""
        why = None if claims else unread(report, lexicon)
        if why == "another language":
            self.foreign.append(report)
            return
        self.reports += 1
        if why:
            self.unread.append(report)
        if len(report.text) > MAX_READ:
            self.cut.append(report)

    def tell_skipped(self, say: Callable[[str], None]) -> None:
        """One line for each thing left out, and a last one that counts them if there are several."""
        for line in (*map(str, self.skipped), *self.remarks()):
            say(line)
        if len(self.skipped) + len(self.foreign) > 1:
            number = len(self.skipped) + len(self.foreign)
            say(f"left out {number}, read {self.reports}: {_counted(self.skipped, self.foreign)}")

    def remarks(self) -> Iterator[str]:
        """One line for each report that was not skipped and of which there is something to tell.

        Those that are not about harm are told by their number alone: a feed is full of them.
        """
        yield from map(str, self.withdrawn)
        for report in self.cut:
            yield f"{report.id}: only its first {MAX_READ:,} characters were read"
        for report in self.foreign:
            yield f"{report.id}: written in another language ({report.language}): kept, no claims read"
        if self.unread:
            yield f"no claims: not about harm ({len(self.unread)})"


def extracted(
    items: Iterable[Found], settings: Settings, jobs: int, *, threaded: bool = False
) -> Iterator[tuple[Report, tuple[Claim, ...]] | Skipped | Withdrawn]:
    """Each report with its claims, by several processes if there are to be more than one.

    For a caller with threads of its own, `threaded`, by other processes in any case.
    """
    if jobs > 1 or threaded:
        from sayso.intake.parallel import extract_all

        yield from extract_all(items, settings.lexicon, jobs, "spawn" if threaded else "fork")
        return
    lexicon = load("en", settings.lexicon)
    for item in items:
        yield (item, extract(item, lexicon)) if isinstance(item, Report) else item


def jobs_for(size: int, settings: Settings) -> int:
    """How many processes read so many bytes."""
    return settings.jobs or (len(os.sched_getaffinity(0)) if size > MUCH else 1)


def _counted(skipped: list[Skipped], foreign: list[Report]) -> str:
    """The reasons with their numbers, the most frequent first."""
    reasons = [each.reason.partition(":")[0] for each in skipped]
    reasons += ["another language"] * len(foreign)
    numbers = {reason: reasons.count(reason) for reason in dict.fromkeys(reasons)}
    return ", ".join(
        f"{reason} ({number})" for reason, number in sorted(numbers.items(), key=lambda n: -n[1])
    )


def _size(files: Iterable[Path | Named | Skipped]) -> int:
    """Bytes of all files; standard input and what is gone count nothing."""
    there = (file for file in files if not isinstance(file, Skipped))
    paths = [file.path if isinstance(file, Named) else file for file in there]
    return sum(path.stat().st_size for path in paths if path != STANDARD_INPUT and path.is_file())
