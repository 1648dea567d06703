"""Rows for which a sum holds in no column: the same misprint in all of them, figures exchanged, one in the next column.

    Selling expenses    86,114   170,882
    Research            23,909    32,957     28,909 and 37,957 in print: 3 for 8 and 2 for 7 at one place
    Operating costs    115,023   208,839

One row that explains by such a slip why a total fails in each of its columns is no accident, if the figures have
digits enough. Nothing is mended by it: the sum is one that fails, and its figures are in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from math import log2
from typing import NamedTuple

from extract.prove.readings import digit_edits

_READINGS = 40  # figures that are one misprint away from one of five digits
_ONE_MISPRINT = 2
_MOST_LANES = 4


class BrokenLane(NamedTuple):
    """The parts of a sum and its total, each with its sign, so that they should make nothing; None where one is not
    printed. `room` is the last place of the lane, as an integer of the view."""

    figures: tuple[int | None, ...]
    room: int

    @property
    def residual(self) -> int:
        return sum(figure or 0 for figure in self.figures)


def broken_row(lanes: Sequence[BrokenLane | None]) -> tuple[tuple[int, ...], float]:
    """The lanes that fail by one row, and how many bits tell that; none where no one row explains all lanes.

    >>> broken_row([BrokenLane((86114, 23909, -115023), 1), BrokenLane((170882, 32957, -208839), 1)])[0]
    (0, 1)
    >>> broken_row([BrokenLane((86114, 37957, -115023), 1), BrokenLane((170882, 28909, -199791 - 9048), 1)])[0]
    (0, 1)
    >>> broken_row([BrokenLane((86114, None, -115023), 1), BrokenLane((170882, 28909, -208839), 1)])[0]
    (1,)
    >>> broken_row([BrokenLane((86114, 24000, -115023), 1), BrokenLane((170882, 32957, -208839), 1)])[0]
    ()
    """
    known = [(at, lane) for at, lane in enumerate(lanes) if lane is not None]
    if not 2 <= len(known) <= _MOST_LANES or len({len(lane.figures) for _, lane in known}) > 1:
        return (), 0.0
    told = [log2(max(map(abs, (f or 0 for f in lane.figures))) / lane.room / len(lane.figures)) for _, lane in known]
    rows = len(known[0][1].figures)
    for row in range(rows):
        if any(None in lane.figures[:row] + lane.figures[row + 1 :] for _, lane in known):
            continue
        figures = [lane.figures[row] for _, lane in known]
        wanted = [(lane.figures[row] or 0) - lane.residual for _, lane in known]
        rooms = [lane.room for _, lane in known]
        failing = tuple(at for (at, lane), figure in zip(known, figures, strict=True) if figure is not None)
        if None in figures:
            slipped = [figure for figure in figures if figure is not None]
            holes = [want for figure, want in zip(figures, wanted, strict=True) if figure is None]
            if len(holes) == 1 and holes[0] in slipped and _fails(known, row):
                return failing, max(told) - log2(rows * len(known))
        elif not all(lane.residual for _, lane in known):
            continue
        elif any(list(order) == wanted for order in permutations(figures)):
            return failing, sum(told) - log2(rows)
        elif all(map(_one_misprint, figures, wanted, rooms)):
            return failing, sum(bits - log2(_READINGS) for bits in told) - log2(rows)
    return (), 0.0


def _fails(known: Sequence[tuple[int, BrokenLane]], row: int) -> bool:
    """Whether the sum fails wherever the figure of this row is printed."""
    return all(lane.residual for _, lane in known if lane.figures[row] is not None)


def _one_misprint(figure: int | None, wanted: int, room: int) -> bool:
    """Whether one digit read otherwise, lost or doubled makes one figure of the other, and rounding does not."""
    if figure is None or wanted % room or figure * wanted <= 0 or abs(wanted - figure) <= 2 * room:
        return False
    edit = digit_edits(str(abs(figure) // room), str(abs(wanted) // room))
    return edit is not None and 0 < edit[0] <= _ONE_MISPRINT
