"""The ledger in a browser: reads it, and writes decisions. `serve` starts it; see docs/review.md."""

from __future__ import annotations

from sayso.review.serve import serve

__all__ = ["serve"]
