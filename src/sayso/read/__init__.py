"""Reads reports: text, web pages, JSON, feeds, web archives, PDF; from files, folders, standard input."""

from sayso.read.files import STANDARD_INPUT, Named, files_of, read, read_each
from sayso.read.report import Found, Given, Skipped, Withdrawn

__all__ = [
    "STANDARD_INPUT",
    "Found",
    "Given",
    "Named",
    "Skipped",
    "Withdrawn",
    "files_of",
    "read",
    "read_each",
]
