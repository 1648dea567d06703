"""What a grid looks like before anything is repaired: which rows are headers, which columns hold values.

Read by the rules: a shape is a view of one grid, which never changes; the next repair makes another grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

import regex as re

from extract.lex.fold import fold_figures as fold
from extract.lex.heading_pieces import text_to_pieces
from extract.lex.headings import unit_under_year
from extract.lex.named_in_cell import named_figures
from extract.lex.numbers import VALUE_KINDS, CellReading, Figure, is_year, read_cell
from extract.lex.periods import Mention, find_periods, read_header_period
from extract.lex.style import style
from extract.lex.units import find_units
from extract.model import Cell, Grid
from extract.vocab import active, remembered

VALUES = VALUE_KINDS

# Words that stand over columns and never in a value cell (statement terms, English and Japanese).
_HEADER_WORD = re.compile(
    r"%\s*(?:of|to|change)|\bYoY\b|\bQoQ\b|\by/y\b|\bq/q\b|\bchanges?\b|\bvariance\b|\bdifference\b|\bincrease|\bdecrease"
    r"|\btargets?\b|\bforecasts?\b|\bactuals?\b|\bresults?\b|\binitial\b|\brevised\b|\bprevious\b|\bplan\b|\bamount\b"
    r"|\bratio\b|\bcurrent\b|\bprior\b|\btotal\b|\bconsolidated\b|\bsegments?\b|\bquarter|\bfull[- ]year\b|\bmonths\b"
    r"|\byear\b|\bas of\b|\bended\b|増減|前年|前期|当期|比"
    r"|予想|計画|実績|目標|構成|金額|百分|通期|累計|中間|期末|第\d四半期|合計",
    re.I,
)


def shown(cell: Cell) -> str:
    """The text of a cell with white space runs as one blank."""
    return " ".join(cell.text.split())


_BARE_NUMBER = re.compile(r"\d{1,4}")
_DATE_END = re.compile(r"\W*\d{1,2},\s+\d{2,4}\W*")
_DAY = re.compile(r"\W*\d{1,2},\W*")
# Groups of digits that are no figure: a mark of a note, another figure or a digit too many hangs on it, or letters that
# look like digits stand among them (`2,OO5`).
_DAMAGED = re.compile(
    r"[^\p{L}\d]{0,3}(?:\d{1,6}(?:[,.']{1,2}\d{3,8})+|(?=.*\d)[\dOolISBQ]{1,3}(?:,[\dOolISBQ]{3})+)[^\p{L}\d]{0,3}"
)
# Digits that a comma parts as no number is printed, and that are no part of a date.
_SCRAP = re.compile(r"\d{1,3}(?:,\d{1,2})+")
_YEARS = re.compile(r"\W*(?:19|20)\d\d(?:\s+(?:19|20)\d\d)+\W*")


class Readings(dict[tuple[int, int], CellReading]):
    """What each cell says, by slot. A slot that is empty, or of a cell that stands aside (the row of a ghost, a token
    without role), reads as nothing: whoever asks of a neighbour's slot need not ask first whether it counts."""

    def __missing__(self, slot: tuple[int, int]) -> CellReading:
        return NOTHING


NOTHING = CellReading(kind="empty")


def readings_of(grid: Grid) -> Readings:
    """The readings of a grid's cells, without those that are no part of its columns."""
    return shape_of(grid).readings


def shape_of(grid: Grid) -> Shape:
    """The shape of a grid. Of each grid there is one for each way in which its figures are read."""
    read_by = ("shape", style(), active())
    made: Shape | None = grid.made.get(read_by)
    if made is None:
        made = grid.made[read_by] = Shape(grid)
    return made


