"""The numbers of a figure as they are printed, and the question it answers in words."""

from __future__ import annotations

from typing import Final

from sayso.concluded import Figure
from sayso.records import Hedge

OPEN: Final = "open"
NONE: Final = "–"
_SIGN: Final[dict[Hedge, str]] = {
    "exact": "", "range": "", "at_least": "≥ ", "more_than": "> ", "about": "≈ ", "nearly": "≈ ",
    "up_to": "≤ ", "fewer_than": "< ", "vague": "≥ ",
}  # fmt: skip


def answered(figure: Figure) -> bool:
    """Does anybody count what is asked, or cap it? "0 or more" by nobody is no answer."""
    return figure.low is not None and (figure.low > 0 or figure.high is not None or bool(figure.origins))


def low_of(figure: Figure) -> str:
    """The low end; a dash where there is no answer."""
    return f"{figure.low:,}" if answered(figure) else NONE


def high_of(figure: Figure) -> str:
    """The high end; "open" where nothing caps it."""
    if figure.high is None:
        return OPEN if answered(figure) else NONE
    return f"{figure.high:,}"


def best_of(figure: Figure) -> str:
    """The best number as it was said: "> 45,000" for 45,001 that is "more than 45,000"."""
    if figure.best is None or not answered(figure):
        return NONE
    said = figure.best - 1 if figure.best_hedge == "more_than" and figure.best else figure.best
    return f"{_SIGN[figure.best_hedge or 'exact']}{said:,}"
