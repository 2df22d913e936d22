"""Sayso: every figure, and on whose say-so.

    from sayso import extract, read

    for report in read("examples/loikaw-2023-11"):
        for claim in extract(report):
            print(claim.quantity.text, claim.kind, claim.source and claim.source.text)

Public names are loaded when they are first asked for, so that `import sayso` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.concluded import (
        Answer,
        Change,
        Choice,
        Contradiction,
        Figure,
        Limit,
        Question,
        Rung,
        Settlement,
        Unused,
        Voice,
        Word,
    )
    from sayso.errors import (
        ChartError,
        DecisionError,
        EvaluationError,
        KnowledgeError,
        LedgerError,
        LexiconError,
        MappingError,
        NotInLedgerError,
        PolicyError,
        QuestionError,
        ReportError,
        RulingConflictError,
        SaysoError,
        SettingsError,
    )
    from sayso.export.charts import range_chart, toll_chart, write_chart
    from sayso.pipeline import answer, extract, questions, read_table, toll
    from sayso.policy import POLICIES, Policy, read_policies
    from sayso.read import Given, read
    from sayso.reconcile import figure, figure_row, over_time, read_questions, weights
    from sayso.records import (
        Attribution,
        Bounds,
        Claim,
        Decision,
        Doer,
        Doubt,
        Evidence,
        Grouping,
        Harmed,
        Passage,
        Period,
        Place,
        Quantity,
        Quote,
        Report,
        Ruled,
        Ruling,
        Run,
        Unmatched,
    )
    from sayso.run import run_of
    from sayso.settings import Settings, load_settings
    from sayso.store import Filters, Ledger, Links, Reread, open_ledger

__version__ = "0.1.0"

__all__ = [
    "POLICIES",
    "Answer",
    "Attribution",
    "Bounds",
    "Change",
    "ChartError",
    "Choice",
    "Claim",
    "Contradiction",
    "Decision",
    "DecisionError",
    "Doer",
    "Doubt",
    "EvaluationError",
    "Evidence",
    "Figure",
    "Filters",
    "Given",
    "Grouping",
    "Harmed",
    "KnowledgeError",
    "Ledger",
    "LedgerError",
    "LexiconError",
    "Limit",
    "Links",
    "MappingError",
    "NotInLedgerError",
    "Passage",
    "Period",
    "Place",
    "Policy",
    "PolicyError",
    "Quantity",
    "Question",
    "QuestionError",
    "Quote",
    "Report",
    "ReportError",
    "Reread",
    "Ruled",
    "Ruling",
    "RulingConflictError",
    "Run",
    "Rung",
    "SaysoError",
    "Settings",
    "SettingsError",
    "Settlement",
    "Unmatched",
    "Unused",
    "Voice",
    "Word",
    "answer",
    "extract",
    "figure",
    "figure_row",
    "load_settings",
    "open_ledger",
    "over_time",
    "questions",
    "range_chart",
    "read",
    "read_policies",
    "read_questions",
    "read_table",
    "run_of",
    "toll",
    "toll_chart",
    "weights",
    "write_chart",
]

_HOMES = {
    "sayso.concluded": (
        "Answer", "Change", "Choice", "Contradiction", "Figure", "Limit", "Question", "Rung", "Settlement",
        "Unused", "Voice", "Word",
    ),
    "sayso.errors": (
        "ChartError", "DecisionError", "EvaluationError", "KnowledgeError", "LedgerError", "LexiconError",
        "MappingError", "NotInLedgerError", "PolicyError", "QuestionError", "ReportError",
        "RulingConflictError", "SaysoError", "SettingsError",
    ),
    "sayso.export.charts": ("range_chart", "toll_chart", "write_chart"),
    "sayso.pipeline": ("answer", "extract", "questions", "read_table", "toll"),
    "sayso.policy": ("POLICIES", "Policy", "read_policies"),
    "sayso.read": ("Given", "read"),
    "sayso.reconcile": ("figure", "figure_row", "over_time", "read_questions", "weights"),
    "sayso.records": (
        "Attribution", "Bounds", "Claim", "Decision", "Doer", "Doubt", "Evidence", "Grouping", "Harmed",
        "Passage", "Period", "Place", "Quantity", "Quote", "Report", "Ruled", "Ruling", "Run", "Unmatched",
    ),
    "sayso.run": ("run_of",),
    "sayso.settings": ("Settings", "load_settings"),
    "sayso.store": ("Filters", "Ledger", "Links", "Reread", "open_ledger"),
}  # fmt: skip
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Loads a public name from its home."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """Keeps `sayso.read` and `sayso.extract` the public verbs, whichever module is imported first.

    The folders of those stages have the same names, and Python sets a subpackage on its package when it is
    imported. The folders stay importable: `from sayso.read import files_of`.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME_OF and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
