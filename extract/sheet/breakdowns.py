"""Parts of an entity by their headings: a row below `Net sales by region` is of the region that it names.

What turns into what: the headings of rows, the corner, the headings over columns and the title of a table → claims of
which product, region or segment a figure is, and under which accounting standard.

    Net sales by region:                 a heading of rows: the rows below it are regions
      Asia             1,204
    セグメントの名称 | 受注高              the corner: the labels below it are segments
    報告セグメント: 海運 | 港湾            over columns: the columns below it are segments
    Revenue by product (JPY million)     a title: rows are products if none of them is a measure, columns if all are
    Sales and profit by segment          a title: rows below measures (`Net sales: Ferries, Ports`), and headings of
                                         measures (`Ferries: net sales, profit`), are segments
    Segment sales by region              a title that names two: rows that are regions leave the columns to segments
    Total segment revenue                a total: the rows above it that no other total closes are segments
    Japan            3,310               a label that is the name of a region
    Net sales: Products, Services        goods and services below what was sold, and what that cost

Below other headings that name two dimensions, and where measures stand among the rows otherwise, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import regex as re

from extract.lex.headings import heading_kind
from extract.lex.part_names import (
    dimension_of_heading,
    goods_or_services,
    names_whole,
    of_no_part,
    region_named,
    sold_or_cost,
    standard_named,
    totals_segments,
)
from extract.lex.periods import find_periods
from extract.lex.scenarios import plan_heading
from extract.model import Location
from extract.model.claim import Claim, Rank
from extract.sheet.wording import CHANGE, ROW_CHANGE, SHARE, bare_period, shown

if TYPE_CHECKING:
    from extract.sheet.parts import Row
    from extract.sheet.sheet import Sheet

_LONGEST = 60
_FEWEST = 2
_ABBREVIATED = re.compile(r"\b(?:\p{Lu}\.){2,}$")
Claims = dict[str, tuple[Claim[str], ...]]


class Words(NamedTuple):
    """Words near a figure, and where they stand; `column`: that of a corner."""

    rank: Rank
    text: str
    where: Location
    column: int | None = None


class Breakdowns:
    """By what the rows and columns of one table part its figures, asked by figure."""

    def __init__(self, sheet: Sheet, title: Sequence[Words], is_measure: Callable[[str], bool]) -> None:
        """`title`: what the table is called; `is_measure`: whether a label names what is measured, and no part."""
        self.sheet, self.title, self.is_measure = sheet, tuple(title), is_measure

    def claims(self, stub: Sequence[Words], heads: Sequence[Words], row: int) -> Claims:
        """What the labels of a row and the headings of its column, innermost first, say of each dimension."""
        said: dict[str, list[Claim[str]]] = defaultdict(list)
        for dimension, words in (*self._of_row(stub, row), *self._of_column(stub, heads)):
            said[dimension].append(_claim(dimension, "part_below_heading", words, words.text))
        if "segment" not in said:
            for words in self._of_total(stub):
                said["segment"].append(_claim("segment", "part_of_segment_total", words, words.text))
        if "product" not in said:
            for words, kind in self._goods_or_services(stub):
                said["product"].append(_claim("product", "goods_or_services", words, kind))
        for words in (*stub, *heads, *self.title):
            if region_named(words.text) is not None and "region" not in said:
                said["region"].append(_claim("region", "name_of_region", words, words.text))
            if (standard := standard_named(words.text)) is not None:
                said["standard"].append(_claim("standard", "name_of_standard", words, standard))
        return {dimension: tuple(claims) for dimension, claims in said.items()}

    # -- which heading speaks, and of what ---------------------------------------------------------------------

    def _of_row(self, stub: Sequence[Words], row: int) -> Iterator[tuple[str, Words]]:
        """The parts that the labels of a row name below the nearest heading of rows, or the corner, that says so."""
        for at, heading in enumerate(stub):
            dimensions = dimension_of_heading(heading.text) if at else ()
            if dimensions:
                if len(dimensions) == 1 and self._parts_are_rows(heading.text):
                    yield from self._innermost(dimensions[0], stub[:at], heading.text)
                return
        for over in (*self._corner, *self.title):
            dimensions = dimension_of_heading(over.text)
            if len(dimensions) == 1 and any(self._parts_and_measures(over.text)):
                yield from ((dimensions[0], words) for words in self._among_measures(stub, over.text))
            elif len(dimensions) == 1 and self._parts_are_rows(None, over.text):
                yield from self._innermost(dimensions[0], self._below_corner(over, stub, row), over.text)
            elif self._rows_are_regions(dimensions):
                yield from self._innermost("region", stub, over.text)
            if dimensions:
                return

    def _of_column(self, stub: Sequence[Words], heads: Sequence[Words]) -> Iterator[tuple[str, Words]]:
        """The part that the heading of a column names below a spanner that says so, or, where all rows are measures,
        below such a title."""
        for at, heading in enumerate(heads):
            dimensions = dimension_of_heading(heading.text) if at else ()
            if dimensions:
                if len(dimensions) == 1:
                    yield from self._innermost(dimensions[0], heads[:at], heading.text)
                return
        if any(dimension_of_heading(words.text) for words in stub[1:]):
            return
        for over in (*self._corner, *self.title):
            dimensions = dimension_of_heading(over.text)
            if dimensions:
                if len(dimensions) == 1 and self._parts_are_columns(over.text):
                    yield from self._innermost(dimensions[0], heads, over.text)
                elif len(dimensions) == 2 and self._rows_are_regions(dimensions):
                    yield from self._innermost(next(d for d in dimensions if d != "region"), heads, over.text)
                return

    def _among_measures(self, stub: Sequence[Words], title: str) -> Iterator[Words]:
        """The part that a row is of where each part stands below what is measured, or what is measured below each."""
        below, over = self._parts_and_measures(title)
        if len(stub) > 1 and stub[0].text in below and self.is_measure(stub[1].text):
            yield stub[0]
        elif len(stub) > 1 and stub[1].text in over and self.is_measure(stub[0].text):
            yield stub[1]

    def _parts_and_measures(self, title: str) -> tuple[frozenset[str], frozenset[str]]:
        """The labels that stand below measures, at least two below one of them, and the headings of measures, at least
        two of which are over the same one."""
        if title not in self._blocks:
            below: dict[str, set[str]] = defaultdict(set)
            over: dict[str, set[str]] = defaultdict(set)
            for heading, leaf in (row.path[-2:] for row in self._with_figures() if len(row.path) > 1):
                if self.is_measure(heading) and self._may_be_part(leaf, title):
                    below[heading].add(leaf)
                elif self.is_measure(leaf) and self._may_be_part(heading, title):
                    over[leaf].add(heading)
            self._blocks[title] = _of_two_and_more(below.values()), _of_two_and_more(over.values())
        return self._blocks[title]

    def _rows_are_regions(self, dimensions: tuple[str, ...]) -> bool:
        """Whether a title names regions and one dimension besides, and the names of regions are in the rows alone."""
        if len(dimensions) != 2 or "region" not in dimensions:
            return False
        heads = {words for column in self.sheet.columns.values() for words in column.path}
        rows = {leaf for leaf in self._leaves(None) if region_named(leaf) is not None}
        return len(rows) >= _FEWEST and not any(region_named(words) for words in heads)

    def _of_total(self, stub: Sequence[Words]) -> Iterator[Words]:
        """The label of a row above a total of segments."""
        if stub and stub[0].text in self._totalled:
            yield stub[0]

    @cached_property
    def _totalled(self) -> frozenset[str]:
        """Labels that stand next above a row that totals segments by its name, up to the next total: at least two, none
        of them a measure."""
        found: set[str] = set()
        block: list[str] = []
        for row in self._with_figures():
            leaf = row.path[-1]
            if totals_segments(leaf) and len(block) >= _FEWEST and all(self._may_be_part(each, leaf) for each in block):
                found.update(block)
            block = [] if names_whole(leaf) or self.is_measure(leaf) else [*block, leaf]
        return frozenset(found)

    def _goods_or_services(self, stub: Sequence[Words]) -> Iterator[tuple[Words, str]]:
        """Goods or services, where a row says, or its heading, that it is what was sold of them, or what they cost."""
        if not stub:
            return
        kind = goods_or_services(stub[0].text)
        if kind is None and len(stub) > 1 and sold_or_cost(stub[1].text):
            kind = goods_or_services(f"{stub[0].text} sales")
        if kind is not None:
            yield stub[0], kind

    def _innermost(self, dimension: str, labels: Sequence[Words], heading: str) -> Iterator[tuple[str, Words]]:
        found = next((words for words in labels if self._may_be_part(words.text, heading)), None)
        if found is not None:
            yield dimension, found

    @cached_property
    def _corner(self) -> tuple[Words, ...]:
        cells = (c for c in self.sheet.header_cells if c.column in self.sheet.label_columns)
        return tuple(Words(Rank.STUB_HEAD, shown(c.span), c.span.location, c.column) for c in cells)

    def _below_corner(self, over: Words, stub: Sequence[Words], row: int) -> Sequence[Words]:
        """The labels of which a corner speaks: where each of several columns of labels has a heading, `種類 | 名称 |
        所在地`, those of its own column."""
        if over.column is None or len({words.column for words in self._corner if words.text}) < _FEWEST:
            return stub
        cell = self.sheet.grid.at(row, over.column)
        return [Words(Rank.ROW, shown(cell.span), cell.span.location)] if cell is not None else []

    # -- which side of the table holds the parts -----------------------------------------------------------------

    def _parts_are_rows(self, below: str | None, title: str = "") -> bool:
        """Whether the rows (of the table, or those below a heading) are parts: at least two, none of them a measure but
        for the last, which may total them."""
        key = (below, title)
        if key not in self._known:
            leaves = self._leaves(below)
            parts = {leaf for leaf in leaves if self._may_be_part(leaf, below or title)}
            others = [leaf for leaf in leaves[:-1] if not names_whole(leaf) and not _is_of(leaf, below or title)]
            measures = any(map(self.is_measure, others))
            across = below is None and not any(map(names_whole, leaves)) and self._adds_up_across(title)
            self._known[key] = len(parts) >= _FEWEST and not measures and not across
        return self._known[key]

    def _adds_up_across(self, title: str) -> bool:
        """Whether the columns are parts and what they make up, and nothing else: `Retail`, `Energy`, `Total`."""
        heads = [column.path[-1] for column in self.sheet.columns.values() if column.path]
        parts = [head for head in heads if not names_whole(head)]
        named = all(self._may_be_part(head, title) for head in parts)
        return _FEWEST <= len(parts) < len(heads) == len(self.sheet.columns) and named

    def _parts_are_columns(self, title: str) -> bool:
        """Whether the columns are parts: all rows are measures, and at least two columns name something."""
        key = (title, None)
        if key not in self._known:
            leaves = [leaf for leaf in self._leaves(None) if not names_whole(leaf)]
            headings = {words for column in self.sheet.columns.values() for words in column.path}
            named = [words for words in headings if self._may_be_part(words, title)]
            measures = all(self.is_measure(leaf) or SHARE.search(leaf) for leaf in leaves)
            self._known[key] = bool(leaves) and measures and len(named) >= _FEWEST
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str | None, str | None], bool]:
        return {}

    @cached_property
    def _blocks(self) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
        return {}

    def _with_figures(self) -> Iterator[Row]:
        """The rows that are called something and hold figures, in their order."""
        return (row for index, row in sorted(self.sheet.rows.items()) if row.path and self.sheet.has_values(index))

    def _leaves(self, below: str | None) -> list[str]:
        """The labels of rows that hold figures; `below`: of those under this heading."""
        return [row.path[-1] for row in self._with_figures() if below is None or below in row.path[:-1]]

    def _may_be_part(self, text: str, heading: str) -> bool:
        """Whether a label may be the name of a part: no total, period, unit, plan, comparison or measure, and not what
        its heading speaks of."""
        ends = text.endswith(("。", ".", ":", "：")) and _ABBREVIATED.search(text) is None
        if len(text) > _LONGEST or ends or names_whole(text) or _is_of(text, heading):
            return False
        if of_no_part(text):
            return False
        if heading_kind(text) is not None or plan_heading(text) is not None or bare_period(text) is not None:
            return False
        compares = CHANGE.search(text) or SHARE.search(text) or ROW_CHANGE.match(text)
        return not compares and not self.is_measure(text) and not find_periods(text)


def _is_of(label: str, heading: str) -> bool:
    """Whether a label is what its heading speaks of: `Net sales` below `Net sales by region`."""
    words = " ".join(label.casefold().split()).strip(" :：")
    return bool(words) and words in " ".join(heading.casefold().split())


def _of_two_and_more(groups: Iterable[set[str]]) -> frozenset[str]:
    return frozenset(part for group in groups if len(group) >= _FEWEST for part in group)


def _named(text: str) -> str:
    return " ".join(text.split())


def _claim(dimension: str, rule: str, words: Words, value: str) -> Claim[str]:
    return Claim(rank=words.rank, rule=rule, values=(_named(value),), printed=words.text, where=words.where)
