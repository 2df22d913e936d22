"""The bar appears only when work takes long, on a terminal, beside output that is not on it."""

from __future__ import annotations

import sys

import pytest

from sayso.cli.progress import PATIENCE, Progress


class Terminal:
    """Stands in for a stream that is a terminal."""

    def __init__(self, terminal: bool) -> None:
        self.terminal = terminal
        self.encoding = "utf-8"
        self.written = ""

    def isatty(self) -> bool:
        return self.terminal

    def write(self, text: str) -> int:
        self.written += text
        return len(text)

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("out", "err", "silent", "seconds", "drawn"),
    [
        (False, True, False, PATIENCE + 0.1, True),
        (False, True, False, PATIENCE - 0.1, False),
        (True, True, False, PATIENCE + 0.1, False),
        (True, True, True, PATIENCE + 0.1, True),
        (False, False, True, PATIENCE + 0.1, False),
    ],
)
def test_when_a_bar_is_drawn(
    out: bool, err: bool, silent: bool, seconds: float, drawn: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Terminal(err)
    monkeypatch.setattr(sys, "stdout", Terminal(out))
    monkeypatch.setattr(sys, "stderr", screen)
    times = iter([0.0, seconds])
    with Progress(100, clock=lambda: next(times), silent=silent) as progress:
        progress.advance(60)
        assert (progress.bar is not None) == drawn
    assert progress.done == 60
    assert ("60%" in screen.written) == drawn
