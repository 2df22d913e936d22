"""Claims of many reports, read by several processes, in the order of the reports."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Final, Literal

from sayso.lexicon import load
from sayso.pipeline import extract
from sayso.read import Found, Skipped, Withdrawn
from sayso.records import Claim, Report

Result = tuple[Report, tuple[Claim, ...]]
# How a process begins: as a copy of this one, which is quick and safe only where nothing else runs in it, or
# from nothing.
Beginning = Literal["fork", "spawn"]
AHEAD: Final = 8  # reports a process that are read before they are asked for


def extract_all(
    items: Iterable[Found], overlays: tuple[Path, ...], jobs: int, beginning: Beginning = "fork"
) -> Iterator[Result | Skipped | Withdrawn]:
    """Each report with its claims, what was skipped or withdrawn in its place.

    A report on which a process dies (out of memory, say) is skipped; the others are read.
    """
    load("en", overlays)  # so that a fault in the lexicon is told here, and forked processes have it
    waiting: deque[Found] = deque()
    with _Pool(overlays, jobs, beginning) as pool:
        for item in items:
            waiting.append(item)
            pool.submit(item)
            if len(waiting) >= AHEAD * jobs:
                yield pool.next(waiting)
        while waiting:
            yield pool.next(waiting)


def _claims(report: Report, overlays: tuple[Path, ...]) -> tuple[Claim, ...]:
    return extract(report, load("en", overlays))


def go_with_parent() -> None:
    """Lets a process end when the one that started it is killed.

    It would wait for ever, and keep open what it was born with: a connection, say, whose server then goes on
    believing in a writer that is gone.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


class _Pool:
    """Processes that outlive the death of one of them: what was under way is then done again, one by one."""

    def __init__(self, overlays: tuple[Path, ...], jobs: int, beginning: Beginning) -> None:
        self.overlays, self.jobs = overlays, jobs
        self.context = multiprocessing.get_context(beginning)
        self.executor = self._executor(jobs)
        self.futures: deque[Future[tuple[Claim, ...]] | None] = deque()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.executor.shutdown(cancel_futures=True)

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, self.context, initializer=go_with_parent)

    def submit(self, item: Found) -> None:
        """Starts on an item; what is no report keeps its place."""
        if not isinstance(item, Report):
            self.futures.append(None)
            return
        try:
            self.futures.append(self.executor.submit(_claims, item, self.overlays))
        except BrokenProcessPool:
            lost: Future[tuple[Claim, ...]] = Future()
            lost.set_exception(BrokenProcessPool())
            self.futures.append(lost)

    def next(self, waiting: deque[Found]) -> Result | Skipped | Withdrawn:
        """The result of the first item that waits, which it takes out."""
        item, future = waiting.popleft(), self.futures.popleft()
        if not isinstance(item, Report) or future is None:
            assert not isinstance(item, Report)
            return item
        try:
            return item, future.result()
        except BrokenProcessPool:
            result = self._alone(item)
            self._again(waiting)
            return result

    def _alone(self, report: Report) -> Result | Skipped:
        """The claims of a report read in a process of its own, so that no other suffers from it."""
        with self._executor(1) as single:
            try:
                return report, single.submit(_claims, report, self.overlays).result()
            except BrokenProcessPool:
                return Skipped(report.id, "the process that read it died")

    def _again(self, waiting: Sequence[Found]) -> None:
        """Starts anew on everything that still waits."""
        self.executor.shutdown(cancel_futures=True)
        self.executor = self._executor(self.jobs)
        self.futures.clear()
        for item in waiting:
            self.submit(item)
