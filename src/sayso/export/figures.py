"""Figures as JSON and CSV, for programs and spreadsheets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sayso.concluded import Answer, Figure
from sayso.export.asked import asked
from sayso.export.csv import cells_line
from sayso.reconcile import figure_row, question_row

_QUESTION: Final = ("kind", "who", "side", "by", "where", "from", "to", "at", "incidents", "perspective")
_FIGURE: Final = (
    "policy",
    "low",
    "best",
    "best_hedge",
    "high",
    "provable_high",
    "origins",
    "independent",
    "claims",
    "chosen_by",
)
COLUMNS: Final = ("asked", *_QUESTION, *_FIGURE)


def answers_json(answers: Iterable[Answer]) -> str:
    """A list of figures in the order of the questions, each with its perspectives.

    [{"question": {...}, "low": 53, "high": 77, "best": 53, "origins": 3, ..., "perspectives": [...]}]
    """
    rows = [
        figure_row(each.figure) | {"perspectives": [figure_row(figure) for figure in each.perspectives]}
        for each in answers
    ]
    return _json(rows)


def tolls_json(tolls: Iterable[Sequence[Figure]]) -> str:
    """A list of tolls in the order of the questions: each the figures as of each day that changed them."""
    return _json([[figure_row(figure) for figure in toll] for toll in tolls])


def answers_csv(answers: Iterable[Answer]) -> str:
    """A record a figure: of all voices, and under it of each perspective."""
    return figures_csv(figure for each in answers for figure in (each.figure, *each.perspectives))


def figures_csv(figures: Iterable[Figure]) -> str:
    """A record a figure under a line of column names; lists stand in one cell, parted by "; "."""
    rows = (cells(each, asked(each.question)) for each in figures)
    return "".join(map(cells_line, (COLUMNS, *rows)))


def cells(figure: Figure, words: str) -> list[Any]:
    """A figure's values in the order of `COLUMNS`, under the words of its question; days are ISO dates."""
    question = question_row(figure.question)
    chosen_by = [each.who for each in figure.choices if each.moot is None]
    return [
        words,
        *(question[name] for name in _QUESTION),
        *(figure.policy, figure.low, figure.best, figure.best_hedge, figure.high, figure.provable_high),
        *(len(figure.origins), list(figure.origins), list(figure.claims), chosen_by),
    ]


def _json(rows: Any) -> str:
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
