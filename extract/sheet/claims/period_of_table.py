"""What stands over a whole table: its corner, its title and captions, the table above, a heading that dates it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import regex as re

from extract.lex.events import tells_event
from extract.lex.piece import Piece, mention_to_piece
from extract.model import Span
from extract.model.claim import Claim, Rank
from extract.sheet.claims.period_of_column import says_no_end
from extract.sheet.nature import nature_of
from extract.sheet.parts import Lent
from extract.sheet.wording import CHANGE, PERCENT_NOTE, dateline, shown

if TYPE_CHECKING:
    from extract.sheet.sheet import Sheet

Read = Callable[[str], tuple[Piece, ...]]
_MOST_CAPTIONS = 6
_AS_AT = re.compile(r"(?:現在|時点)\s?[)）]?$")
# `2023 2Q FORM 10-Q 30`: the foot of a page names the report and its number, not the table below.
_REPORT = r"\bform\s+(?:10-?[KQ]|20-?F|40-?F|6-?K|8-?K)\W*"
_FOOT = re.compile(rf"{_REPORT}\d{{1,3}}\W*$|^\W*\d{{1,3}}\W+.{{0,30}}{_REPORT}$", re.I)
_TITLE_YEAR = re.compile(r"(?:,\s*|[(（]\s*|\bin\s+)(?P<year>(?:19|20)\d\d)\s*[)）]?$")
_MONTHLY = re.compile(r"\bmonthly\b|\b(?:by|per|each) month\b|月次|月別|月ごと|月毎", re.I)
_MONTHS_BELOW = re.compile(r"\W*(?:(?:calendar )?months?|年?月|月[次度別]?)\W*", re.I)
# What stands at the end of a month, or is a mean of it.
_STANDING = re.compile(
    r"\b(?:headcount|employees|stores|customers|subscribers|members|users|balances?|prices?|rates?|averages?|outstanding"
    r"|end|closing|backlog|inventor\w+)\b|残高|末|人員|会員|在庫|平均|価格|レート",
    re.I,
)
_AMOUNT = re.compile(r"\d[,.]\d")
_SENTENCE = re.compile(r"[。]\s*$|[a-z)]\.\s*$")
# A sentence that announces the figures below says what they are of; another one tells of whatever it likes.
_ANNOUNCES = re.compile(
    r"\b(?:following|below|table|tables|schedules?|summar\w+|presented|as follows|sets? forth|set out)\b"
    r"|下表|次表|以下|次の|のとおり|の通り|に示す|一覧",
    re.I,
)


def period_of_stub_head(sheet: Sheet, read: Read) -> Iterable[Claim[Piece]]:
    """The corner over the labels, the lowest cell first: `Three Months Ended December 31,` beside `2022`, `2021`."""
    corner = [c for c in sheet.header_cells if c.column in sheet.label_columns]
    for n, cell in enumerate(reversed(corner)):
        below = shown(corner[-n].span) if n else ""
        text = shown(cell.span) + (below if breaks_off(shown(cell.span), below) else "")
        if says_no_end(text):
            yield _until_when(cell.span, Rank.STUB_HEAD, "period_of_stub_head")
            continue
        pieces = () if dateline(text) else read(text)
        if pieces and not _is_title(text):
            yield Claim(
                rank=Rank.STUB_HEAD, rule="period_of_stub_head", values=pieces, printed=text, where=cell.span.location
            )


def _until_when(span: Span, rank: Rank, rule: str) -> Claim[Piece]:
    """`Year to date`, `累計` and nothing else: the years below are not whole, and until when they run is not said."""
    return Claim(rank=rank, rule=rule, said="illegible", printed=shown(span), where=span.location)


_REST_OF_PERIOD = re.compile(r"\W*(?:連結)?(?:累計|会計)期間\W*")
_QUARTER_ENDS = re.compile(r"(?:四半期|中間)\s*$")


def breaks_off(line: str, below: str) -> bool:
    """Whether the name of a period goes on in the next line.

    >>> breaks_off("第２四半期", "連結累計期間"), breaks_off("第２四半期", "売上高")
    (True, False)
    """
    return _REST_OF_PERIOD.fullmatch(below) is not None and _QUARTER_ENDS.search(line) is not None


def _is_title(text: str) -> bool:
    return len(text) > 80


def period_of_caption(sheet: Sheet, read: Read) -> Iterable[Claim[Piece]]:
    """The title rows and the lines before the table, the nearest first. A line that is a day and nothing else dates
    the document, and the day in a sentence is that of an event: neither dates the table. A sentence that announces no
    figures only hints. Over rows of months, the month of the title is the newest of them, and not when the quarter ends
    of which another row is."""
    spans = sheet.title_spans[:_MOST_CAPTIONS]
    marks = [span for span in spans if _is_part_alone(shown(span), read)]
    for span in spans:
        if len({shown(mark) for mark in marks}) < _AXIS or span not in marks:
            for claim in _of_line(span, read):
                if not all(map(_is_month_of_year, claim.values)) or not _rows_are_months(sheet, read):
                    yield claim


_AXIS = 2


def _is_part_alone(text: str, read: Read) -> bool:
    """Whether a line is a part of a year and nothing else: `1Q`, `2Q`, `3Q` on lines of their own name the categories
    of a chart, and none of them the table that comes next."""
    pieces = read(text)
    alone = len(pieces) == 1 and not pieces[0].has_year and pieces[0].day is None
    rest = text[: pieces[0].start] + text[pieces[0].end :] if alone else text
    return alone and not any(map(str.isalnum, rest))


def _of_line(span: Span, read: Read) -> Iterable[Claim[Piece]]:
    text = shown(span)
    if says_no_end(text):
        yield _until_when(span, Rank.CAPTION, "period_of_caption")
        return
    pieces = _without_base(_beside_note(read(text), text), text)
    if not pieces or dateline(text) or _FOOT.search(text) or tells_event(text):
        return
    day = len(pieces) == 1 and pieces[0].day is not None and not pieces[0].has_length
    if day and _of_document(pieces[0], text):
        return
    said = not _SENTENCE.search(text) or bool(_ANNOUNCES.search(text)) or _is_mostly(pieces, text)
    if not said and _tells_an_amount(pieces, text):
        return
    yield Claim(
        rank=Rank.CAPTION, rule="period_of_caption", values=pieces, printed=text, where=span.location,
        said="said" if said else "hinted",
    )  # fmt: skip


def _beside_note(pieces: tuple[Piece, ...], text: str) -> tuple[Piece, ...]:
    """The periods of a line without those with which its note on percentages compares: `(% indicates changes from the
    previous corresponding period)` dates no figure. The note ends with its bracket."""
    note = PERCENT_NOTE.search(text) if pieces else None
    if note is None:
        return pieces
    closes = _CLOSES.search(text, note.start())
    end = closes.start() if closes is not None else len(text)
    return tuple(piece for piece in pieces if not note.start() <= piece.start < end)


_CLOSES = re.compile("[)）]")


def _without_base(pieces: tuple[Piece, ...], text: str) -> tuple[Piece, ...]:
    """The periods of a title without those with which it compares: `Sales growth, fourth quarter 2031 vs. fourth
    quarter 2030`, `EUR million; growth vs. 3Q30`, `営業利益増減要因（2030年度→2031年度）`. Where a title names two
    and does not speak of changes, both stay: its figures may be those of either."""
    if len(pieces) == 2 and not CHANGE.search(text[: pieces[0].end] + text[pieces[1].end :]):
        return pieces
    if len(pieces) == 2 and _ONWARD.fullmatch(text[pieces[0].end : pieces[1].start]):
        return pieces[1:]
    return tuple(piece for piece in pieces if not _AGAINST.search(text[: piece.start]))


_AGAINST = re.compile(
    r"\b(?:vs\.?|versus|compared\s+(?:to|with)|against|relative\s+to)\s+(?:the\s+)?(?:same\s+)?$|対\s*$", re.I
)
_ONWARD = re.compile(r"\s*(?:[→⇒➡➔]|->)\s*")


def _is_mostly(pieces: Sequence[Piece], text: str) -> bool:
    """Whether one period makes up half of a line: `Six months ended 30 June 2023.`"""
    return len(pieces) == 1 and 2 * (pieces[0].end - pieces[0].start) >= len(text)


def _tells_an_amount(pieces: Sequence[Piece], text: str) -> bool:
    """Whether a sentence prints a figure with its thousands or decimals apart from its periods: `For the nine months
    ended June 30, 2018, depreciation amounted to £66,481 thousand.` dates that figure, and no table below it."""
    rest = text
    for piece in sorted(pieces, key=lambda piece: -piece.start):
        rest = rest[: piece.start] + " " + rest[piece.end :]
    return _AMOUNT.search(rest) is not None


def _of_document(piece: Piece, text: str) -> bool:
    if piece.relative is not None or _AS_AT.search(text) or piece.kind == "instant":
        return text.endswith("。")
    return (piece.end - piece.start) * 10 >= len(text) * 8 or bool(_SENTENCE.search(text))


def period_of_monthly_rows(sheet: Sheet, read: Read) -> Iterable[Claim[Piece]]:
    """What a title or the head of the labels calls months is one month in each row, and no day at its end: `October
    2022` under `Month`, `2023年３月` in `月次売上高`. Not where a column is one of balances."""
    if not _rows_are_months(sheet, read):
        return
    heads = [shown(cell.span) for index in sheet.value_columns for cell in sheet.heads_over(index)]
    if any(_STANDING.search(head) or nature_of(head) == "instant" for head in heads):
        return
    corner = [c.span for c in sheet.header_cells if c.column in sheet.label_columns]
    said = [span for span in corner if _MONTHS_BELOW.fullmatch(shown(span))]
    said += [
        s for s in sheet.title_spans[:_MOST_CAPTIONS] if _MONTHLY.search(shown(s)) and not _STANDING.search(shown(s))
    ]
    for span in said[:1]:
        month = Piece(kind="duration", months=1, printed=shown(span))
        yield Claim(
            rank=Rank.STUB_HEAD, rule="period_of_monthly_rows", values=(month,), printed=month.printed,
            where=span.location,
        )  # fmt: skip


def _rows_are_months(sheet: Sheet, read: Read) -> bool:
    """Whether most rows of a table are months, each of its year."""
    labels = [c for c in sheet.grid.cells if c.column in sheet.label_columns and c.row >= sheet.first_data_row]
    named = [read(shown(cell.span)) for cell in labels]
    months = {(p[0].year, p[0].month) for p in named if len(p) == 1 and _is_month_of_year(p[0])}
    return len(months) >= _AXIS and 2 * len(months) >= len(labels)


def _is_month_of_year(piece: Piece) -> bool:
    return piece.has_day and piece.day is None and not piece.has_length and piece.kind is None


def period_of_monthly_title(sheet: Sheet, read: Read) -> Iterable[Claim[Piece]]:
    """The year that ends a title of what happened month by month, over columns of months in its order: `Monthly
    bookings, 2031` over `Jan` `Feb`. Months that begin again are those of a fiscal year, which may have another number.
    """
    heads = [read(" ".join(shown(c.span) for c in sheet.heads_over(i))) for i in sheet.value_columns]
    alone = [len(h) == 1 and h[0].day is None and not h[0].has_length and not h[0].has_year for h in heads]
    months = [h[0].month or 0 if lone else 0 for h, lone in zip(heads, alone, strict=True)]
    if len(months) < 2 or not all(months) or any(a >= b for a, b in pairwise(months)):
        return
    for span in sheet.title_spans[:_MOST_CAPTIONS]:
        text = shown(span)
        match = _TITLE_YEAR.search(text) if _MONTHLY.search(text) and not _STANDING.search(text) else None
        if match is not None and nature_of(text) != "instant":
            year = Piece(kind="duration", months=1, bare=int(match["year"]), printed=match["year"])
            yield Claim(
                rank=Rank.CAPTION, rule="period_of_monthly_title", values=(year,), printed=text, where=span.location
            )


_OF_QUARTERS = re.compile(
    r"\bquarterly\s+(?:[a-z-]+\s+){0,3}?(?:data|information|results|figures|summary|highlights|earnings|operations|performance"
    r"|income|review|statements?)\b(?!\s+(?:reports?|releases?|calls?|announcements?))",
    re.I,
)


def period_of_quarterly_title(sheet: Sheet) -> Iterable[Claim[Piece]]:
    """`Selected quarterly financial data` over the last days of quarters: what flowed did so in the three months before
    each of them. What stood does so on the day; the caller asks for flows alone."""
    for span in sheet.title_spans[:_MOST_CAPTIONS]:
        said = _OF_QUARTERS.search(shown(span))
        if said is not None:
            quarter = Piece(kind="duration", months=3, printed=said[0])
            yield Claim(
                rank=Rank.CAPTION, rule="period_of_quarterly_title", values=(quarter,), printed=said[0],
                where=span.cut(*said.span()).location,
            )  # fmt: skip
            return


def period_of_surroundings(sheet: Sheet) -> Iterable[Claim[Piece]]:
    """The heading that dates several tables; with nothing between, the table above."""
    if sheet.reign is not None:
        yield _lent(sheet.reign, Rank.HEADING, "dated_heading")
    if sheet.above is not None and not sheet.opens_subject:
        yield _lent(sheet.above, Rank.TABLE_ABOVE, "period_of_table_above")


def _lent(told: Lent, rank: Rank, rule: str) -> Claim[Piece]:
    piece = mention_to_piece(told.mention)
    return Claim(rank=rank, rule=rule, values=(piece,), printed=piece.printed, where=told.where)
