"""What round brackets around a figure mean in a table: a minus, or a remark.

`(48,217) | 17,905 | (2,118) | (32,430)` is a sum only if brackets are a minus. In English statements they are one by
custom. In Japanese ones △ is the sign and brackets are a remark (of which, the year before), so that something must say
it: the document, in words, or the table, by its own sums. Where both are silent and no △ stands in the table, the sign
of a figure in brackets is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from math import log2
from typing import Literal

import msgspec
import regex as re

from extract.facts.value import Valued
from extract.lex.numbers import Figure
from extract.lex.numerals import plain
from extract.model import Candidate, Profile
from extract.model.claim import Claim, Rank
from extract.sheet.parts import Column, Row
from extract.sheet.sheet import Sheet

Sense = Literal["minus", "remark", "open"]

_BRACKETS = re.compile(r"[(（].*[)）]|括弧|カッコ|parenthes|brackets", re.I)
_JAPANESE = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_REMARK = re.compile(r"^\s*[(（〔\[].*[)）〕\]]\s*$|うち|内数|外数|[(（]外|ほか|\bof which\b|\bincluding\b", re.I)
_DECREASE = re.compile(
    r"\b(?:increases?|gains?|profits?|income|earnings|surplus|improvements?)\s*/?\s*[(（]\s*(?:decreases?|loss(?:es)?|deficits?|decline)\s*[)）]",
    re.I,
)
_PLUS = re.compile(r"\s*[+＋]")
_FEWEST = 2
# Terms that a sum may have: longer runs of rows are sections, whose totals are summed again.
_MOST_TERMS = 24
# Bits by which sums must speak beyond what chance makes: a run adds up to a total of n by chance once in n runs, and
# as many totals were tried as the table has figures.
_ENOUGH = 7.0


class Brackets(msgspec.Struct, frozen=True, kw_only=True):
    """What brackets mean in a table, and who says so."""

    sense: Sense
    claim: Claim[str]


def bracket_sense(sheet: Sheet, profile: Profile) -> Brackets:
    """What brackets mean in the table, by the document's words, its language's custom, or the table's sums."""
    defined = [d for d in profile.definitions if d.of == "sign" and _BRACKETS.search(d.term)]
    for definition in defined:
        if definition.value == "negative":
            where, printed = definition.location, definition.printed
            claim = Claim[str](rank=Rank.DOCUMENT, rule="brackets_defined", printed=printed, where=where)
            return Brackets(sense="minus", claim=claim)
    sense, rule = _by_custom_or_sums(sheet, profile, defined=bool(defined))
    rank = Rank.TABLE_ABOVE if rule == "brackets_in_sums" else Rank.DOCUMENT
    return Brackets(sense=sense, claim=Claim(rank=rank, rule=rule))


def _by_custom_or_sums(sheet: Sheet, profile: Profile, *, defined: bool) -> tuple[Sense, str]:
    language = profile.document.language
    labels = (label for row in sheet.rows.values() for label in row.path[-1:])
    if language != "ja" and (language is not None or not any(_JAPANESE.search(label) for label in labels)):
        return "minus", "brackets_by_custom"
    read = [reading.figure for reading in sheet.readings.values() if reading.kind == "figure"]
    if defined or not any(figure.bracketed for figure in read):
        return "remark", "brackets_by_custom"
    if _names_decrease(sheet):
        return "minus", "brackets_named"
    if any(figure.bracketed and figure.signed and figure.value < 0 for figure in read):
        return "remark", "brackets_around_signs"  # `（△1.2）` beside `（2.1）`
    if _beside_plus(sheet):
        return "minus", "brackets_beside_plus"
    lines = _lines(sheet)
    minus, plus = adds_up(lines, -1), adds_up(lines, 1)
    if minus != plus:
        return ("minus" if minus else "remark"), "brackets_in_sums"
    signed = any(figure.value < 0 and not figure.bracketed for figure in read)
    return ("remark" if signed else "open"), "brackets_beside_other_signs"


def _names_decrease(sheet: Sheet) -> bool:
    """Whether a label, a heading or the title says what a figure in brackets is: `increase / (decrease)`."""
    texts = [*(words for row in sheet.rows.values() for words in row.path), *(c.text for c in sheet.header_cells)]
    return any(map(_DECREASE.search, [*texts, sheet.title or ""]))


