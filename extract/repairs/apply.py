"""The rules in the order they are applied, and the account they are held to."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from extract.faults import contained
from extract.model import Block, Grid, GridBlock, Location, Page, Problem, Problems, Reading, Settings, Span
from extract.repairs.aside_torn import aside_torn
from extract.repairs.captions import Carried, begins_with_table, captions, pages_to_heads
from extract.repairs.column_shift import column_shift
from extract.repairs.continued_table import continued_table
from extract.repairs.decoration_glyphs import decoration_glyphs
from extract.repairs.ghost_row import ghost_row
from extract.repairs.header_fused import header_fused
from extract.repairs.header_shifted import header_shifted
from extract.repairs.header_spanned import header_spanned
from extract.repairs.header_torn import header_torn
from extract.repairs.header_under_spans import header_under_spans
from extract.repairs.label_fused import label_fused
from extract.repairs.label_split import label_split
from extract.repairs.label_wrapped import label_wrapped
from extract.repairs.line_number_column import line_number_column
from extract.repairs.mark_behind_figure import mark_behind_figure
from extract.repairs.markup_residue import markup_residue
from extract.repairs.merged_cell_printed_once import merged_cell_printed_once
from extract.repairs.merged_cells import merged_cells
from extract.repairs.note_column import note_column
from extract.repairs.pair_torn import pair_torn
from extract.repairs.percent_amount_fused import percent_amount_fused
from extract.repairs.reading_order_bottom_up import reading_order_bottom_up
from extract.repairs.rows_fused import rows_fused
from extract.repairs.scrambled_chart import scrambled_chart
from extract.repairs.sign_apart import sign_apart
from extract.repairs.stacked_tables import stacked_tables

Rule = Callable[[Grid], Grid]

# Markup hides figures from every later rule; columns must be right before headers are put over them.
BEFORE: tuple[Rule, ...] = (
    markup_residue,
    decoration_glyphs,
    mark_behind_figure,
    sign_apart,
    rows_fused,
    scrambled_chart,
    reading_order_bottom_up,
)
RULES: tuple[Rule, ...] = (
    note_column,
    line_number_column,
    ghost_row,
    label_split,
    column_shift,
    pair_torn,
    aside_torn,
    percent_amount_fused,
    merged_cells,
    header_torn,
    header_fused,
    header_under_spans,
    header_shifted,
    header_spanned,
    label_fused,
    label_wrapped,
    merged_cell_printed_once,
)
# Rules that may leave digits out: footnote marks, values printed a second time, headers that cannot be read.
DROPPING: frozenset[Rule] = frozenset({markup_residue, merged_cells, header_spanned})


def repair_grids(reading: Reading, settings: Settings) -> tuple[Reading, Problems]:
    """All tables of a document with the damage undone that needs no arithmetic."""
    pages: list[Page] = []
    faults: list[Problem] = []
    carried, heads = Carried(), pages_to_heads(reading.pages)
    for page in reading.pages:
        drawn = list(page.blocks)
        if not begins_with_table(page, heads):
            carried.waiting = []
        with contained(faults, "the captions of tables", Location(page=page.number)):
            drawn = continued_table(captions(drawn, carried))
        blocks: list[Block] = []
        for block in drawn:
            if isinstance(block, GridBlock):
                blocks += [GridBlock(grid) for grid in repair_grid(block.grid, faults)]
            else:
                blocks.append(block)
        pages.append(msgspec.structs.replace(page, blocks=tuple(blocks)))
    return msgspec.structs.replace(reading, pages=tuple(pages)), tuple(faults)


def repair_grid(grid: Grid, faults: list[Problem]) -> tuple[Grid, ...]:
    """One grid as its reader drew it → the tables it holds, repaired. A rule that fails leaves the grid as it was."""
    grid = _repaired(grid, BEFORE, faults)
    if grid.form == "chart":
        return (grid,)
    parts: Iterable[Grid] = (grid,)
    with contained(faults, "the rule stacked_tables", grid.location):
        parts = stacked_tables(grid)
    return tuple(_repaired(part, RULES, faults) for part in parts)


def _repaired(grid: Grid, rules: Iterable[Rule], faults: list[Problem]) -> Grid:
    for rule in rules:
        with contained(faults, f"the rule {rule.__name__}", grid.location):
            grid = _hold(rule, grid)
    return grid


def _hold(rule: Rule, grid: Grid) -> Grid:
    """Apply a rule; take its work back when it lost or invented a digit (only a caption may lend some)."""
    repaired = rule(grid)
    if repaired is grid:
        return grid
    if not _digits_moved(grid, repaired):
        return repaired
    before = _digits(cell.span for cell in grid.cells)
    after = _digits(cell.span for cell in repaired.cells)
    lost, invented = before - after, after - before - _digits(grid.caption)
    return grid if invented or (lost and rule not in DROPPING) else repaired


def _digits_moved(grid: Grid, repaired: Grid) -> bool:
    """Whether the cells that are new stand for other digits than those that are gone; most cells stay as they are."""
    was, now = ({id(cell.span): cell.span for cell in each.cells} for each in (grid, repaired))
    gone = _digits(span for at, span in was.items() if at not in now)
    return gone != _digits(span for at, span in now.items() if at not in was)


def _digits(spans: Iterable[Span]) -> set[tuple[int, int]]:
    """The places (line, character) of all digits; a PDF's have none, its words are checked by its reader."""
    places: set[tuple[int, int]] = set()
    for span in spans:
        for part in span.parts:
            where = part.location
            if where.line is None or where.start is None:
                continue
            for i, character in enumerate(span.text[part.start : part.end]):
                if character.isdigit():
                    places.add((where.line, where.start + i))
    return places
