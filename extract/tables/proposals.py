"""Proposals for the tables of a page, and the choice among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.model import Box
from extract.model.layout import Layout
from extract.tables.aligned import find_aligned
from extract.tables.pdf_grid import Found
from extract.tables.ruled import find_ruled

Second = Callable[[], Sequence[Box]]


def layout_to_tables(layout: Layout, second: Second | None = None) -> tuple[list[Found], list[str]]:
    """Tables of a page in reading order, and the names of the costly proposers that were asked."""
    found, charts = find_ruled(layout)
    found += find_aligned(layout, [table.box for table in found] + charts)
    found.sort(key=lambda t: (t.box[1], t.box[0]))
    return found, []
