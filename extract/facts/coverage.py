"""The account: every number of the source and what became of it, after all else is done.

    print with digits (what the reader saw, before anything was made of it)
      ─ facts ─→ those that are figures of facts
      ─ texts of cells, headings and paragraphs ─→ parts of periods, labels, marks, codes, page numbers ...
      ─ the rest ─→ unread: told with place and count; the document is then not complete

The account looks at places only. It trusts no finder: what stands in no block, in a table that was dropped or in a cell
that no rule read is still print of the source.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec
import regex as re

from extract.facts.fates import Fate, Stretch, find_fates, looks_like_value, worded_figures
from extract.lex.numbers import read_cell
from extract.model import (
    Fact,
    GridBlock,
    Location,
    Page,
    Print,
    Problem,
    Problems,
    Reading,
    Span,
    Table,
    TextBlock,
)
from extract.problems import problem

COUNTED = ("facts", "periods", "labels", "units", "marks", "ordinals", "pages", "codes", "hidden", "unread")
"""The fates, as the result counts them; together they are the `numbers` of the document."""

_OPEN = 0
_CODE = {fate: n for n, fate in enumerate(COUNTED, start=1)}
_ASIDE = {"mark": "marks", "hidden": "hidden", "axis": "labels"}
# What the eye takes for one number; a blank parts two, and `1.2021年` is a number of a list and a year.
_NUMBER = re.compile(r"\d+(?:[.,'’ʼ](?!(?:19|20)\d\d\s?年)\d+)*")
# What a number can be that stands alone in its cell and is no value: a date, a telephone number, `※2`.
_OF_BARE = ("periods", "codes", "marks")
# The number of a page before or behind the words of a running head, and how often one has to be seen.
_FOOT = re.compile(r"\A\W*(\d{1,4})\s+\D.*|.*\D\s*?(?<![\d.,])(\d{1,4})\W*\Z", re.S)
_LONGEST_FOOT = 160
_LEAST_FEET = 3
# A length that is measured, an age or a term, where it is all that a cell holds.
_AGE = re.compile(
    r"\s*\d{1,3}(?:\.\d+)?\s?[歳才]\s?(?:\d{1,2}\s?[かヶカヵケ]月)?\s*"
    r"|\s*\d{1,3}\s?年\s?\d{1,2}\s?[かヶカヵケ]月\s*|\s*\d{1,3}\.\d+\s?(?:years?|年)\s*"
)
_MOST_PLACES = 60
_SHOWN = 5
_LONGEST_UNIT = 4
_COLUMN_OF = (
    ("marks", re.compile(r"^\W*(?:notes?|note no\.?|ref\.?|注記?|注記番号|註記?|備考)\W*$", re.I)),
    ("ordinals", re.compile(r"^\W*(?:no\.?|nos\.?|#|№|line|item|rank|番号|順位|項番|議案)\W*$", re.I)),
    ("pages", re.compile(r"^\W*(?:page|pages|頁|ページ)\W*$", re.I)),
    ("codes", re.compile(r"(?:code|コード|証券番号|ticker|EDINET)", re.I)),
)
_CODE_BEFORE = re.compile(
    r"\W*(?:(?:証券|銘柄|企業|会社|EDINET)?コード(?:番号)?|(?:securit(?:y|ies)|stock|ticker|company)?\s*(?:code|symbol)"
    r"(?:\s+(?:no\.?|number))?|ISIN|ticker)\W*",
    re.I,
)
_A_CODE = re.compile(r"\W*\d(?:[\dA-Z]{3,11})\W*")


def account_for(reading: Reading, tables: Sequence[Table], facts: Sequence[Fact]) -> tuple[dict[str, int], Problems]:
    """The fate of every number of a document, counted, and a problem for each place where some were not read."""
    ledger = Ledger(reading)
    texts = list(_texts(reading, tables))
    ledger.index(text.span for text in texts)
    for fact in facts:
        ledger.enter_fact(fact)
    for span in _running(reading):
        ledger.enter(ledger.addresses(span, 0, len(span.text)), "pages")
    unread: list[_Unread] = []
    for text in texts:
        unread += _judge(text, ledger)
    unread += _outside(ledger)
    counts = ledger.counts()
    problems = tuple(_problems(_as_counted(unread, ledger)))
    return {key: n for key, n in counts.items() if n or key in ("numbers", "facts", "unread")}, problems


# --- where a number stands --------------------------------------------------------------------------------------------


class Ledger:
    """All print with digits in one row of characters, and what is known of each of them.

    A place of the document (line and characters, or page and box) is an address in that row; whatever is said of a
    place is entered there, once: the first to speak is believed.
    """

    def __init__(self, reading: Reading) -> None:
        self.prints = list(_prints(reading))
        self.starts: list[int] = []
        at = 0
        self._lines: dict[int, list[tuple[int, int]]] = {}
        self._boxes: dict[tuple[int | None, object], list[int]] = {}
        self._rows: dict[tuple[int | None, int], list[int]] = {}
        for n, each in enumerate(self.prints):
            self.starts.append(at)
            where = each.location
            if where.line is not None:
                self._lines.setdefault(where.line, []).append((where.start or 0, n))
            elif where.box is not None:
                self._boxes.setdefault((where.page, where.box), []).append(n)
                for band in range(int(where.box[1] // 8), int(where.box[3] // 8) + 1):
                    self._rows.setdefault((where.page, band), []).append(n)
            at += len(each.text) + 1
        for pieces in self._lines.values():
            pieces.sort()
        self.fate = bytearray(at)
        for start, each in zip(self.starts, self.prints, strict=True):
            if each.aside:
                self._enter(start, start + len(each.text), _CODE[_ASIDE[each.aside]])
        self._spans: dict[object, list[Span]] = {}

    # -- addresses -----------------------------------------------------------------------------------------
    def addresses(self, span: Span, start: int, end: int) -> list[tuple[int, int]]:
        """Where the characters `span.text[start:end]` stand in the row; pieces that are no known print are left out."""
        found: list[tuple[int, int]] = []
        for part in span.within(start, end):
            left, right = max(part.start, start), min(part.end, end)
            where = part.location
            if where.line is not None:
                if (where.end or 0) - (where.start or 0) == part.end - part.start:
                    found += self.on_line(where.line, (where.start or 0) + left - part.start, right - left)
            elif where.box is not None:
                found += self._on_page(where, span.text[part.start : part.end], left - part.start, right - part.start)
        return found

    def on_line(self, line: int, start: int, length: int) -> list[tuple[int, int]]:
        """The print in a stretch of a line: one piece of it, or several with markup between them."""
        pieces = self._lines.get(line, [])
        found = []
        for k in range(max(0, bisect_right(pieces, (start, len(self.prints))) - 1), len(pieces)):
            column, n = pieces[k]
            if column >= start + length:
                break
            text = self.prints[n].text
            left, right = max(start, column), min(start + length, column + len(text))
            if left < right:
                found.append((self.starts[n] + left - column, self.starts[n] + right - column))
        return found

    def _on_page(self, where: Location, piece: str, left: int, right: int) -> list[tuple[int, int]]:
        """The print of a word, or of a piece that was cut out of a word."""
        for n in self._boxes.get((where.page, where.box)) or self._around(where):
            text, start = self.prints[n].text, self.starts[n]
            at = text.find(piece)
            while at >= 0 and self._is_said(start + at + left, start + at + right) and text.find(piece, at + 1) >= 0:
                at = text.find(piece, at + 1)
            if at >= 0:
                return [(start + at + left, start + at + right)]
        return []

    def _around(self, where: Location) -> Iterator[int]:
        """Words whose box holds the middle of a place."""
        assert where.box is not None
        x, y = (where.box[0] + where.box[2]) / 2, (where.box[1] + where.box[3]) / 2
        for n in self._rows.get((where.page, int(y // 8)), ()):
            box = self.prints[n].location.box
            if box is not None and box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1:
                yield n

    # -- entries -------------------------------------------------------------------------------------------
    def _is_said(self, start: int, end: int) -> bool:
        return all(self.fate[start:end])

    def _enter(self, start: int, end: int, code: int) -> None:
        for at in range(start, end):
            if self.fate[at] == _OPEN:
                self.fate[at] = code

    def enter(self, stretches: Iterable[tuple[int, int]], fate: str) -> None:
        """What is said of some print; nothing that was said before is changed."""
        for start, end in stretches:
            self._enter(start, end, _CODE[fate])

    def is_open(self, stretches: Iterable[tuple[int, int]]) -> bool:
        """Whether nothing is said yet of some digit of the print: the comma between two figures is none of theirs."""
        return any(
            self.fate[at] == _OPEN and sign.isdecimal()
            for start, end in stretches
            for at, sign in enumerate(self._slice(start, end), start)
        )

    def index(self, spans: Iterable[Span]) -> None:
        """Keeps texts by the places of their parts, so that the print of a fact is found in them."""
        for span in spans:
            for key in {_key(part.location) for part in span.parts}:
                self._spans.setdefault(key, []).append(span)

    def enter_fact(self, fact: Fact) -> None:
        """The figure of a fact, where it stands; one that runs over several lines or words, all of it."""
        where, printed = fact.location, fact.printed or ""
        if not _NUMBER.search(printed):
            return
        if where.line is not None and where.start is not None and where.end is not None:
            here = self.on_line(where.line, where.start, where.end - where.start)
            if _digits(self._text(here)) == _digits(printed):
                self.enter(here, "facts")
                return
        for span in self._spans.get(_key(where), ()):
            at = span.text.find(printed)
            while at >= 0:
                if span.cut(at, at + len(printed)).location == where:
                    self.enter(self.addresses(span, at, at + len(printed)), "facts")
                at = span.text.find(printed, at + 1)

    def _text(self, stretches: Iterable[tuple[int, int]]) -> str:
        return "".join(self._slice(start, end) for start, end in stretches)

    def _slice(self, start: int, end: int) -> str:
        n = bisect_right(self.starts, start) - 1
        return self.prints[n].text[start - self.starts[n] : end - self.starts[n]]

    # -- the sum -------------------------------------------------------------------------------------------
    def numbers(self) -> Iterator[tuple[int, int, int, int]]:
        """(index of the print, start, end, fate) of each number of the source."""
        for n, each in enumerate(self.prints):
            for found in _NUMBER.finditer(each.text):
                start = self.starts[n]
                fates = [self.fate[start + at] for at in range(*found.span()) if each.text[at].isdecimal()]
                if _OPEN in fates or _CODE["unread"] in fates:
                    yield n, *found.span(), _CODE["unread"]
                else:
                    yield n, *found.span(), min(fates)

    def counts(self) -> dict[str, int]:
        """How many numbers the source has, and how many ended in each fate."""
        counts = dict.fromkeys(("numbers", *COUNTED), 0)
        for *_, fate in self.numbers():
            counts["numbers"] += 1
            counts[COUNTED[fate - 1]] += 1
        return counts


def _key(where: Location) -> object:
    """Places that may be the same: one line, or one height on a page."""
    return where.line if where.line is not None else (where.page, where.box[1] if where.box else None)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())


def _prints(reading: Reading) -> Iterator[Print]:
    for page in reading.pages:
        if page.origin == "ocr":
            for each in page.witnesses:
                if _NUMBER.search(each.text):
                    yield Print(each.text, Location(page=page.number, box=each.box))
        else:
            yield from page.printed


# --- what is said about it --------------------------------------------------------------------------------------------


class _Text(msgspec.Struct):
    """A text of the document with what is known of it: `cell` in a table, `names` a row or column, a region to tell of.

    `as_said` is the fate of whatever is a bare number in it: `marks` in a column headed `Notes`, None for a value.
    `beside`: the cell before it says so of this cell alone, `コード番号` before `3544）`. `amid`: it stands far from
    the edges of its page, where no page number does."""

    span: Span
    region: str
    cell: bool = False
    names: bool = False
    as_said: Fate | None = None
    beside: bool = False
    amid: bool = False


class _Unread(msgspec.Struct):
    """A number of which nothing is said, and the stretches of print that it is."""

    region: str
    where: Location
    printed: str
    value: bool
    places: Sequence[tuple[int, int]]


def _texts(reading: Reading, tables: Sequence[Table]) -> Iterator[_Text]:
    """Every text of the document: cells first, then what stands beside tables and the prose."""
    number = 0
    beside: list[_Text] = []
    for page in reading.pages:
        heading = ""
        for n, block in enumerate(page.blocks):
            if isinstance(block, TextBlock):
                if block.kind == "heading" or not heading:
                    heading = f"{n}"
                region = f"page {page.number}" if page.number is not None else f"text {heading}"
                beside.append(
                    _Text(block.span, region, names=block.kind == "heading", amid=_is_amid(block.span.location, page))
                )
                continue
            assert isinstance(block, GridBlock)
            table = tables[number] if number < len(tables) else None
            number += 1
            region = f"table {table.id}" if table is not None else f"table {number}"
            yield from _cells(block, table, region)
            beside += [
                _Text(span, region, amid=_is_amid(span.location, page))
                for span in (*block.grid.caption, *block.grid.after)
            ]
    yield from beside


_MARGIN = 0.15


def _is_amid(where: Location, page: Page) -> bool:
    """Whether a place is known to be farther from every edge of its page than a page number stands."""
    if where.box is None or not page.width_pt or not page.height_pt:
        return False
    left, top, right, bottom = where.box
    across, down = page.width_pt * _MARGIN, page.height_pt * _MARGIN
    return top > down and bottom < page.height_pt - down and left > across and right < page.width_pt - across


def _running(reading: Reading) -> Iterator[Span]:
    """The numbers of pages in heads and feet that run through a text: lines that differ in one number, which grows."""
    lines: dict[str, list[tuple[int, Span]]] = {}
    for block in reading.blocks:
        if isinstance(block, TextBlock) and len(block.span.text) <= _LONGEST_FOOT:
            found = _FOOT.match(block.span.text)
            if found is not None:
                n = 1 if found[1] is not None else 2
                rest = f"{block.span.text[: found.start(n)]}#{block.span.text[found.end(n) :]}"
                lines.setdefault(rest, []).append((int(found[n]), block.span.cut(*found.span(n))))
    for group in lines.values():
        numbers = [number for number, _ in group]
        if len(numbers) >= _LEAST_FEET and all(a < b for a, b in pairwise(numbers)):
            yield from (span for _, span in group)


def _cells(block: GridBlock, table: Table | None, region: str) -> Iterator[_Text]:
    grid = block.grid
    heads: dict[int, Fate] = {}
    roles = {(c.row, c.column): c.role for c in table.cells} if table is not None else {}
    contents = table is not None and table.kind == "contents"
    read = table is not None and bool(table.column_headers)
    before: tuple[int, str] = (-1, "")
    for cell in sorted(grid.cells, key=lambda each: (each.row, each.column)):
        role = roles.get((cell.row, cell.column), cell.role)
        for fate, form in _COLUMN_OF:
            if role in ("header", "title", "unknown", "note") and form.search(cell.text):
                heads.setdefault(cell.column, fate)  # type: ignore[arg-type]
        aside: Fate | None = "marks" if cell.role == "note" else None
        said = "pages" if contents else heads.get(cell.column, aside)
        names = read and (role in ("label", "header", "title"))
        coded = before[0] == cell.row and _CODE_BEFORE.fullmatch(before[1]) is not None
        coded = coded and _A_CODE.fullmatch(cell.text.strip()) is not None
        before = (cell.row, cell.text)
        yield _Text(cell.span, region, cell=True, names=names, as_said="codes" if coded else said, beside=coded)


_THOUSANDS = re.compile(r"\W*['’]?0{3}(?:[,']0{3})?s?\W*")  # `'000` in a column of units


def _judge(text: _Text, ledger: Ledger) -> list[_Unread]:
    """Enters what the words around the open numbers of a text say of them; returns those of which nothing is said."""
    printed = text.span.text
    open_ = [
        (found, places)
        for found in _NUMBER.finditer(printed)
        if ledger.is_open(places := ledger.addresses(text.span, *found.span()))
    ]
    if not open_:
        return []
    bare = read_cell(printed).kind in ("figure", "figures", "fragment") and not _THOUSANDS.fullmatch(printed)
    alone = text.cell and (bare or (not text.names and _AGE.fullmatch(printed) is not None))
    for start, end, fate in find_fates(printed, in_cell=text.cell, amid=text.amid):
        if alone and (fate not in _OF_BARE or not bare) and text.as_said is None:
            continue  # a bare number in a cell is a value, whatever its digits look like
        ledger.enter(ledger.addresses(text.span, start, end), fate)
    unread: list[_Unread] = []
    worded = worded_figures(printed)
    for found, places in open_:
        if not ledger.is_open(places):
            continue
        value = alone or looks_like_value(printed, *found.span(), worded)
        if text.as_said is not None and (alone or not value or text.beside):
            ledger.enter(places, text.as_said)
        elif text.names and not alone and not (value and _clings(printed, *found.span())):
            ledger.enter(places, "labels")
        else:
            ledger.enter(places, "unread")
            where = text.span.cut(*found.span()).location
            unread.append(_Unread(text.region, where, found[0], value, places))
    return unread


def _clings(text: str, start: int, end: int) -> bool:
    """Whether a value clings to a label: `Net sales 75,183`, `1,234坪`. In a name more follows: `3.5% notes due`."""
    behind = sum(map(str.isalnum, text[end:]))
    return behind == 0 or behind + sum(map(str.isalnum, text[:start])) <= _LONGEST_UNIT


def _outside(ledger: Ledger) -> Iterator[_Unread]:
    """Numbers that stand in no text of the document: what was left out on the way."""
    for n, each in enumerate(ledger.prints):
        start = ledger.starts[n]
        numbers = [f for f in _NUMBER.finditer(each.text) if ledger.is_open([(start + f.start(), start + f.end())])]
        if not numbers:
            continue
        alone = read_cell(each.text).kind in ("figure", "figures", "fragment")
        for left, right, fate in find_fates(each.text, in_cell=alone):
            if alone and fate not in _OF_BARE:
                continue
            ledger.enter([(start + left, start + right)], fate)
        worded = worded_figures(each.text)
        for found in numbers:
            here = [(start + found.start(), start + found.end())]
            if not ledger.is_open(here):
                continue
            ledger.enter(here, "unread")
            where = each.location
            if where.line is not None:
                at = (where.start or 0) + found.start()
                where = Location(line=where.line, start=at, end=at + len(found[0]))
            yield _Unread(_no_block(where), where, found[0], looks_like_value(each.text, *found.span(), worded), here)


def _no_block(where: Location) -> str:
    return f"page {where.page}" if where.page is not None else "text outside of every block"


# --- what is told -----------------------------------------------------------------------------------------------------


def _as_counted(unread: Sequence[_Unread], ledger: Ledger) -> Iterator[_Unread]:
    """As many as the account counts as unread: `1` and `2` of one number in two markups are two prints, and a number
    of which a heading says the last four digits only is one."""
    counted = [(n, start, end) for n, start, end, fate in ledger.numbers() if fate == _CODE["unread"]]
    starts = [ledger.starts[n] + start for n, start, _ in counted]
    told: set[int] = set()
    for each in unread:
        for left, right in each.places:
            for k in range(max(0, bisect_right(starts, left) - 1), bisect_right(starts, right - 1)):
                n, _, end = counted[k]
                if k not in told and ledger.starts[n] + end > left:
                    told.add(k)
                    yield each
    worded: dict[int, list[Stretch]] = {}
    for k, (n, start, end) in enumerate(counted):
        if k not in told:
            where, text = ledger.prints[n].location, ledger.prints[n].text
            if n not in worded:
                worded[n] = worded_figures(text)
            value = looks_like_value(text, start, end, worded[n])
            yield _Unread(_no_block(where), where, text[start:end], value, ())


def _problems(unread: Iterable[_Unread]) -> Iterator[Problem]:
    """One problem for each table, page or stretch of text with unread numbers; beyond a limit one for all the rest."""
    regions: dict[str, list[_Unread]] = {}
    for each in unread:
        regions.setdefault(each.region, []).append(each)
    told = list(regions.items())
    for region, group in told[:_MOST_PLACES]:
        yield _problem(region, group)
    rest = [each for _, group in told[_MOST_PLACES:] for each in group]
    if rest:
        yield _problem(f"{len(told) - _MOST_PLACES} other places", rest)


def _problem(region: str, group: Sequence[_Unread]) -> Problem:
    values = [each for each in group if each.value]
    shown = ", ".join(f"`{each.printed[:40]}`" for each in (values or group)[:_SHOWN])
    more = f" and {len(group) - _SHOWN} more" if len(group) > _SHOWN else ""
    where = region if not region.startswith("text") else "the text from here on"
    return problem(
        "numbers_unread",
        f"{where}: {len(group)} numbers are in no fact and nothing says what they are: {shown}{more}",
        location=(values or group)[0].where,
        severity="error" if values else "warning",
        data={"region": region, "numbers": str(len(group)), "like_values": str(len(values))},
    )
