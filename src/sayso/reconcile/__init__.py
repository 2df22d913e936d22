"""Figures with provable bounds, and why, from what many reports say: the pure stage behind linking."""

from sayso.reconcile.figure import Figures, figure
from sayso.reconcile.over_time import over_time
from sayso.reconcile.questions import raised, read_questions
from sayso.reconcile.rows import figure_row, question_row
from sayso.reconcile.weighing import weights

__all__ = [
    "Figures", "figure", "figure_row", "over_time", "question_row", "raised",
    "read_questions", "weights",
]  # fmt: skip
