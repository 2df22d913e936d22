"""The ledger: what was read, extracted and ruled, kept for good."""

from sayso.store.accounts import ROLES, Role, StoredAccounts, Token, User
from sayso.store.addition import Outcome
from sayso.store.ledger import Ledger, open_ledger
from sayso.store.linked import Links
from sayso.store.paging import Page
from sayso.store.rereading import Reread
from sayso.store.search import Filters
from sayso.store.visits import Visits

__all__ = [
    "ROLES",
    "Filters",
    "Ledger",
    "Links",
    "Outcome",
    "Page",
    "Reread",
    "Role",
    "StoredAccounts",
    "Token",
    "User",
    "Visits",
    "open_ledger",
]
