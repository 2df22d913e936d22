"""The ledger: what was read, extracted and ruled, kept for good."""

from sayso.store.accounts import ROLES, Role, StoredAccounts, Token, User
from sayso.store.addition import Outcome
from sayso.store.audit import Audit, Decided, Entry
from sayso.store.blackened import Name, name_of
from sayso.store.claimed import Claimed, Comment
from sayso.store.desk import Changes, Desk, Waiting
from sayso.store.disclosures import Disclosures
from sayso.store.erase import Erased
from sayso.store.heading import Heading
from sayso.store.kept import Kept
from sayso.store.ledger import Ledger, open_ledger
from sayso.store.linked import Links, Member
from sayso.store.overview import Counted, Listed, Overview
from sayso.store.paging import Page
from sayso.store.places import KindThere, Places, PlaceTold
from sayso.store.reported import Reported
from sayso.store.rereading import Reread
from sayso.store.screened import Finds
from sayso.store.search import Filters, Hidden, names_of
from sayso.store.sources import Source
from sayso.store.visits import Visits
from sayso.store.words import folded_name, has_words, words_of

__all__ = [
    "ROLES",
    "Audit",
    "Changes",
    "Claimed",
    "Comment",
    "Counted",
    "Decided",
    "Desk",
    "Disclosures",
    "Entry",
    "Erased",
    "Filters",
    "Finds",
    "Heading",
    "Hidden",
    "Kept",
    "KindThere",
    "Ledger",
    "Links",
    "Listed",
    "Member",
    "Name",
    "Outcome",
    "Overview",
    "Page",
    "PlaceTold",
    "Places",
    "Reported",
    "Reread",
    "Role",
    "Source",
    "StoredAccounts",
    "Token",
    "User",
    "Visits",
    "Waiting",
    "folded_name",
    "has_words",
    "name_of",
    "names_of",
    "open_ledger",
    "words_of",
]
