"""Sayso's claims against annotated reports: figures, and floors under them."""

from sayso.evaluate.alike import alike
from sayso.evaluate.compare import Comparison, Pair, compare
from sayso.evaluate.figures import by_kind, counts, figures
from sayso.evaluate.floors import Floor, fallen, pin, read_floors
from sayso.evaluate.folds import folds_at_random, folds_by_outlet, outlet_key
from sayso.evaluate.gold import AnnotatedReport, Annotation, gold_digest, read_gold
from sayso.evaluate.table import figure_table

__all__ = [
    "AnnotatedReport",
    "Annotation",
    "Comparison",
    "Floor",
    "Pair",
    "alike",
    "by_kind",
    "compare",
    "counts",
    "fallen",
    "figure_table",
    "figures",
    "folds_at_random",
    "folds_by_outlet",
    "gold_digest",
    "outlet_key",
    "pin",
    "read_floors",
    "read_gold",
]
