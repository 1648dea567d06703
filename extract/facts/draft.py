"""What has been gathered from the tables of a document so far, table by table."""

from __future__ import annotations

import msgspec

from extract.facts.table_doubts import TableDoubt
from extract.model import Drawn, Fact, Grid, Problem, Span, Table, TableCell, TextBlock
from extract.sheet.parts import Declared
from extract.sheet.wording import shown


class Draft(msgspec.Struct, kw_only=True):
    """What has been gathered so far. Local to this stage; handed on frozen.

    `before`: the lines next before each table.
    """

    tables: list[Table]
    facts: list[Fact]
    blanks: list[Fact]
    problems: list[Problem]
    words: list[TextBlock]
    declared: list[Declared | None] = []
    captions: dict[str, tuple[str, ...]] = {}
    before: dict[str, tuple[str, ...]] = {}
    drawn: dict[str, Drawn] = {}
    doubts: list[TableDoubt] = []
    labels: list[tuple[Span, tuple[str, ...]]] = []
    """Labels of rows whose words hold figures, with the path of the row."""

    def take(self, part: Draft) -> None:
        """All that was gathered from one more table."""
        for into, more in (
            (self.tables, part.tables),
            (self.facts, part.facts),
            (self.blanks, part.blanks),
            (self.problems, part.problems),
            (self.words, part.words),
            (self.declared, part.declared),
            (self.doubts, part.doubts),
            (self.labels, part.labels),
        ):
            into.extend(more)  # type: ignore[arg-type]
        self.captions |= part.captions
        self.before |= part.before
        self.drawn |= part.drawn


def empty_draft() -> Draft:
    """A draft without anything in it."""
    return Draft(tables=[], facts=[], blanks=[], problems=[], words=[])


def unread_table(grid: Grid, name: str) -> Table:
    """A table of which nothing was understood: its cells as printed."""
    cells = tuple(
        TableCell(row=c.row, column=c.column, row_span=c.row_span, column_span=c.column_span, role="unknown",
                  text=shown(c.span), location=c.span.location)
        for c in grid.cells
    )  # fmt: skip
    return Table(id=name, location=grid.location, rows=grid.rows, columns=grid.columns, cells=cells)
