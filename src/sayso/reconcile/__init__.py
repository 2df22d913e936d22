"""Figures with provable bounds, and why, from what many reports say: the pure stage behind linking."""

from sayso.reconcile.figure import figure, figures
from sayso.reconcile.over_time import over_time
from sayso.reconcile.perspectives import perspectives
from sayso.reconcile.questions import raised, read_questions
from sayso.reconcile.rows import figure_row, question_row
from sayso.reconcile.weighing import weights

__all__ = [
    "figure", "figure_row", "figures", "over_time", "perspectives", "question_row", "raised",
    "read_questions", "weights",
]  # fmt: skip
