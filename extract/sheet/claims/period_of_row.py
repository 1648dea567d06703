"""What a row and its headings say of their time: rows that are periods, balances that are dated, headed groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
import regex as re

from extract.lex.piece import Piece, mention_to_piece
from extract.model import Location
from extract.model.claim import Claim, Rank
from extract.sheet.claims.period_of_column import says_no_end
from extract.sheet.parts import Row
from extract.sheet.wording import AS_OF_AND, titles_figures

Read = Callable[[str], tuple[Piece, ...]]
PERIOD_OF_TITLE = "period_of_title_among_rows"
"""The claim of `Financial targets for FY2021` over rows below others."""
_replace = msgspec.structs.replace
_BALANCE = re.compile(r"\bbalances?\b|\bequity at\b|\bcash\b.*\b(?:beginning|end)\b|残高", re.I)
# `中間期末（期末）残高`: at the end of a half under one, of a year under the other.
_EITHER_END = re.compile(r"期末\s?[（(]\s?(?:中間|当|連結会計年度)?期?末\s?[)）]")
_EDGE = re.compile(r"期首|期末|\b(?:beginning|end|start|opening|closing)\b", re.I)


def period_of_row(row: Row, where: Location, read: Read) -> Iterable[Claim[Piece]]:
    """Claims of a row's own label, then of the headings it stands under, the innermost first."""
    label = row.path[-1] if row.path else ""
    pieces = _own(label, read) if not row.of_event else ()
    if len(pieces) == 1 and _is_day(pieces[0]) and any(map(_is_dated_span, map(read, row.path[:-1]))):
        pieces = (_replace(pieces[0], kind="instant"),)  # `June 30, 2023` under `Three Months Ended June 30, 2023`
    if pieces:
        yield Claim(rank=Rank.ROW, rule="period_of_row", values=pieces, printed=label, where=where)
    elif says_no_end(label):
        yield Claim(rank=Rank.ROW, rule="period_of_row", said="illegible", printed=label, where=where)
    if row.cell_period is not None:
        piece = mention_to_piece(row.cell_period)
        yield Claim(rank=Rank.CELL, rule="period_of_cell", values=(piece,), printed=piece.printed, where=where)
    if row.between is not None and not pieces:
        piece = mention_to_piece(row.between)
        yield Claim(rank=Rank.ROW, rule="period_between_balances", values=(piece,), printed=piece.printed, where=where)
    for heading in reversed(row.path[:-1]):
        if says_no_end(heading):
            rule = "period_of_row_heading"
            yield Claim(rank=Rank.ROW_HEADING, rule=rule, said="illegible", printed=heading, where=where)
        said = AS_OF_AND.sub("", heading)
        found = read(said)
        if len(found) == 1 and (_covers(found[0], said, 9) or titles_figures(heading)):
            rule = "period_of_row_heading" if _covers(found[0], said, 9) else PERIOD_OF_TITLE
            yield Claim(rank=Rank.ROW_HEADING, rule=rule, values=found, printed=heading, where=where)


def _is_day(piece: Piece) -> bool:
    return piece.kind is None and piece.has_day and piece.day is not None and not piece.has_length


def _is_dated_span(pieces: tuple[Piece, ...]) -> bool:
    """Whether a heading says how long a span is and when it ends: a day below it is one on which balances stood."""
    return len(pieces) == 1 and pieces[0].has_length and pieces[0].has_day and pieces[0].has_year


def _own(label: str, read: Read) -> tuple[Piece, ...]:
    """The period that a label is, or that dates the balance it names; one merely mentioned in it is none."""
    pieces = read(label)
    if len(pieces) == 2 and sorted(p.relative is not None for p in pieces) == [False, True]:
        # `前期実績（2024年３月期）`: the year that a relative word means stands beside it
        named = tuple(p for p in pieces if p.relative is None and p.has_year)
        pieces = named or pieces
    if len(pieces) != 1:
        return ()
    piece = pieces[0]
    if piece.relative is not None and not piece.has_day and _EDGE.search(label):
        return ()  # `当期末残高`: the end of whatever the statement is of
    if not piece.has_year and _EITHER_END.search(label):
        return ()
    if piece.has_day and not piece.has_length and _BALANCE.search(label):
        return (_replace(piece, kind="instant"),)  # `Balance June 30, 2029`, whatever length the caption speaks of
    if piece.has_day and piece.has_year and not piece.has_length and _stands_on(label, piece):
        return (_replace(piece, kind="instant"),)
    if _covers(piece, label, 5) or _covers_named(piece, label):
        return pieces
    closing = label[: piece.start].rstrip()[-1:] in ("(", "（") and label[piece.end :].strip() in (")", "）")
    if closing and piece.part is not None and piece.bare is None:
        return pieces  # `SG&A expenses, YoY (3Q YTD)`: what the bracket behind a label holds is of the row
    leads = not label[: piece.start].strip(" ('’") and piece.has_day and piece.day is None and not piece.has_length
    return pieces if leads and len(label) - piece.end <= 20 and piece.end - piece.start >= 5 else ()


# `Options outstanding as of June 30, 2031`, `Non-vested awards at January 1, 2031`: what they are is of that day.
_OUTSTANDING = re.compile(
    r"\b(?:outstanding|exercisable|(?:non-?|un)?vested|awards|options|units|shares)\b.*\b(?:as\s+of|at)\s*$", re.I
)


def _stands_on(label: str, piece: Piece) -> bool:
    """Whether a label says of what was outstanding or vested that it was so on the day with which it ends."""
    return not label[piece.end :].strip(" ):") and _OUTSTANDING.search(label[: piece.start]) is not None


def _covers_named(piece: Piece, label: str) -> bool:
    """Whether a relative word and the words of what was reached are all that a label says: `（ご参考）前期実績`."""
    rest = label[: piece.start] + label[piece.end :]
    return piece.relative is not None and not any(map(str.isalnum, _REACHED.sub("", rest)))


_REACHED = re.compile(r"(?:ご)?参考値?|実績値?|連結|個別|\breference\b|\bref\b|\bactuals?\b|\bresults?\b", re.I)


def _covers(piece: Piece, text: str, tenths: int) -> bool:
    """Whether a piece makes up so many tenths of the letters and digits of a text."""
    letters = sum(map(str.isalnum, text))
    return sum(map(str.isalnum, text[piece.start : piece.end])) * 10 >= letters * tenths
