"""Rows whose label is a piece of one, or stands under the wrong heading: told by the labels around them.

What turns into what: a sheet → for each row, whether its label is in doubt. A figure stands as printed there; what it
measures has to be read from more than its row.
"""

from __future__ import annotations

from functools import cached_property

import regex as re

from extract.lex.label_names import is_known, one_label
from extract.lex.measure_names import names_measure
from extract.model import Cell
from extract.sheet.parts import Row
from extract.sheet.sheet import Sheet

_TAIL = re.compile(r"(?:of|and|or)\s+(?!which\b|whom\b)", re.I)  # words with which no name begins
_CLOSED = re.compile(r"\p{L}{3}\)$")  # `2)` is the mark of a note
_LEFT_OPEN = re.compile(r"(?:\b(?:of|and|or|the|to|from|for|by|in|with|other|net)|,)\s*$", re.I)  # nor ends
_BEGUN = re.compile(
    r"\p{Ll}\)?\s+\p{Lu}\p{Ll}+(?:-\p{L}+)*\s*$"
)  # a label goes on with a capital, as the next one begins
_JA = r"[\p{Han}\p{Katakana}ー]"
_JAPANESE = re.compile(_JA)
_SET_APART = re.compile(
    rf"(?:\p{{Han}}+[ 　])?[^\s\d()（）]*{_JA}[^\s\d()（）]*(?:[(（][^\s()（）]{{1,6}}[)）])?"
    rf"[ 　](?P<rest>{_JA}(?:{_JA}|[\p{{Hiragana}}・]){{0,7}})"
)
_SMALL_WORD = re.compile(r"\p{Ll}{3,}(?=[\s,()]|$)")  # `i-revo` is a name
_PART_OF_ROW = re.compile(r"(?:of which|of whom|thereof|including|excluding|less|plus|e\.g|i\.e)\b", re.I)
_LETTER = re.compile(r"\p{Han}")
# What ends a table without being a row of it: remarks, marks of notes, sentences.
_REMARK = re.compile(r"[\W\d_]*(?:[(（*※†‡]|注|備考|note|source|see\b|unaudited)|.*[.。:：;]\s*$", re.I)
_LONGEST = 40
_TOTAL = re.compile(r"\btotal\b|(?:合計|小計|[\p{Han}\p{Katakana}]計)$", re.I)


class TornLabels:
    """The labels of one sheet, and which of them are in doubt."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def is_torn(self, row: Row) -> bool:
        """Whether the label of a row is a piece of a longer one, or the table is printed upside down so that headings
        stand below their rows."""
        return self._is_tail(row) or self._goes_on_below(row) or self.is_upside_down

    def _label_cell(self, row: int) -> Cell | None:
        return next((c for c in self.sheet.rows_of.get(row, ()) if c.column in self.sheet.label_columns), None)

    def _is_tail(self, row: Row) -> bool:
        """Whether the label of a row is the end of a longer one: `OF EQUITY METHOD INVESTEES`, `Service)`,
        `investments` below `Proceeds from sales and redemption of other`, `premium` below `Ordinary shares Share`,
        `庫` below `国際物流 倉`, and `・雑貨` where no other label begins with a dot.
        """
        label = row.path[-1].strip() if row.path else ""
        if label.startswith("・") and self._labels_with_dot == 1:
            return True
        if _TAIL.match(label) or (_CLOSED.search(label) and label.count("(") < label.count(")")):
            return True
        if not label[:1].islower():
            return _JAPANESE.match(label) is not None and self._begins_in_label(row.index - 1, label)
        near = [c for r in (row.index - 1, row.index - 2) for c in self.sheet.rows_of.get(r, ())]
        above = next((c for c in near if c.column in self.sheet.label_columns), None)
        if above is None:
            return False
        goes_on = _SMALL_WORD.match(label) is not None and _PART_OF_ROW.match(label) is None
        begun = goes_on and above.row == row.index - 1 and self.sheet.has_values(above.row)
        return _LEFT_OPEN.search(above.text) is not None or (begun and _BEGUN.search(above.text) is not None)

    def _begins_in_label(self, row: int, label: str) -> bool:
        """Whether the Japanese label of a row with figures ends in the begin of the next one: in words set apart by a
        blank, which no other label has, or which are a name together with it (`自己株式 純資` over `産合計`)."""
        above = self._label_cell(row)
        found = _SET_APART.fullmatch(above.text.strip()) if above is not None and self.sheet.has_values(row) else None
        if above is None or found is None:
            return False
        if all(len(part) == 1 for part in above.text.split()):
            return False  # `金 額` is one word, set wide
        return self._labels_set_apart == 1 or one_label([found["rest"], label])

    def _goes_on_below(self, row: Row) -> bool:
        """Whether the label of a row goes on in words without figures below it: the name of a figure heads nothing at
        the foot of a table (`連結` over `営業利益`), and one letter is no name of what has a row of words below it
        (`契` over `約件数（件）`)."""
        below = row.index + 1
        if not row.path or below not in self._rows_of_words:
            return False
        label = row.path[-1].strip()
        if len(label) == 1 and _LETTER.match(label) is not None:
            return True
        words = self._label_cell(below) if below == self._foot else None
        return words is not None and is_known(words.text)

    @cached_property
    def is_upside_down(self) -> bool:
        """Whether headings stand below their rows: words are the last row of the table, and totals follow directly on
        other such words or on the headings of the columns, above what they add up."""
        if self._foot is None:
            return False
        rows = sorted(row for row in self.sheet.rows_of if row >= self.sheet.first_data_row)
        begun = {rows[0], *(row + 1 for row in self._rows_of_words)}
        totals = (c for row in begun if self.sheet.has_values(row) and (c := self._label_cell(row)) is not None)
        return any(_TOTAL.search(cell.text.strip()) for cell in totals)

    @cached_property
    def _rows_of_words(self) -> frozenset[int]:
        """Rows below the headings of columns that are a label and nothing else."""
        rows = (row for row in self.sheet.rows_of if row >= self.sheet.first_data_row)
        return frozenset(
            row
            for row in rows
            if not self.sheet.has_values(row)
            and [c.column in self.sheet.label_columns for c in self.sheet.rows_of[row] if c.text.strip()] == [True]
        )

    @cached_property
    def _foot(self) -> int | None:
        """The last row of the table, if it is words that name what is measured, on the line right below the row above:
        no remark, and not the title of the next table."""
        last = max(self.sheet.rows_of, default=0)
        words = self._label_cell(last) if last in self._rows_of_words else None
        text = words.text.strip() if words is not None else ""
        if words is None or len(text) > _LONGEST or _REMARK.match(text) or not names_measure(text):
            return None
        above = [c.span.location.line for c in self.sheet.rows_of.get(last - 1, ())]
        lines = [line for line in above if line is not None]
        line = words.span.location.line
        return last if line is None or not lines or line <= max(lines) + 1 else None

    @cached_property
    def _labels_set_apart(self) -> int:
        labels = (c for cells in self.sheet.rows_of.values() for c in cells if c.column in self.sheet.label_columns)
        return sum(_SET_APART.fullmatch(c.text.strip()) is not None for c in labels)

    @cached_property
    def _labels_with_dot(self) -> int:
        labels = (c for cells in self.sheet.rows_of.values() for c in cells if c.column in self.sheet.label_columns)
        return sum(c.text.lstrip().startswith("・") for c in labels)
