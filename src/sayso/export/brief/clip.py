"""Outlines cut to a box, by Sutherland and Hodgman's way: along one edge after the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]
Box = tuple[float, float, float, float]


def clipped(ring: Ring, box: Box) -> Ring:
    """The part of a closed ring inside a box (west, south, east, north), closed along its edges.

    >>> clipped([(0, 0), (4, 0), (4, 4), (0, 4), (0, 0)], (2, 2, 9, 9))
    [(4, 2.0), (4, 4), (2.0, 4), (2.0, 2.0), (4, 2.0)]
    """
    west, south, east, north = box
    if not any(west <= x <= east for x, _ in ring) and not _spans(ring, 0, west, east):
        return []
    for axis, edge, is_inside in (
        (0, west, _at_least(west)), (0, east, _at_most(east)),
        (1, south, _at_least(south)), (1, north, _at_most(north)),
    ):  # fmt: skip
        ring = _cut(ring, axis, edge, is_inside)
    return ring


def _spans(ring: Ring, axis: int, low: float, high: float) -> bool:
    values = [point[axis] for point in ring]
    return min(values) < low and max(values) > high


def _at_least(edge: float) -> Callable[[float], bool]:
    return lambda value: value >= edge


def _at_most(edge: float) -> Callable[[float], bool]:
    return lambda value: value <= edge


def _cut(ring: Ring, axis: int, edge: float, is_inside: Callable[[float], bool]) -> Ring:
    """What lies on one side of an edge; the ring is closed before and after."""
    kept: Ring = []
    for one, other in pairwise(ring):
        if is_inside(one[axis]):
            kept.append(one)
        if is_inside(one[axis]) != is_inside(other[axis]):
            share = (edge - one[axis]) / (other[axis] - one[axis])
            across = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
            kept.append((edge, across) if axis == 0 else (across, edge))
    return [*kept, kept[0]] if kept else []
