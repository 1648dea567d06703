"""The headings over a column, innermost first: the nearest is the column's own, those above it are spanners."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
import regex as re

from extract.lex.calendar_words import ERA
from extract.lex.fold import fold
from extract.lex.heading_pieces import without_event_days
from extract.lex.piece import Piece
from extract.lex.scenarios import plan_words
from extract.model import Cell
from extract.model.claim import Claim, Rank
from extract.sheet.wording import CHANGE, PERIODISH, shown

Read = Callable[[str], tuple[Piece, ...]]
_TRANSITION = re.compile(
    r"^\W*(?:(?:IFRS|国際会計基準)への?)?移行日\W*$|^\W*(?:date of transition|transition date)\W*$", re.I
)
_ENDED = re.compile(r"\bend(?:ed|ing)\b", re.I)
_BEGUN = re.compile(rf"自\s*(?:{ERA}|[12]\d{{3}}|[１２][０-９]{{3}})")
_SINCE = re.compile(r"累計(?:期間|実績|額)?|\bYTD\b|\byear[- ]to[- ]date\b|\bcumulative(?: total)?\b", re.I)
_BARE_QUARTER = re.compile(r"[1-4１-４]\s?[QＱ]|[QＱ]\s?[1-4１-４]|第?\s?[1-4１-４]\s?四半期")
_NO_YEAR = re.compile(r"%\s*(?:of|to)\b", re.I)


def period_of_column(heads: Sequence[Cell], read: Read) -> Iterable[Claim[Piece]]:
    """Claims of the cells over a column, `heads` from the outermost to the innermost.

    A heading that compares periods (`YoY (FY10 to FY11)`) is of none of them. One that looks like a period and cannot
    be read is illegible: nothing may be lent to the column from afar.
    """
    if any(_TRANSITION.search(shown(cell.span)) for cell in heads):
        # The day on which other standards begin is no year, though the year before may stand under its month.
        yield from (_illegible(cell) for cell in heads if _TRANSITION.search(shown(cell.span)))
        return
    claims = [claim for n, cell in enumerate(reversed(heads)) if (claim := _claim(cell, n, read)) is not None]
    claims = _since_first_day(claims)
    if _is_version_of_plan(heads):
        claims = [claim for claim in claims if not _ONE_WORD.fullmatch(claim.printed)]
    if _are_of_two_columns(claims):
        # Pieces of the headings of two columns, this year's and last year's: which are whose, print does not tell.
        yield from (msgspec.structs.replace(claim, said="illegible", values=()) for claim in claims)
        return
    if any(_ENDED.search(c.text) for c in heads):
        claims = [_as_spans(claim) for claim in claims]
    whole = _said_together(heads, claims, read)
    if whole is None and _is_torn_range(heads, claims):
        claims = [msgspec.structs.replace(claim, said="illegible", values=()) for claim in claims]
    yield from (whole,) if whole is not None else _day_first(claims)


def _day_first(claims: list[Claim[Piece]]) -> list[Claim[Piece]]:
    """`For the periods ended September 30,` over `2031` over `Third Quarter`: the year is that of the day, which is one
    before a part of it is looked for. `Third Quarter` and a bare year alone would be of a fiscal year."""
    pieces = [claim.values[0] if len(claim.values) == 1 else Piece() for claim in claims]
    parts = [p.part is not None and not (p.has_year or p.month or p.months) for p in pieces]
    years = [p.bare is not None and not (p.has_length or p.month) for p in pieces]
    days = [p.day is not None and not (p.has_year or p.has_length) for p in pieces]
    if len(claims) != 3 or not (any(parts) and any(years) and any(days)):
        return claims
    order = sorted(range(3), key=lambda n: (parts[n], days[n]))
    return [msgspec.structs.replace(claims[n], rank=Rank.SPANNER) for n in order]


_QUARTERS = frozenset(("Q1", "Q2", "Q3", "Q4"))


def _are_of_two_columns(claims: Sequence[Claim[Piece]]) -> bool:
    """Whether headings over each other name this year and the last one, or two quarters."""
    pieces = [piece for claim in claims for piece in claim.values]
    years, quarters = {p.relative for p in pieces}, {p.part for p in pieces}
    return len(claims) > 1 and (len(years & {"prior", "current"}) > 1 or len(quarters & _QUARTERS) > 1)


def _since_first_day(claims: list[Claim[Piece]]) -> list[Claim[Piece]]:
    """`Year to date` over `September 30, 2021`: where another heading says until when, and nothing how long, the span
    runs from the first day of the fiscal year."""
    told = [claim for claim in claims if not (claim.said == "illegible" and says_no_end(claim.printed))]
    pieces = [piece for claim in told for piece in claim.values]
    whole = [p for p in pieces if p.has_length or (p.month is None and (p.bare is None or p.part is not None))]
    if len(told) == len(claims) or whole or all(p.month is None for p in pieces):
        return claims
    replace = msgspec.structs.replace
    since = {claim.printed: Piece(kind="duration", cumulative=True, printed=claim.printed) for claim in claims}
    return [c if c in told else replace(c, said="said", values=(since[c.printed],)) for c in claims]


def _is_version_of_plan(heads: Sequence[Cell]) -> bool:
    """Whether the lines of a heading name one version of a plan: `Previous` over `forecast` is of no year before."""
    if len(heads) < 2:
        return False
    said = plan_words(" ".join(shown(cell.span) for cell in heads))
    return said is not None and said.plan is not None and ":" in said.plan


_ONE_WORD = re.compile(r"\W*[^\W\d]+\W*")


def _is_torn_range(heads: Sequence[Cell], claims: Sequence[Claim[Piece]]) -> bool:
    """Whether a heading says from when, and no piece of it does: `（自 令和６年４月１`, `日` among lines of others."""
    begun = sum(_BEGUN.search(cell.text) is not None for cell in heads)
    return begun > 0 and not any(piece.begin is not None for claim in claims for piece in claim.values)


def _as_spans(claim: Claim[Piece]) -> Claim[Piece]:
    """Under `Ended` a bare day is the last of a span, even where the length of it has got lost."""
    spans = tuple(
        msgspec.structs.replace(p, kind="duration") if p.kind is None and p.month is not None else p
        for p in claim.values
    )
    return msgspec.structs.replace(claim, values=spans)


def _claim(cell: Cell, distance: int, read: Read) -> Claim[Piece] | None:
    text = shown(cell.span)
    if CHANGE.search(text):
        return None
    rank = Rank.COLUMN if distance == 0 else Rank.SPANNER
    pieces = read(text) if not says_no_end(text) else ()
    if _YEAR_UNREAD.search(text) and not any(piece.has_year for piece in pieces):
        return _illegible(cell, rank)
    if _QUARTER_BEFORE.match(fold(text)) and not any(piece.relative or piece.has_year for piece in pieces):
        return _illegible(cell, rank)
    if pieces:
        return Claim(rank=rank, rule="period_of_column", values=pieces, printed=text, where=cell.span.location)
    return _illegible(cell, rank) if says_no_end(text) or PERIODISH.search(without_event_days(text)) else None


# `H1 24 at constant rates`: two figures behind a part of the year are its year, or nobody knows what.
_YEAR_UNREAD = re.compile(r"\b(?:[QH][1-4]|[1-4][QH]|9M)[\s'’]{1,2}\d\d(?![\d.,%])", re.I)


# `前3Q`: the quarter before, or the third one of the year before.
_QUARTER_BEFORE = re.compile(r"\W*[前昨]\s?(?:[1-4]\s?Q|第?\s?[1-4一二三四]\s?四半期)", re.I)


def says_no_end(text: str) -> bool:
    """`累計`, `YTD` and no quarter: until when, the heading does not say, and it is not the whole year above it.
    A quarter that has slipped in between two such words is another column's: `累計 Q4 YTD`.

    >>> [says_no_end(text) for text in ("累計", "YTD (cumulative)", "累計 Q4 YTD", "3Q累計", "Q3 YTD")]
    [True, True, True, False, False]
    """
    words = _SINCE.findall(text)
    rest = _SINCE.sub("", text)
    return bool(words) and (
        not any(map(str.isalnum, rest)) or (len(words) > 1 and _BARE_QUARTER.fullmatch(rest.strip()) is not None)
    )


def _illegible(cell: Cell, rank: Rank = Rank.COLUMN) -> Claim[Piece]:
    return Claim(
        rank=rank, rule="period_of_column", said="illegible", printed=shown(cell.span), where=cell.span.location
    )


def _said_together(heads: Sequence[Cell], claims: Sequence[Claim[Piece]], read: Read) -> Claim[Piece] | None:
    """`June` over `30,` over `2023`: words that are a period only when they are read as one line."""
    words = [shown(c.span) for c in heads if not CHANGE.search(c.text) and not _NO_YEAR.search(c.text)]
    if len(words) < 2 or any(map(says_no_end, words)):
        return None
    torn = any(c.said == "illegible" for c in claims) or any(re.fullmatch(r"\W*\d{1,2}\W*", w) for w in words)
    if not torn:
        return None
    pieces = read(" ".join(words))
    if len(pieces) != 1 or not pieces[0].has_year:
        return None
    return Claim(
        rank=Rank.COLUMN, rule="period_of_column", values=pieces, printed=" ".join(words), where=heads[-1].span.location
    )
