"""What the bench works on: documents of sheets and prose, every printed number of which is a truth.

A cell is a run of pieces. A piece that is the print of a truth carries its id; everything else (currency signs,
brackets of damage, ghosts) is a piece without one. Damage moves, joins, changes and drops pieces; truths never change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True)
class Span:
    """A period of time; `start` is None for an instant."""

    start: date | None
    end: date


@dataclass(frozen=True)
class Sense:
    """What a number is besides its amount: how it stands to others, how real it is, and of whom.

    `scenario` is None where nothing is asked of it; `version` tells two plans for one period apart.
    """

    kind: Literal["level", "change", "share"] = "level"
    scenario: Literal["actual", "forecast"] | None = "actual"
    version: Literal["previous", "revised"] | None = None
    scope: Literal["consolidated", "non_consolidated"] = "consolidated"


@dataclass(frozen=True)
class Truth:
    """What was printed before any damage: value in base units (percent as printed), unit, period, row and column.

    `parents` are the headings that may stand over the row in its path; `needed` is the one without which its label
    names another row of the sheet as well.
    """

    id: str
    sheet: str
    row: int
    column: int
    label: str
    header: str
    printed: str
    value: Decimal | None
    unit: str
    period: Span | None
    scale: int = 0
    parents: frozenset[str] = frozenset()
    needed: str | None = None
    sense: Sense = Sense()
    member: bool = False  # only the heading says of whom the column is


@dataclass(frozen=True)
class Piece:
    text: str
    truth: str | None = None


@dataclass
class Cell:
    pieces: list[Piece] = field(default_factory=list)
    span: int = 1

    @staticmethod
    def of(text: str, truth: str | None = None, span: int = 1) -> Cell:
        return Cell([Piece(text, truth)] if text else [], span)

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def truths(self) -> list[str]:
        return [piece.truth for piece in self.pieces if piece.truth is not None]

    def copy(self) -> Cell:
        return Cell(list(self.pieces), self.span)


RowKind = Literal["heading", "item", "total", "extra"]


@dataclass
class Row:
    label: Cell
    cells: list[Cell]
    kind: RowKind = "item"
    level: int = 0
    home: int = -1  # row number in the undamaged sheet, -1 for rows that damage added

    @property
    def truths(self) -> list[str]:
        return [truth for cell in self.cells for truth in cell.truths]


@dataclass(frozen=True)
class Column:
    """What a value column holds. `base` and `other` name the columns it was computed from."""

    kind: Literal["amount", "share", "change", "difference", "translated", "member"]
    header: tuple[str, ...]
    period: Span | None
    base: int | None = None
    other: int | None = None
    scenario: Literal["actual", "forecast"] = "actual"
    version: Literal["previous", "revised"] | None = None


@dataclass
class Sheet:
    key: str
    title: str
    unit: str  # the line that declares the unit, "" when it stands elsewhere or is lost
    columns: list[Column]
    header: list[list[Cell]]  # rows of cells, the first of each row over the labels
    rows: list[Row]
    statement: str
    relations: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    lost: bool = False  # the chart of which nothing but its legend is left
    header_last: bool = False

    def copy(self) -> Sheet:
        return replace(
            self,
            header=[[cell.copy() for cell in row] for row in self.header],
            rows=[replace(row, label=row.label.copy(), cells=[c.copy() for c in row.cells]) for row in self.rows],
        )

    @property
    def width(self) -> int:
        return len(self.columns)

    @property
    def headings(self) -> list[str]:
        return [row.label.text for row in self.rows if row.kind == "heading"]

    def values(self) -> Iterator[tuple[int, int, Cell]]:
        """Cells that print exactly one truth."""
        for i, row in enumerate(self.rows):
            for j, cell in enumerate(row.cells):
                if len(cell.truths) == 1:
                    yield i, j, cell


@dataclass
class Prose:
    pieces: list[Piece]
    heading: int = 0
    opens: bool = False  # stands before all tables and speaks of the document


@dataclass
class Document:
    name: str
    language: str
    items: list[Sheet | Prose]
    truths: dict[str, Truth]
    touched: dict[str, str] = field(default_factory=dict)  # truth id -> class of the damage that hit it
    ambiguous: set[str] = field(default_factory=set)  # nothing left in the document tells: right only when flagged
    relabelled: set[str] = field(default_factory=set)  # truths whose row label is no longer printed as it was
    partial: bool = False  # only some of the numbers are known: facts without a truth say nothing

    def copy(self) -> Document:
        items = [
            item.copy() if isinstance(item, Sheet) else Prose(list(item.pieces), item.heading, item.opens)
            for item in self.items
        ]
        return Document(
            self.name,
            self.language,
            items,
            self.truths,
            dict(self.touched),
            set(self.ambiguous),
            set(self.relabelled),
            self.partial,
        )

    @property
    def sheets(self) -> list[Sheet]:
        return [item for item in self.items if isinstance(item, Sheet)]

    def printed(self) -> set[str]:
        """Truths that still stand somewhere, whole or not."""
        found: set[str] = set()
        for item in self.items:
            if isinstance(item, Prose):
                found.update(piece.truth for piece in item.pieces if piece.truth)
            elif not item.lost:
                found.update(truth for row in item.rows for truth in row.truths)
        return found

    def redundancy(self) -> dict[str, int]:
        """For each truth, how many identities (within tables, with prose, between tables) it takes part in.

        Of a table of which only some numbers are known, at least one is assumed for each.
        """
        count = dict.fromkeys(self.truths, int(self.partial))
        for sheet in self.sheets:
            for _, members in sheet.relations:
                for member in members & count.keys():
                    count[member] += 1
        same: dict[tuple[Decimal | None, str, Span | None], list[str]] = {}
        for truth in self.truths.values():
            same.setdefault((truth.value, truth.unit, truth.period), []).append(truth.id)
        for group in same.values():
            if len(group) > 1:
                for member in group:
                    count[member] += 1
        return count
