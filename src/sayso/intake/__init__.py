"""From files and addresses to reports with their claims, and with them into a ledger."""

from __future__ import annotations
