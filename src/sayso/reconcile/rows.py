"""A figure as one JSON object: what the command line, files and pages put out."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from sayso.concluded import Figure, Question


def figure_row(figure: Figure) -> dict[str, Any]:
    """The public fields of a figure in their order.

    >>> figure_row(figure)["high"], figure_row(figure)["origins"]
    (None, 3)

    `high` null is no ceiling; `low` null too means that no word bears on the question. `origins` counts the
    independent sources that `independent` names; days are ISO dates; `claims` are document#id.
    """
    told = asdict(figure)
    told.pop("question")
    return {
        "question": question_row(figure.question),
        "policy": told.pop("policy"),
        "low": told.pop("low"),
        "high": told.pop("high"),
        "best": told.pop("best"),
        "best_hedge": told.pop("best_hedge"),
        "origins": len(figure.origins),
        "independent": list(told.pop("origins")),
        **{name: _plain(value) for name, value in told.items()},
    }


def question_row(question: Question) -> dict[str, Any]:
    """A question's public fields: its days under the names of a file of questions."""
    renamed = {"first": "from", "last": "to"}
    return {
        renamed.get(each.name, each.name): _plain(getattr(question, each.name)) for each in fields(question)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value
