"""A figure as one JSON object: what the command line, files and pages put out."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sayso.concluded import Figure


def figure_row(figure: Figure) -> dict[str, Any]:
    """The public fields of a figure in their order.

    >>> figure_row(figure)["high"], figure_row(figure)["origins"]
    (None, 3)

    `high` null is no ceiling; `low` null too means that no word bears on the question. `origins` counts the
    independent sources that `independent` names; days are ISO dates; `claims` are document#id.
    """
    fields = asdict(figure)
    fields["question"] = _question(fields["question"])
    return {
        "question": fields.pop("question"),
        "policy": fields.pop("policy"),
        "low": fields.pop("low"),
        "high": fields.pop("high"),
        "best": fields.pop("best"),
        "best_hedge": fields.pop("best_hedge"),
        "origins": len(figure.origins),
        "independent": list(fields.pop("origins")),
        **{name: _plain(value) for name, value in fields.items()},
    }


def _question(fields: dict[str, Any]) -> dict[str, Any]:
    """The question with its days under the names of a file of questions."""
    renamed = {"first": "from", "last": "to"}
    return {renamed.get(name, name): _plain(value) for name, value in fields.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    return value