class Shape:
    """Readings of all cells, and the roles of rows and columns that follow from them. Asked for by `shape_of`."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.readings = Readings()
        self.by_row: dict[int, list[Cell]] = {}
        for cell in grid.cells:
            if not cell.aside:
                self.readings[cell.row, cell.column] = read_cell(cell.text)
                self.by_row.setdefault(cell.row, []).append(cell)
        self._data_rows: dict[int, bool] = {}

    def kind(self, row: int, column: int) -> str:
        reading = self.readings.get((row, column))
        return reading.kind if reading else "empty"

    def row_cells(self, row: int) -> list[Cell]:
        return self.by_row.get(row, [])

    @cached_property
    def first_data_row(self) -> int:
        """The first row that holds values and is no row of years; the number of rows when there is none."""
        floor = self.grid.headers or 0
        for row in range(floor, self.grid.rows):
            if self.is_data_row(row) and not self._heads_years(row):
                return row
        return self.grid.rows

    def _heads_years(self, row: int) -> bool:
        """Whether a row holds nothing but years and, before them, what is no name of a quantity: `In millions | 2023 |
        2022`, or any words where no heading above says a year (`Quarters Ended June 30,`)."""
        cells = self.row_cells(row)
        figures = [c for c in cells if self.kind(row, c.column) in ("figure", "figures")]
        if len(figures) < 2 or not _heads_years([c.text for c in figures]):
            return False
        words = [c for c in cells if c not in figures]
        if any(c.column > figures[0].column and self.kind(row, c.column) != "nil" for c in words):
            words = [c for c in words if not header_term(c.text)]
        label = " ".join(shown(c) for c in words)
        above = [c for r in range(row) for c in self.row_cells(r) if c.column >= figures[0].column]
        yeared = any(m.year is not None or m.finish is not None for c in above for m in periods_of(c.text))
        return not label or bool(find_units(label)) or not yeared

    def is_data_row(self, row: int) -> bool:
        """A row with at least one figure that is not a bare year, or with dashes beside a label."""
        known = self._data_rows.get(row)
        if known is None:
            known = self._data_rows[row] = self._holds_data(row)
        return known

    def _holds_data(self, row: int) -> bool:
        cells = self.row_cells(row)
        figures = [c for c in cells if self.kind(row, c.column) in ("figure", "figures")]
        if figures and all(_DAY.fullmatch(c.text) for c in figures) and row < 4:
            return False  # `30,`: the middle of a date that is torn over three rows
        years = [c.text for c in figures if not _YEARS.fullmatch(c.text)]
        if figures and not _heads_years(years):
            # `June 30, 2007` and `30, 200` under a header stay header pieces when the row has header words.
            return not (len(figures) < len(cells) and all(_header_number(c.text) for c in figures) and row < 3)
        if figures:
            labelled = bool(cells and cells[0].column == 0 and self.kind(row, 0) == "text")
            heads = len(figures) > 1 and (declares_amounts(cells[0].text) or _is_length(cells[0].text))
            return row > 0 and labelled and not heads
        damaged = [c for c in cells if c.column > 0]
        if damaged and len(damaged) < len(cells) and all(_DAMAGED.fullmatch(fold(c.text)) for c in damaged):
            return row > 0  # `Revenue | 46,7701 | 74,7501`
        if damaged and len(damaged) == len(cells) and all(_SCRAP.fullmatch(fold(c.text)) for c in damaged):
            return row > 0  # `0,00` below a heading of rows, which heads them though
        worded = [c for c in cells if c.column > 0 and len(c.text) <= 40 and _amount_with_words(c.text)]
        if len(worded) > 1 and row > 0 and len(worded) + 1 == len(cells) and cells[0].column == 0:
            return True  # `Net sales | Up 1% to 2% | Up 2% to 3%`
        nils = [c for c in cells if self.kind(row, c.column) == "nil" and c.column > 0]
        return bool(nils) and any(self.kind(row, c.column) == "text" for c in cells if c.column == 0)

    @cached_property
    def data_rows(self) -> list[int]:
        return [r for r in range(self.first_data_row, self.grid.rows) if self.is_data_row(r)]

    @cached_property
    def value_columns(self) -> list[int]:
        """Columns in which figures stand, left to right; a column mostly of words holds labels or notes."""
        figures: dict[int, int] = {}
        words: dict[int, int] = {}
        named: dict[int, int] = {}
        dashes: set[int] = set()
        for row in range(self.first_data_row, self.grid.rows):
            for cell in self.row_cells(row):
                kind = self.kind(row, cell.column)
                if kind in VALUES:
                    figures[cell.column] = figures.get(cell.column, 0) + (1 if kind != "nil" else 0)
                    dashes |= {cell.column} if kind == "nil" else set()
                elif not self.readings[row, cell.column].figures:
                    words[cell.column] = words.get(cell.column, 0) + 1
                elif cell.column > 0 and named_figures(cell.text, self.readings[row, cell.column].figures):
                    named[cell.column] = named.get(cell.column, 0) + 1  # `Office: 88.2` over `Plant: 71.5`
                elif _amount_with_words(cell.text) and not (cell.column == 0 and self._has_value_behind(row)):
                    figures[cell.column] = figures.get(cell.column, 0) + 1
                else:
                    words[cell.column] = words.get(cell.column, 0) + 1
        for column, count in named.items():  # all of a column's cells are such, or some words are
            held = words if words.get(column) else figures
            held[column] = held.get(column, 0) + count
        columns = [c for c in sorted(figures) if figures[c] > 0 and figures[c] >= words.get(c, 0)]
        if columns[:1] == [0] and len(columns) > 1 and words.get(0) and self._names_by_number(columns[1:]):
            columns = columns[1:]
        if columns[:1] == [0] and len(columns) > 1 and self._names_by_years(columns[1:]):
            columns = columns[1:]
        # A column of dashes under a header of its own holds values that the document says are none; among columns of
        # figures any name will do (`Corporate`), before the first it must be one of values.
        above = [c for r in range(self.first_data_row) for c in self.row_cells(r)]
        heads = {c.column for c in above if header_term(c.text) or (columns and columns[0] < c.column < columns[-1])}
        empty = [c for c in dashes if c in heads and not figures[c] and not words.get(c)]
        empty = [c for c in empty if columns and (c > columns[0] or self._under_period(c))]
        return sorted({*columns, *empty})

    def _names_by_years(self, others: Sequence[int]) -> bool:
        """Whether the first column holds years that follow each other and nothing else, under no heading or one that
        speaks of time, and all other columns are headed: each row is a year."""
        above = [c for r in range(self.first_data_row) for c in self.row_cells(r) if c.text.strip()]
        cells = [c for r in range(self.first_data_row, self.grid.rows) for c in self.row_cells(r) if c.column == 0]
        years = [int(c.text) for c in cells if is_year(c.text) and c.text.strip().isdecimal()]
        if len(years) < 2 or len(years) != len(cells) or not {c.column for c in above}.issuperset(others):
            return False
        steps = {later - year for year, later in pairwise(years)}
        corner = " ".join(c.text for c in above if c.column == 0)
        money = any(m.unit != "count" for m in find_units(corner))
        return steps in ({1}, {-1}) and (not corner or money or _OF_TIME.search(corner) is not None)

    def _names_by_number(self, others: Sequence[int]) -> bool:
        """Whether bare numbers among the words of a first column without heading are names, `737` beside `A320`: all
        other columns have a heading, and a figure in each row that has one here."""
        over = {c.column for r in range(self.first_data_row) for c in self.row_cells(r)}
        if 0 in over or not over.issuperset(others):
            return False
        rows = [r for r in range(self.first_data_row, self.grid.rows) if self.kind(r, 0) in VALUES]
        bare = all(_BARE_NUMBER.fullmatch(shown(cell)) for r in rows if (cell := self.grid.at(r, 0)) is not None)
        return bare and all(self.kind(r, c) in VALUES for r in rows for c in others)

    def _has_value_behind(self, row: int) -> bool:
        """Whether figures stand behind the first column: amounts in the words there are of a label."""
        return any(c.column > 0 and self.kind(row, c.column) in VALUES for c in self.row_cells(row))

    def _under_period(self, column: int) -> bool:
        """Whether the header says a period over this column and no other: no label stands there."""
        over = [c for r in range(self.first_data_row) for c in self.row_cells(r) if c.column == column > 0]
        return any(c.column_span == 1 and read_header_period(shown(c)) is not None for c in over)

    @cached_property
    def label_columns(self) -> list[int]:
        """Columns of words to the left of the first value column; the one between or behind the value columns, where
        there is none to the left: last year's figures, the names, this year's."""
        first = self.value_columns[0] if self.value_columns else self.grid.columns
        left = [c for c in range(first) if any((r, c) in self.readings for r in range(self.grid.rows))]
        return left if left or not self.value_columns else self._names_elsewhere

    @cached_property
    def _names_elsewhere(self) -> list[int]:
        """The one column behind the first of values that has words, and nothing else, in most rows of figures."""
        rows = self.data_rows
        worded = [
            column
            for column in range(self.value_columns[0] + 1, self.grid.columns)
            if column not in self.value_columns
            and 2 * sum(self.kind(row, column) == "text" for row in rows) > len(rows)
            and all(self.kind(row, column) in ("text", "empty") for row in rows)
        ]
        return worded if len(worded) == 1 and len(rows) > 1 else []

    def content(self, column: int) -> str:
        """What kind of figures a column holds: "percent", "amount" or "mixed"."""
        percent = amount = 0
        for row in self.data_rows:
            for figure in self.readings[row, column].figures:
                if figure.percent:
                    percent += 1
                else:
                    amount += 1
        if percent and amount:
            return "percent" if percent > 2 * amount else "amount" if amount > 2 * percent else "mixed"
        return "percent" if percent else "amount"

    def fits(self, column: int, figure: Figure) -> bool:
        """Whether a figure may stand in a column: no thousands under a percent header, the column's own decimals."""
        heads = " ".join(c.text for r in self.header_rows for c in self.row_cells(r) if c.column == column)
        if ("%" in heads or "％" in heads) and "," in figure.printed and figure.digits == 0:
            return False
        whole = [d for r in self.data_rows if (d := self.readings.get((r, column))) and d.kind == "figure"]
        digits = [d.figure.digits for d in whole]
        return len(digits) < 3 or digits.count(figure.digits) * 2 > len(digits)

    @cached_property
    def headed(self) -> set[int]:
        """The columns that a header stands over."""
        return {
            n for r in self.header_rows for c in self.row_cells(r) for n in range(c.column, c.column + c.column_span)
        }

    @cached_property
    def header_rows(self) -> list[int]:
        return [r for r in range(self.first_data_row) if self.row_cells(r)]

    def is_header_like(self, row: int) -> bool:
        """A row without values whose cells beside the label speak of periods, units or kinds of column."""
        cells = [c for c in self.row_cells(row) if c.column > 0]
        if not cells or any(self.kind(row, c.column) in ("figure", "figures", "nil") and not heads_year(c.text)
                            for c in cells):  # fmt: skip
            return False
        speaking = sum(1 for c in cells if header_term(c.text))
        return speaking * 2 >= len(cells) and speaking > 0


