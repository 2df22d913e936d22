"""Links claims of the same happening, and tells whose word each number is."""

from sayso.link.explain import Held, explain
from sayso.link.linker import Linker

__all__ = ["Held", "Linker", "explain"]
