"""A bar on standard error, shown only once the work has taken a while."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final

PATIENCE: Final = 2.0  # seconds without a bar


class Progress:
    """Counts the bytes, or whatever else, that are done; from `PATIENCE` on it draws how far that is.

    Nothing is drawn where standard error is no terminal, or where what is printed meanwhile on the same
    terminal shows well enough that work goes on.
    """

    def __init__(
        self,
        total: int,
        clock: Callable[[], float] = time.monotonic,
        *,
        silent: bool = False,
        doing: str = "reading",
    ) -> None:
        self.total, self.clock, self.doing = total, clock, doing
        self.done = 0
        self.wanted = sys.stderr.isatty() and (silent or not sys.stdout.isatty())
        self.bar: Any = None

    def __enter__(self) -> Progress:
        self.began = self.clock()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.stop()

    def advance(self, size: int) -> None:
        """So many bytes more are done."""
        self.done += size
        if not self.wanted:
            return
        if self.bar is None and self.clock() - self.began > PATIENCE:
            self._draw()
        if self.bar is not None:
            self.bar.update(self.task, completed=self.done)

    def follow(self, done: int, total: int) -> None:
        """So many of so many are done."""
        self.total = total
        self.advance(done - self.done)

    def _draw(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn(self.doing), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self.bar = Bar(*columns, console=Console(stderr=True), transient=True)
        self.task = self.bar.add_task(self.doing, total=self.total or None)
        self.bar.start()