@remembered(8192, by=style)
def header_term(text: str) -> bool:
    """Whether a text is what one finds over a column: a period, a unit, or a word such as YoY or Target."""
    plain = text.strip()
    if len(plain) > 120:
        return False
    return bool(
        read_header_period(plain) is not None or periods_of(plain) or _HEADER_WORD.search(plain) or find_units(plain)
    )


_OF_TIME = re.compile(r"\byears?\b|\bperiods?\b|\bended\b|年度|年|期|事業年度|\bFY\b", re.I)


def _heads_years(texts: Sequence[str]) -> bool:
    """Whether all are years, alone or over a unit; over units they have to follow each other, `2024 £`, `2023 £`, since
    they may be amounts else: `2024 €`, `1987 €`."""
    over = [int(_YEAR_OF.search(text)[0]) for text in texts if not is_year(text) and heads_year(text)]  # type: ignore[index]
    follow = all(abs(one - other) <= 1 for one, other in pairwise(over))
    return all(map(heads_year, texts)) and follow


_YEAR_OF = re.compile(r"(?:19|20)\d\d")


@remembered(8192, by=style)
def heads_year(text: str) -> bool:
    """A bare year, alone, with the mark of a note or over a unit: `2024`, `2024*`, `2024 £'000`."""
    return is_year(_NOTE_ON_YEAR.sub("", text)) or unit_under_year(text) is not None


