"""Where the columns of a table run: intervals of its cells → tracks.

Cells of a column stand under each other, so their extents overlap, flush right, flush left, centred, or with a currency
sign and a bracket in places of their own. The unit of an extent is what the source has: a column of the screen, a
column of a markup table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Extent(NamedTuple):
    """What a cell of a row covers: from `start` up to and without `end`."""

    start: int
    end: int
    row: int


class Track(NamedTuple):
    """What a column covers, and the rows that have a cell in it."""

    start: int
    end: int
    rows: tuple[int, ...]


def extents_to_tracks(extents: Sequence[Extent]) -> list[Track]:
    """The tracks of cells, left to right.

    >>> cells = [Extent(8, 13, 0), Extent(11, 13, 1), Extent(20, 23, 0), Extent(20, 25, 1)]
    >>> [(track.start, track.end) for track in extents_to_tracks(cells)]
    [(8, 13), (20, 25)]

    Where a cell over two columns makes one of them, the rows with the most cells say how many there are.
    """
    clusters: list[list[Extent]] = []
    right = 0
    for extent in sorted(extents):
        if clusters and extent.start < right:
            clusters[-1].append(extent)
            right = max(right, extent.end)
        else:
            clusters.append([extent])
            right = extent.end
    return [track for cluster in clusters for track in _tracks(cluster)]


def _tracks(cluster: list[Extent]) -> list[Track]:
    """A cluster of overlapping cells to as many tracks as its fullest row has cells."""
    by_row: dict[int, list[Extent]] = {}
    for extent in cluster:
        by_row.setdefault(extent.row, []).append(extent)
    most = max(len(cells) for cells in by_row.values())
    first, last = cluster[0].start, max(extent.end for extent in cluster)
    if most == 1:
        return [Track(first, last, tuple(extent.row for extent in cluster))]
    full = [cells for cells in by_row.values() if len(cells) == most]
    steps = Counter[int]()
    for extent in cluster:
        steps[extent.start + 1] += 1
        steps[extent.end] -= 1
    crossed = list(accumulate(steps[at] for at in range(first, last + 1)))
    cuts: list[int] = []
    for n in range(most - 1):
        # Between two columns lies the place that the fewest cells cross.
        low, high = max(cells[n].end for cells in full), min(cells[n + 1].start for cells in full)
        if low > high:
            low, high = full[0][n].end, full[0][n + 1].start
        cuts.append(min(range(low, high + 1), key=lambda at: (crossed[at - first], -at)))
    parts: list[list[Extent]] = [[] for _ in range(most)]
    for extent in cluster:
        parts[sum(2 * cut <= extent.start + extent.end for cut in cuts)].append(extent)
    bounds = [first, *cuts, last]
    tracks = []
    for n, part in enumerate(parts):
        inside = [e for e in part if bounds[n] <= e.start and e.end <= bounds[n + 1]] or part
        if inside:
            rows = tuple(extent.row for extent in part)
            tracks.append(Track(min(e.start for e in inside), max(e.end for e in inside), rows))
    return tracks
