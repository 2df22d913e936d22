"""What of a ledger may be told to whom: names, sites and notes that are withheld by rule, and labels."""

from sayso.disclosure.disclosure import Disclosure
from sayso.disclosure.labels import Labels, strictest
from sayso.disclosure.rules import Rule, RuleId, rules
from sayso.disclosure.screen import Looked
from sayso.disclosure.screens import Screens
from sayso.disclosure.told import Told, Withheld, counted

__all__ = [
    "Disclosure",
    "Labels",
    "Looked",
    "Rule",
    "RuleId",
    "Screens",
    "Told",
    "Withheld",
    "counted",
    "rules",
    "strictest",
]
