"""What is made of a ledger a portion at a time, by one process or several, in the order of the portions."""

from __future__ import annotations

import gc
import multiprocessing
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sayso.disclosure import Withheld
from sayso.errors import ExportError, SaysoError
from sayso.intake.parallel import go_with_parent

if TYPE_CHECKING:
    from sayso.export.source import Source

AT_A_TIME: Final = 20  # reports, incidents, or incidents that are asked about
AHEAD: Final = 4  # portions a process that are made before they are asked for

T = TypeVar("T")
Portion = Sequence[Any]
# What was left out, what was withheld, and what was found in reports, by their numbers.
Taken = tuple[Counter[str], Counter[Withheld], Mapping[int, str]]
Make = Callable[["Source", Portion], T]


def portions(names: Sequence[Any]) -> list[Portion]:
    """Names in portions.

    >>> portions(["a", "b", "c"])
    [['a', 'b', 'c']]
    """
    return [names[first : first + AT_A_TIME] for first in range(0, len(names), AT_A_TIME)]


def made(source: Source, listed: Sequence[Portion], make: Make[T]) -> Iterator[T]:
    """What `make` makes of each portion of a ledger; the source hears how far that is.

    Several processes see the ledger each at its own time: a portion is as it is when it is made. Where one
    of them dies (out of memory, say) the export ends with an `ExportError`.
    """
    done, size = 0, sum(map(len, listed))
    several = source.jobs > 1 and len(listed) > 1
    for portion, each in zip(
        listed, (_by_several if several else _by_one)(source, listed, make), strict=True
    ):
        yield each
        source.tell(done := done + len(portion), size)


def _by_one(source: Source, listed: Sequence[Portion], make: Make[T]) -> Iterator[T]:
    return (make(source, portion) for portion in listed)


def _by_several(source: Source, listed: Sequence[Portion], make: Make[T]) -> Iterator[T]:
    source.share_finds()
    # Copies of this process have all that it has loaded, with the source; they must not share a connection.
    source.let_go()
    context = multiprocessing.get_context("fork")
    waiting: deque[Future[tuple[T, Taken]]] = deque()
    try:
        with ProcessPoolExecutor(source.jobs, context, initializer=_begin, initargs=(source, make)) as pool:
            try:
                for portion in listed:
                    waiting.append(pool.submit(_made, portion))
                    if len(waiting) >= AHEAD * source.jobs:
                        yield _taken(source, waiting.popleft())
                while waiting:
                    yield _taken(source, waiting.popleft())
                source.keep_finds()
            finally:
                pool.shutdown(cancel_futures=True)
    except BrokenProcessPool as error:
        raise ExportError("a process that made rows died; was there memory left? Try jobs = 1") from error


def _taken(source: Source, future: Future[tuple[T, Taken]]) -> T:
    each, taken = future.result()
    source.count(taken)
    return each


_OWN: dict[str, Any] = {}  # of a process that is a copy: its source, and what it makes


def _begin(source: Source, make: Make[T]) -> None:
    go_with_parent()
    gc.freeze()  # what it has from the first process stays: the collector need not look through it
    source.taken()  # which the first process counts
    _OWN.update(source=source, make=make)


def _made(portion: Portion) -> tuple[Any, Taken]:
    source: Source = _OWN["source"]
    try:
        each = _OWN["make"](source, portion)
    except SaysoError as error:  # others may not find their way between processes
        raise ExportError(str(error)) from None
    return each, source.taken()
