"""Words as data: `load` reads the tables of a language, `annotate` marks their words in a text."""

from sayso.lexicon.load import Lexicon, Noun, Numeral, Trigger, load
from sayso.lexicon.match import Hit, Reading, annotate

__all__ = ["Hit", "Lexicon", "Noun", "Numeral", "Reading", "Trigger", "annotate", "load"]
