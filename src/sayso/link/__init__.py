"""Links claims of the same happening, and tells whose word each number is."""

from sayso.link.explain import Held, explain
from sayso.link.linker import Linker, Part
from sayso.link.origins import Origins, Text, texts_of
from sayso.link.telling import Telling
from sayso.link.terms import Terms

__all__ = ["Held", "Linker", "Origins", "Part", "Telling", "Terms", "Text", "explain", "texts_of"]
