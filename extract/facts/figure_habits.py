"""How the figures of a table are printed as a rule, and which figure is printed otherwise.

What turns into what: a sheet → the decimals, commas and percent signs its columns have; a figure → the readings it may
have when it breaks the habit of its column.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import Decimal
from functools import cached_property

import regex as re

from extract.facts.value import Valued
from extract.lex.key_figures import is_no_amount
from extract.lex.label_units import counts_alone, is_rate, unit_of_label
from extract.lex.numbers import Figure
from extract.lex.numerals import plain
from extract.model import Candidate
from extract.model.claim import Rank
from extract.sheet.nature import nature_of
from extract.sheet.parts import Column, Row
from extract.sheet.sheet import Sheet

_LEAST_OTHERS = 4
_LEAST_MARKED, _LEAST_UNMARKED = 2, 2
_NOTE_BELOW = re.compile(r"\s*[(（*※]?\s?([1-9])\s?[)）.:]?\s+[^\W\d_]{2}")


def _without_last_digit(figure: Figure) -> Decimal:
    """`812.42` as `812.4`."""
    step = Decimal(1).scaleb(1 - figure.digits)
    return (figure.value / step).to_integral_value(rounding="ROUND_DOWN") * step


_SMALL = 10
_HUNDRED = 100
WHOLE_CURRENCIES = ("JPY", "KRW")  # currencies without smaller coins
_EARNED = re.compile(r"利益|損失|収益|売上|\b(?:income|profit|loss|earnings|sales|revenues?)\b", re.I)
_AMOUNT = re.compile(r"\bamounts?\b|金額", re.I)
_CENTS = 2
_LARGE = 100  # whole units of money per share
# Beyond the largest balance sheets there are (a few hundred trillion yen, a few trillion dollars).
_LARGEST = {"JPY": Decimal(10) ** 15, "USD": Decimal(10) ** 13, "EUR": Decimal(10) ** 13, "GBP": Decimal(10) ** 13}


class Habits:
    """The habits of one table's figures."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._usual: dict[int, tuple[int, int]] = {}

    def usual_figure(self, column: int) -> Figure:
        """A figure as the others of its column are printed: with their decimals, and percent where they are."""
        percent = column in self._percent_first and column in self._mostly_percent
        digits = self._usual_digits(column)[0] if self._figures_of[column] else 0
        return Figure(start=0, end=1, printed="1", value=Decimal(1), digits=digits, percent=percent)

    def doubts_of(self, figure: Figure, column: int, valued: Valued) -> tuple[Candidate, ...]:
        """Readings of a figure whose print is damaged: half a bracket, or a point where others have commas."""
        if figure.open_bracket and valued.value is not None:
            return (
                Candidate(value=plain(valued.value), why="one bracket is lost: a negative figure"),
                Candidate(value=plain(-valued.value), why="the bracket belongs to something else"),
            )
        if valued.value is not None and self._may_end_in_mark(figure, column):
            cut = valued.value - (figure.value - _without_last_digit(figure)) * (valued.value / figure.value)
            return (
                Candidate(value=plain(cut), why="the last digit is the mark of a note"),
                Candidate(value=plain(valued.value), why="as printed, with a decimal more than its column"),
            )
        if figure.digits == 3 and not figure.percent and self._thousands_habit and valued.value is not None:
            return (
                Candidate(value=plain(valued.value * 1000), why="a comma read as a point"),
                Candidate(value=plain(valued.value), why="as printed, with three decimals"),
            )
        if valued.unit == "count" and figure.digits == 3 and valued.value == figure.value:
            return (
                Candidate(value=plain(figure.value * 1000), why="a point between thousands: a count has no fraction"),
                Candidate(value=plain(figure.value), why="as printed, with three decimals"),
            )
        if valued.unit == "count" and figure.digits and figure.word is None and valued.value == figure.value:
            return (Candidate(value=plain(valued.value), why="a count has no fraction: the unit is not its own"),)
        if valued.unit == "percent" and not figure.percent and "," in figure.printed and valued.value is not None:
            why = "a percentage is not printed in thousands: the figure belongs to another row, or the unit does"
            return (Candidate(value=plain(valued.value), why=why),)
        if valued.value is not None and abs(valued.value) > _LARGEST.get(valued.unit or "", valued.value.copy_abs()):
            return (
                Candidate(value=plain(valued.value), why="no company's figure is that large: the unit is not its own"),
            )
        habit = self._decimals_habit(column)
        if (
            habit
            and figure.digits == 0
            and figure.currency is None
            and figure.word is None
            and valued.value is not None
            and figure.value not in (0, 100)
            and not (figure.percent and column not in self._mostly_percent)  # `7%` among amounts is of another kind
        ):
            return (Candidate(value=plain(valued.value), why=f"the column prints {habit} decimals, this figure none"),)
        return ()

    def _may_end_in_mark(self, figure: Figure, column: int) -> bool:
        """Whether a figure has one decimal more than the rest of its column and ends in the number of a note below the
        table: `812.42` among `640.1` and `172.3`, over `2 Restated`."""
        if (
            figure.digits < _LEAST_MARKED
            or not figure.value
            or figure.printed.rstrip(")")[-1:] not in self._marks_below
        ):
            return False
        rest = [f for _, f in self._bare_figures(column) if f.digits != figure.digits]
        return len(rest) >= _LEAST_UNMARKED and all(f.digits == figure.digits - 1 for f in rest)

    @cached_property
    def _marks_below(self) -> frozenset[str]:
        found = (_NOTE_BELOW.match(span.text) for span in self.sheet.grid.after)
        return frozenset(match[1] for match in found if match is not None)

    def per_share_doubts(self, figure: Figure, row: Row, column: Column, valued: Valued) -> tuple[Candidate, ...]:
        """`1.92` of earnings per share under `% of total`: the headings or the columns have slipped. And `0.55` in the
        scale of millions, in a table whose amounts per share and nothing else have two decimals: an adjustment of them
        may be per share as well."""
        scaled = valued.value is not None and valued.value != figure.value and len(valued.unit or "") == 3
        label = row.path[-1] if row.path else ""
        if hinted := self._hinted_otherwise(figure, row, column.index, valued):
            return hinted
        if either := self._of_either_unit(figure, row, column, valued):
            return either
        of_amounts = any(nature_of(part) == "duration" for part in row.path[:-1])  # `Rooms` under `Revenues`
        of_amounts = of_amounts or any(d.of_flow for d in self.sheet.declared)  # `Revenue by customer (SEK million)`
        of_amounts = of_amounts or (figure.value < 0 and not (row.change or column.change))  # no count is below nothing
        of_amounts = of_amounts or (figure.said is not None and figure.said.unit == valued.unit)  # `292 thousand euros`
        of_amounts = of_amounts or label.strip().lower() in ("bookings", "orders")  # in a table of money, money
        if scaled and valued.value is not None and figure.currency is None and counts_alone(label) and not of_amounts:
            return (
                Candidate(value=plain(figure.value), why="a count: the label names what is counted"),
                Candidate(value=plain(valued.value), why="in the unit of the table"),
            )
        if column.share and valued.unit == "percent" and not figure.percent and self._says_per_share(label):
            return (
                Candidate(value=plain(figure.value), why="an amount per share, as its row is"),
                Candidate(value=plain(figure.value), why="a percentage, as its column is"),
            )
        finer = [
            f.digits for f in self._figures_in(row.index, like=column) if f is not figure and f.digits > figure.digits
        ]
        own = (valued.unit or "").endswith("_per_share") and not column.change and self._says_per_share(label)
        per_share = own and any(digits == _CENTS for digits in finer)
        if per_share and abs(figure.value) >= (_LARGE if figure.digits == 0 else _SMALL):
            # `5,478 | 71.33` per share: a figure of the next row; `22.51 | 2,777` in dollars and yen is none
            return (Candidate(value=plain(figure.value), why="per share, but without the decimals of its row"),)
        whole = valued.unit == "percent" and not figure.percent and not column.change and figure.digits == 0
        if whole and finer and figure.value > _HUNDRED and unit_of_label(label) is not None:
            return (Candidate(value=plain(figure.value), why="a percentage without the decimals of its row"),)
        if valued.unit in WHOLE_CURRENCIES and figure.digits and valued.value == figure.value and _EARNED.search(label):
            # `4.51` under `…たり当期純利益（円）`: the words before are torn off
            return (Candidate(value=plain(figure.value), why=f"no amount in {valued.unit} has a fraction"),)
        heads = [c.text for c in self.sheet.heads_over(column.index)]
        if valued.unit == "percent" and not figure.percent and any(_AMOUNT.search(text) for text in heads):
            return (Candidate(value=plain(figure.value), why="its heading is that of amounts as well"),)
        lent = (valued.unit or "").endswith("_per_share") and not self._says_per_share(label)
        if lent and figure.digits == 0 and abs(figure.value) >= _LARGE and self._cents_per_share:
            # `Income allocated to common stock | 1,713` under `Basic EPS`: what the amounts per share are made of
            return (Candidate(value=plain(figure.value), why="per share, as its heading is, but without the decimals"),)
        if not scaled or valued.value is None or figure.digits != _CENTS or figure.word is not None:
            return ()
        if not self._cents_per_share or any(f.digits != _CENTS for f in self._figures_in(row.index)):
            return ()
        return (
            Candidate(value=plain(figure.value), why="an amount per share, as the others with two decimals are"),
            Candidate(value=plain(valued.value), why="in the scale of the table"),
        )

    def _of_either_unit(self, figure: Figure, row: Row, column: Column, valued: Valued) -> tuple[Candidate, ...]:
        """`103.2` below `2,734,750` in a table of `(百万円) (前期比 %)`: a row with decimals among whole amounts is of
        either unit, where neither it nor its column says of which."""
        ground = valued.grounds[0] if valued.grounds else None
        lent = ground is not None and ground.rank >= Rank.CAPTION and valued.value != figure.value
        if not lent or valued.value is None or not self._of_two_units or not figure.digits or figure.percent:
            return ()
        beside = self._figures_in(row.index, like=column)
        if any(f.digits == 0 or "," in f.printed for f in beside):
            return ()
        return (
            Candidate(value=plain(figure.value), why="a percentage, as the table says that some of its figures are"),
            Candidate(value=plain(valued.value), why="in the scale of the table"),
        )

    @cached_property
    def _of_two_units(self) -> bool:
        """Whether the table declares percentages beside scaled amounts, and its amounts, as a rule, are whole."""
        said = [d.mention for d in self.sheet.declared]
        if not any(m.unit == "percent" for m in said) or not any(m.scale for m in said):
            return False
        figures = [f for row in self.sheet.rows for f in self._figures_in(row) if not f.percent and "," in f.printed]
        return bool(figures) and all(f.digits == 0 for f in figures)

    def _hinted_otherwise(self, figure: Figure, row: Row, column: int, valued: Valued) -> tuple[Candidate, ...]:
        """`ROE | 12.3` in a column of whole millions: the label hints at a percentage, and it is printed like one. And
        `Effective tax rate | 21` in a table of millions, where the label is the name of a rate, be the amounts printed
        with decimals or without."""
        hint = row.unit.unit if row.unit is not None and row.unit.hint else None
        label = row.path[-1] if row.path else ""
        ground = valued.grounds[0] if valued.grounds else None
        lent = ground is not None and ground.rank > Rank.ROW and valued.unit != hint
        if hint in (None, "count") or not lent or valued.value is None:
            return ()
        rate = abs(figure.value) <= _HUNDRED and is_rate(label)
        named = valued.value != figure.value and (rate or is_no_amount(label, figure.value))
        named = named and figure.currency is None
        if figure.digits == 0 and not named:
            return ()
        if (
            figure.digits
            and not named
            and any(f.digits for r, f in self._bare_figures(column) if not _is_hinted(self.sheet.rows[r]))
        ):
            return ()
        return (
            Candidate(value=plain(figure.value), why=f"in {hint}, at which the label hints"),
            Candidate(value=plain(valued.value), why="in the unit of the table"),
        )

    def _bare_figures(self, column: int) -> list[tuple[int, Figure]]:
        """The figures of a column that say nothing of their unit, with their rows."""
        read = ((r, self.sheet.readings.get((r, column))) for r in self.sheet.rows)
        return [(r, f) for r, cell in read if cell is not None for f in cell.figures if not f.percent and not f.word]

    def stray_doubts(self, figure: Figure, row: Row, column: int, valued: Valued) -> tuple[Candidate, ...]:
        """`4.552` alone in the row of a heading, over amounts with one decimal, or `1.` with a point behind it: a token
        that strayed there."""
        others = [f.digits for f in self._figures_of[column] if f is not figure and not f.percent]
        alone = len(self.sheet.value_columns) > 1 and len(self._figures_in(row.index)) == 1
        if (
            not alone
            or figure.percent
            or figure.word is not None
            or valued.value is None
            or len(others) < _LEAST_OTHERS
        ):
            return ()
        cell = self.sheet.readings.get((row.index, column))
        if cell is not None and cell.kind == "figure" and cell.rest == ".":
            return (Candidate(value=plain(valued.value), why="alone in its row, with a point behind it"),)
        if figure.digits <= max(others) or valued.value == figure.value:
            return ()
        return (Candidate(value=plain(valued.value), why="alone in its row, with more decimals than its column has"),)

    @cached_property
    def _cents_per_share(self) -> bool:
        """Whether amounts per share stand in the table with two decimals, and no large amount does."""
        found = False
        for row in self.sheet.rows.values():
            shares = row.unit is not None and (row.unit.unit or "").endswith("per_share")
            for figure in self._figures_in(row.index):
                if figure.digits == _CENTS and not figure.percent:
                    found = found or shares
                    if not shares and abs(figure.value) >= 1000:
                        return False
        return found

    def _says_per_share(self, label: str) -> bool:
        own = unit_of_label(label)
        return own is not None and (own.unit or "").endswith("per_share")

    def finest_in(self, row: int) -> int:
        """How many decimals the figure of a row has that has most of them."""
        return max((figure.digits for figure in self._figures_in(row)), default=0)

    def _figures_in(self, row: int, like: Column | None = None) -> list[Figure]:
        """The figures of a row; with `like`, those under a heading that says no other unit than that of this column."""
        of = [c for c in self.sheet.value_columns if like is None or not self._other_unit(like.index, c)]
        return [f for c in of if (r := self.sheet.readings.get((row, c))) for f in r.figures]

    def _other_unit(self, one: int, other: int) -> bool:
        units = [self.sheet.columns[c].unit for c in (one, other)]
        said = [each.unit for each in units if each is not None]
        return len(said) == 2 and said[0] != said[1]

    def _decimals_habit(self, column: int) -> int:
        """How many decimals all other figures of a column have, when four of them at the least agree; else 0."""
        usual, often = self._usual_digits(column)
        total = len(self._figures_of[column])
        return usual if often >= 4 and total - often <= max(1, total // 4) else 0

    def _usual_digits(self, column: int) -> tuple[int, int]:
        """How many decimals most figures of a column have, and how many figures those are."""
        if column not in self._usual:
            counts = Counter(f.digits for f in self._figures_of[column])
            usual = max(sorted(counts), key=lambda digits: counts[digits], default=0)
            self._usual[column] = (usual, counts[usual])
        return self._usual[column]

    @cached_property
    def _figures_of(self) -> defaultdict[int, list[Figure]]:
        """The figures of each column, header rows included."""
        figures: defaultdict[int, list[Figure]] = defaultdict(list)
        for (_, column), reading in self.sheet.readings.items():
            figures[column] += reading.figures
        return figures

    @cached_property
    def _percent_first(self) -> set[int]:
        """Columns in which a row of values begins with a percentage."""
        return {
            column
            for (row, column), reading in self.sheet.readings.items()
            if reading.figures and reading.figures[0].percent and row in self.sheet.rows
        }

    @cached_property
    def _mostly_percent(self) -> set[int]:
        return {c for c, figures in self._figures_of.items() if sum(f.percent for f in figures) * 2 > len(figures)}

    @cached_property
    def _thousands_habit(self) -> bool:
        """Whether the table's other figures have commas and no decimals, so that `3.180` must be doubted."""
        plainly = decimals = 0
        for reading in self.sheet.readings.values():
            for figure in reading.figures:
                if figure.percent:
                    continue
                plainly += "," in figure.printed and figure.digits == 0
                decimals += figure.digits == 3
        return plainly > 2 * decimals


def _is_hinted(row: Row) -> bool:
    """Whether the label of a row says or hints at a unit of its own."""
    return row.unit is not None and row.unit.unit is not None
