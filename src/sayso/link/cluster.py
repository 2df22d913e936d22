"""Clusters of what is likely one: the same members give the same clusters, in whatever order they came."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def clusters(size: int, score: Callable[[int, int], int], least: int = 0) -> list[list[int]]:
    """Groups of the numbers 0..size-1, joined while the mean score of two groups is above `least`.

    >>> clusters(3, lambda i, j: 900 if (i, j) == (0, 2) else -700)
    [[0, 2], [1]]

    Scores are whole numbers, so that sums are exact; of equal means the first in order is joined. Whoever
    wants a result that does not depend on the order of arrival sorts the members beforehand.
    """
    total = np.zeros((size, size))
    for i in range(size):
        for j in range(i + 1, size):
            total[i, j] = total[j, i] = score(i, j)
    sizes = np.ones(size)
    groups: dict[int, list[int]] = {i: [i] for i in range(size)}
    while len(groups) > 1:
        mean = total / np.outer(sizes, sizes)
        np.fill_diagonal(mean, -np.inf)
        i, j = divmod(int(np.argmax(mean)), size)
        if mean[i, j] <= least:
            break
        total[i, :] += total[j, :]
        total[:, i] = total[i, :]
        total[j, :] = total[:, j] = -np.inf
        sizes[i] += sizes[j]
        groups[i] += groups.pop(j)
    return [sorted(group) for group in groups.values()]
