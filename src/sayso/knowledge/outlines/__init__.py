"""Outlines of countries and their first-level divisions, for maps: Natural Earth, simplified."""

from sayso.knowledge.outlines.outlines import divisions, world
from sayso.knowledge.outlines.packaged import PACKAGED, PER_DEGREE, Shape, pack

__all__ = ["PACKAGED", "PER_DEGREE", "Shape", "divisions", "pack", "world"]
