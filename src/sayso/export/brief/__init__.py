"""A brief: one page for a reader in a hurry, whose every number leads to the words it rests on."""

from sayso.export.brief.brief import FORMAT, in_order, write_brief

__all__ = ["FORMAT", "in_order", "write_brief"]
