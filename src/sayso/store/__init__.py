"""The ledger: what was read, extracted and ruled, kept for good."""

from sayso.store.addition import Outcome
from sayso.store.ledger import Ledger, open_ledger
from sayso.store.linked import Links
from sayso.store.rereading import Reread
from sayso.store.search import Filters

__all__ = ["Filters", "Ledger", "Links", "Outcome", "Reread", "open_ledger"]
