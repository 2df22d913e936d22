"""Folds that hold out whole outlets: what is learned must hold on outlets it has not seen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

T = TypeVar("T")

FOLDS: Final = 5
_WEB_ADDRESS: Final = re.compile(r"^(?:https?://)?(?:www\.|news\.|m\.)*")
_SUFFIX: Final = re.compile(r"(?:\.(?:com?|org|net|int|gov|info|me|[a-z]{2}))+(?:/.*)?$")


def outlet_key(outlet: str | None) -> str:
    """An outlet's name with its spellings folded; "" where a report names none.

    >>> outlet_key("Daily Sabah") == outlet_key("http://www.dailysabah.com") == "dailysabah"
    True
    """
    name = _WEB_ADDRESS.sub("", (outlet or "").casefold().partition("(")[0].strip())
    return re.sub(r"^the |\W+", "", _SUFFIX.sub("", name))


def folds_by_outlet(
    items: Sequence[T], outlet_of: Callable[[T], str | None], folds: int = FOLDS
) -> Iterator[tuple[list[T], list[T]]]:
    """(kept, held out) for each fold; no outlet stands on both sides, every item is held out once.

    The largest outlets go first, each to the fold that is smallest so far, so folds are of like size; the
    result depends on the items alone, not on their order. Items without an outlet are one outlet.
    """
    by_outlet: dict[str, list[T]] = {}
    for item in items:
        by_outlet.setdefault(outlet_key(outlet_of(item)), []).append(item)
    sizes = [0] * folds
    fold_of = {}
    for outlet, members in sorted(by_outlet.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        smallest = min(range(folds), key=lambda fold: (sizes[fold], fold))
        fold_of[outlet] = smallest
        sizes[smallest] += len(members)
    yield from _split(items, lambda item: fold_of[outlet_key(outlet_of(item))], folds)


def folds_at_random(
    items: Sequence[T], name_of: Callable[[T], str], folds: int = FOLDS
) -> Iterator[tuple[list[T], list[T]]]:
    """(kept, held out) for each fold, dealt by a digest of the names: the figure that promises too much."""

    def fold_of(item: T) -> int:
        return int(hashlib.sha256(name_of(item).encode()).hexdigest(), 16) % folds

    yield from _split(items, fold_of, folds)


def _split(items: Sequence[T], fold_of: Callable[[T], int], folds: int) -> Iterator[tuple[list[T], list[T]]]:
    numbers = [fold_of(item) for item in items]
    for fold in range(folds):
        kept = [item for item, number in zip(items, numbers, strict=True) if number != fold]
        held_out = [item for item, number in zip(items, numbers, strict=True) if number == fold]
        if held_out:
            yield kept, held_out