_NOTE_ON_YEAR = re.compile(r"(?<=\d)\s?(?:[*†‡#]{1,3}|\(?\d{1,2}\))\s*$")


def declares_amounts(text: str) -> bool:
    """Whether a text declares the unit of amounts and names nothing: `(Dollars in millions)`, `百万円`."""
    start = len(text) - len(text.lstrip(" (（[［単位:："))
    found = [m for m in find_units(text) if m.declared and m.scale and m.start <= start]
    return bool(found) and len(text) < 60 and not periods_of(text)


_BESIDE_LENGTH = re.compile(r"\bfor\b|\bthe\b|\(\s*unaudited\s*\)|[\s,.:]+", re.I)


def _is_length(text: str) -> bool:
    """Whether a text says how long a period is, perhaps to which day, and names nothing: `For Six Months Ended June
    30,`. Bare years beside it complete it and are no figures of it."""
    plain = " ".join(text.split())
    pieces = text_to_pieces(plain) if len(plain) < 60 else ()
    if len(pieces) != 1 or not pieces[0].has_length or pieces[0].year is not None:
        return False
    return not _BESIDE_LENGTH.sub("", plain[: pieces[0].start] + " " + plain[pieces[0].end :])


def periods_of(text: str) -> tuple[Mention, ...]:
    """Period mentions that say something: a bare day without year (`Feb. 8`) does not."""
    return tuple(
        m for m in find_periods(text) if m.finish or m.year is not None or m.part is not None or m.relative is not None
    )


def _header_number(text: str) -> bool:
    """A bare year, or the torn end of a date (`30, 2007`)."""
    return is_year(text) or bool(_DATE_END.fullmatch(text.strip()))


def _amount_with_words(text: str) -> bool:
    """`JPY2,000 (Annual)`: one money figure with a remark in brackets is a value, not a label."""
    reading = read_cell(text)
    if not reading.figures or len(text) > 90:
        return False
    return any(f.currency or f.percent for f in reading.figures) and len(reading.rest) < 60
