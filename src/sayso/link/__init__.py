"""Links claims of the same happening, and tells whose word each number is."""

from sayso.link.copies import Copy, copies
from sayso.link.explain import Held, explain
from sayso.link.linker import Linker
from sayso.link.origins import origins

__all__ = ["Copy", "Held", "Linker", "copies", "explain", "origins"]
