"""Sayso's claims against annotated reports: figures, misses, their causes, and floors under the figures."""

from sayso.evaluate.alike import alike
from sayso.evaluate.causes import Fault, cause_table, faults
from sayso.evaluate.compare import Comparison, Pair, compare
from sayso.evaluate.figures import by_kind, counts, figures
from sayso.evaluate.floors import Floor, fallen, pin, read_floors
from sayso.evaluate.folds import folds_at_random, folds_by_outlet, outlet_key
from sayso.evaluate.gold import AnnotatedReport, Annotation, gold_digest, read_gold

__all__ = [
    "AnnotatedReport",
    "Annotation",
    "Comparison",
    "Fault",
    "Floor",
    "Pair",
    "alike",
    "by_kind",
    "cause_table",
    "compare",
    "counts",
    "fallen",
    "faults",
    "figures",
    "folds_at_random",
    "folds_by_outlet",
    "gold_digest",
    "outlet_key",
    "pin",
    "read_floors",
    "read_gold",
]
