"""How reports, claims and agents are called in RDF: by the digest of the text, wherever it is read."""

from __future__ import annotations

import base64
import hashlib

from sayso.records import Quote


def report_name(digest: str) -> str:
    """A text by its digest (RFC 6920), the same in every ledger.

    >>> report_name("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    'ni:///sha-256;47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU'
    """
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(digest)).rstrip(b'=').decode()}"


def quote_name(digest: str, quote: Quote) -> str:
    """A stretch of a text, in code points (RFC 5147)."""
    return f"{report_name(digest)}#char={quote.start},{quote.end}"


def claim_name(digest: str, claim: str) -> str:
    """A claim of a report."""
    return f"{report_name(digest)}#claim-{claim}"


def blank(kind: str, words: str) -> str:
    """A name inside one file: of an agent, a run, an act, none of which has a name in the whole world."""
    return f"_:{kind}-{hashlib.sha256(words.encode()).hexdigest()[:16]}"
