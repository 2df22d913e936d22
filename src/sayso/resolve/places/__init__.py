"""The places of a report, and where each claim's harm happened."""

from sayso.resolve.places.find import find_places
from sayso.resolve.places.where import resolve_places

__all__ = ["find_places", "resolve_places"]
