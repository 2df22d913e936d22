"""Reads reports: plain text, saved HTML pages, JSON, JSONL; from files, folders, standard input."""

from sayso.read.files import STANDARD_INPUT, files_of, read, read_each
from sayso.read.report import Given, Skipped

__all__ = ["STANDARD_INPUT", "Given", "Skipped", "files_of", "read", "read_each"]
