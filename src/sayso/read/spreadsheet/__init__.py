"""A user's own spreadsheet, CSV or Excel, with a mapping that says what its columns mean."""

from sayso.read.spreadsheet.rows import read_rows

__all__ = ["read_rows"]