def _beside_plus(sheet: Sheet) -> bool:
    """Whether brackets stand for the minus of signed figures: in rows or columns in which every figure but zero has a
    plus or brackets, as `+0.4`, `(1.0)`, `+0.6`. A column of asides is all in brackets."""
    figures = {place: r.figure for place, r in sheet.readings.items() if r.kind == "figure" and r.figure.value}
    if any(f.value < 0 and not f.bracketed for f in figures.values()):
        return False
    bracketed = {place for place, f in figures.items() if f.bracketed and not f.signed}
    plus = {place for place, f in figures.items() if place not in bracketed and _PLUS.match(f.printed)}
    mixed: set[tuple[int, int]] = set()
    for axis in (0, 1):
        lines: dict[int, set[tuple[int, int]]] = defaultdict(set)
        for place in figures:
            lines[place[axis]].add(place)
        for line in lines.values():
            if len(line & plus) >= _FEWEST and line & bracketed and line <= plus | bracketed:
                mixed |= line & bracketed
    return 2 * len(mixed) > len(bracketed)


def claims_of_sign(printed: str, brackets: Brackets) -> Iterator[Claim[str]]:
    """Who says the sign of a printed figure: a sign with it, or what brackets mean in its table."""
    if _SIGNED.search(printed):
        yield Claim(rank=Rank.FIGURE, rule="sign_of_figure", printed=printed)
    elif _BRACKETED.search(printed):
        yield brackets.claim


_SIGNED = re.compile(r"^\W*[-−–△▲▵△]\s*[\d.$¥€£]|\d\s*[-−]$")
_BRACKETED = re.compile(r"[(（][^()（）]*\d[^()（）]*[)）]")


def is_remark(label: Sequence[str]) -> bool:
    """Whether a row says itself that what it tells is beside something: `（うち海外）`, `（外、平均臨時雇用者数）`."""
    return any(_REMARK.search(words) for words in label[-1:])


def signed(figure: Figure, label: Sequence[str], sense: Sense, *, japanese: bool) -> Figure:
    """The figure of a row with its sign: where round brackets are a remark, they are no minus."""
    remark = sense != "minus" or (japanese and is_remark(label))
    if figure.bracketed and not figure.signed and remark:
        return msgspec.structs.replace(figure, value=abs(figure.value))
    return figure


def open_sign(figure: Figure, valued: Valued, sense: Sense, row: Row, column: Column) -> tuple[Candidate, ...]:
    """Both readings of a figure in brackets of which nothing says what they mean; a label in brackets, or one that says
    `of which`, says it, and so does a heading of shares in brackets: `（構成比）`."""
    if not figure.bracketed or figure.signed or sense != "open" or valued.value is None:
        return ()
    if is_remark(row.path) or (column.share and is_remark(column.path)):
        return ()
    return (
        Candidate(value=plain(-abs(valued.value)), why="the brackets are a minus"),
        Candidate(value=plain(abs(valued.value)), why="the brackets are a remark"),
    )


def _lines(sheet: Sheet) -> list[list[Figure | None]]:
    """The figures that stand alone in their cells, column by column, and row by row; None for a dash.

    Changes are not added up with what they are the changes of: `(9,942) | 40,876 | 50,818` is a sum if brackets are a
    remark, and this year less last if they are a minus.
    """
    rows = [row for row in sheet.rows.values() if not is_remark(row.path)]
    levels = [row.index for row in rows if not row.change]
    columns = [column for column in sheet.value_columns if not sheet.columns[column].change]
    places = [[(row, column) for row in levels] for column in sheet.value_columns]
    places += [[(row.index, column) for column in columns] for row in rows]
    lines: list[list[Figure | None]] = []
    for line in places:
        read = [sheet.readings.get(place) for place in line]
        kept = [r for r in read if r is not None and r.kind in ("figure", "nil")]
        lines.append([r.figure if r.kind == "figure" and not r.figure.percent else None for r in kept])
    return lines


def adds_up(lines: Iterable[Sequence[Figure | None]], sign: int) -> bool:
    """Whether runs of a line, brackets taken as `sign`, add up to the figure behind them, more often than by chance.

    Only runs with brackets and without count: all in brackets, they add up with either sign.
    """
    told, totals = 0.0, 1
    for line in lines:
        figures = [figure for figure in line if figure is not None]
        for end in range(2, len(figures)):
            total = _value(figures[end], sign)
            run, bracketed, tried = Decimal(0), int(figures[end].bracketed), 0
            totals += 1
            for start in range(end - 1, max(-1, end - 1 - _MOST_TERMS), -1):
                run += _value(figures[start], sign)
                bracketed += figures[start].bracketed
                if end - start < 2 or not 0 < bracketed < end - start + 1:
                    continue
                tried += 1
                if run == total:
                    told += max(0.0, log2(float(abs(total).scaleb(figures[end].digits)) + 1) - log2(tried))
                    break
    return told - log2(totals) >= _ENOUGH


def _value(figure: Figure, sign: int) -> Decimal:
    return abs(figure.value) * sign if figure.bracketed and not figure.signed else figure.value
