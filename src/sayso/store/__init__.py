"""The ledger: what was read, extracted and ruled, kept for good."""

from sayso.store.ledger import Ledger, Outcome, open_ledger
from sayso.store.search import Filters

__all__ = ["Filters", "Ledger", "Outcome", "open_ledger"]
