"""Pieces of a period: what one place says of a length, a last day, a year, a part of the fiscal year.

A heading over a column may say `Three Months Ended December 31,`, the one below it `2022`: each is a piece, and pieces
that complete each other are one period. Pieces that contradict each other are never joined.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

import msgspec

from extract.lex.dates import last_day, months_later
from extract.lex.mention import PARTS, Mention, PeriodPart, Relative

_replace = msgspec.structs.replace
Kind = Literal["instant", "duration"]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed of a period at `text[start:end]`, as far as it goes; None is what it leaves open.

    `kind` is None for a bare day or month, which may be the last of a span as well as a balance's. `year`, `month`,
    `day` are of the last day; `fiscal` is the year that a label names (FY2024), `bare` a year of which nothing says
    whose it is (`2024` over a column). `months` and `weeks` are the length, `begin` the first day (ISO 8601), `part`
    the place within the fiscal year. `edge`: the first or the last day of what other pieces name (`期首`).
    """

    start: int = 0
    end: int = 0
    printed: str = ""
    kind: Kind | None = None
    begin: str | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: int | None = None
    bare: int | None = None
    months: int | None = None
    weeks: int | None = None
    part: PeriodPart | None = None
    cumulative: bool = False
    relative: Relative | None = None
    term: int | None = None
    label: str | None = None
    names_year_end: bool = False
    in_year: bool = False
    edge: bool = False

    @property
    def has_length(self) -> bool:
        """Whether the piece says how long the period is."""
        return bool(self.begin or self.months or self.weeks or self.part in PARTS or self.part == "LTM")

    @property
    def says_anything(self) -> bool:
        """Whether the piece says more than its kind."""
        return self.has_length or self.has_year or self.month is not None or self.edge or self.term is not None

    @property
    def has_day(self) -> bool:
        """Whether the piece says in which month of which year the period ends."""
        return self.year is not None and self.month is not None

    @property
    def has_year(self) -> bool:
        """Whether the piece names a year of any kind."""
        return self.year is not None or self.fiscal is not None or self.bare is not None or self.relative is not None


_AS_OF = re.compile(r"\bas\s+(?:of|at)\b|\bat\b|現在|時点|末|\bbalances?\b", re.I)

_OF_YEAR = frozenset(PARTS) - {"FY"}


def mention_to_piece(mention: Mention) -> Piece:
    """A mention as the piece that it is.

    >>> from extract.lex.periods import find_periods
    >>> piece = mention_to_piece(find_periods("Three Months Ended December 31,")[0])
    >>> piece.kind, piece.months, piece.month, piece.day, piece.year
    ('duration', 3, 12, 31, None)
    """
    year = month = day = fiscal = bare = None
    month, day = mention.month, mention.day
    begin = mention.begin
    if mention.finish is not None:
        last = date.fromisoformat(mention.finish)
        year, month, day = last.year, last.month, last.day
        if mention.months and mention.month is not None and mention.day is not None:
            begin = None  # reckoned by months, where the years may be of weeks
        if mention.part == "M" and mention.kind == "instant":
            day = None
    whole_year = mention.part is None and mention.finish is None and not mention.torn
    if mention.year is not None:
        if whole_year and (mention.label is None or mention.label.isdigit()):
            bare = mention.year
        elif mention.label is not None or mention.finish is None:
            fiscal = mention.year
    kind: Kind | None = mention.kind
    stands = mention.part in _OF_YEAR or _AS_OF.search(mention.printed) or mention.relative is not None
    if bare is not None or (kind == "instant" and not stands):
        kind = None  # a day may end a span; `2nd quarter-end` is one, whatever else is said
    part = None if mention.part == "M" else mention.part
    return Piece(
        start=mention.start, end=mention.end, printed=mention.printed, kind=kind, begin=begin, year=year,
        month=month, day=day, fiscal=fiscal, bare=bare, months=mention.months, part=part,
        cumulative=mention.cumulative, relative=mention.relative, term=mention.term, label=mention.label,
        names_year_end=mention.names_year_end, in_year=mention.in_year,
    )  # fmt: skip


def join(near: Piece, far: Piece, *, together: bool = False) -> Piece | None:
    """Two pieces as one period; None where they contradict each other. What both leave open stays open.

    `together` says that they stand side by side, so that a label and the dates beside it are one: `FY2024 (ended
    March 31, 2025)`. Apart, a label goes with the year of that number only.

    >>> whole = join(Piece(bare=2022), Piece(kind="duration", months=3, month=12, day=31))
    >>> whole.year, whole.month, whole.months
    (2022, 12, 3)
    >>> join(Piece(bare=2022), Piece(kind="instant", year=2021, month=12, day=31)) is None
    True
    """
    inside = month_within(near, far)
    if inside is not None:
        return inside
    if _label_apart(near, far, together) or _label_apart(far, near, together):
        return None
    if not together and (_is_named_otherwise(near, far) or _is_named_otherwise(far, near)):
        return None
    if _is_bare_year_long(near, far) or _is_bare_year_long(far, near):
        return None
    placed = _part_placed(near, far), _part_placed(far, near)
    together = together or placed != (near, far)
    near, far = placed
    near, far = _year_word_with_day(near, far), _year_word_with_day(far, near)
    if together:
        near, far = _term_with_dates(near, far), _term_with_dates(far, near)
    fields: dict[str, object] = {}
    for name in ("kind", "begin", "year", "month", "day", "fiscal", "bare", "relative", "term"):
        mine, other = getattr(near, name), getattr(far, name)
        if mine is not None and other is not None and mine != other:
            return None
        fields[name] = other if mine is None else mine
    if _years_apart(fields, near, far, together):
        return None
    length = _length(near, far)
    if length is None:
        return None
    fields["months"], fields["weeks"], fields["part"] = length
    named = any(p.part == "FY" and (p.has_year or p.relative) for p in (near, far))  # a first year may be short
    if _too_long(fields) or (not (together and named) and _is_other_length(fields)):
        return None
    if fields["bare"] is not None:
        fields |= _bare_year_placed(fields)
    if fields["kind"] is None and length != (None, None, None):
        fields["kind"] = "duration"
    label = near.label if near.label and not (near.label.isdigit() and far.label) else far.label
    return Piece(
        start=near.start, end=near.end,
        printed=f"{far.printed} {near.printed}".strip() if far.printed != near.printed else near.printed,
        cumulative=near.cumulative or far.cumulative, label=label,
        names_year_end=near.names_year_end or far.names_year_end, in_year=near.in_year or far.in_year,
        edge=near.edge or far.edge,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def _is_named_otherwise(word: Piece, dated: Piece) -> bool:
    """`2032年度` and `2032年３月期（2031年４月１日～2032年３月31日）`: two ways to name years, by the one in which they
    begin and by the one in which they end. One number is two years in them, unless years are those of the calendar."""
    if word.fiscal is None or word.fiscal != dated.fiscal or word.names_year_end or not dated.names_year_end:
        return False
    by_begin = "年度" in word.printed or ("期" in dated.printed and word.printed.lstrip().startswith("FY"))
    return word.month is None and dated.month not in (None, 12) and by_begin


def _years_apart(fields: dict[str, object], near: Piece, far: Piece, together: bool) -> bool:
    """Whether the years that are named cannot be one, or nothing says that they are.

    The name of a fiscal year (`FY2025`) and the dates of a year that ends in 2025 are one only where they stand
    together: a company may name its years by the one in which they begin.
    """
    year, fiscal, bare = fields["year"], fields["fiscal"], fields["bare"]
    if isinstance(bare, int) and bare not in (year, fiscal) and not (year is None and fiscal is None):
        return True
    if not (isinstance(year, int) and isinstance(fiscal, int)):
        return False
    tied = any(piece.year is not None and piece.fiscal is not None for piece in (near, far))
    return year - fiscal not in (0, 1, -1) if together or tied else True


def _bare_year_placed(fields: dict[str, object]) -> dict[str, object]:
    """A bare year beside a month is that of the day; beside a part of a fiscal year it is that of the label."""
    bare = fields["bare"]
    if fields["month"] is not None and fields["year"] in (None, bare):
        return {"year": bare, "bare": None}
    if fields["part"] is not None and fields["month"] is None:
        return {"fiscal": bare if fields["fiscal"] is None else fields["fiscal"], "bare": None}
    return {}


def _too_long(fields: dict[str, object]) -> bool:
    """Whether a first day and a last day from two places lie more than a year and a week apart, or the wrong way."""
    begin, year, month = fields["begin"], fields["year"], fields["month"]
    if not (isinstance(begin, str) and isinstance(year, int) and isinstance(month, int)):
        return False
    months = (year - int(begin[:4])) * 12 + month - int(begin[5:7])
    return not 0 <= months <= 12


def _is_other_length(fields: dict[str, object]) -> bool:
    """Whether a year has a first and a last day, from another place, that are not twelve months apart: `Full year`
    beside a column of the nine months to December is not these."""
    begin, year, month = fields["begin"], fields["year"], fields["month"]
    if fields["part"] != "FY" or not (isinstance(begin, str) and isinstance(year, int) and isinstance(month, int)):
        return False
    months = (year - int(begin[:4])) * 12 + month - int(begin[5:7])
    return months not in (11, 12)


def _label_apart(whole: Piece, part: Piece, together: bool) -> bool:
    """Whether a dated year is not known to be the one that the label of its part names: `Q1 FY2025` goes with the year
    that ends in 2025 where nothing says more, and with no other."""
    dated = whole.part == "FY" and whole.has_day and whole.fiscal is None
    return dated and part.part not in (None, "FY") and part.fiscal not in (None, whole.year) and not together


def _is_bare_year_long(long: Piece, part: Piece) -> bool:
    """`Twelve months` beside a dated quarter: no day says of which year that quarter would be a part."""
    undated = long.months == 12 and long.part is None and long.month is None and long.begin is None
    return undated and part.month is not None and part.part in PARTS and part.part != "FY"


def _year_word_with_day(word: Piece, day: Piece) -> Piece:
    """`前事業年度（2022年３月31日）`: the day beside the word for the year is a balance's; the word lends no length."""
    names_only = word.part == "FY" and (word.relative or word.term is not None) and not (word.months or word.month)
    if names_only and day.kind != "duration" and day.day is not None and not day.has_length:
        return _replace(word, part=None, kind=None)
    return word


def _term_with_dates(word: Piece, dates: Piece) -> Piece:
    """`第３期 自 2031年２月１日 至 2031年７月31日`: a term is as long as the dates beside it say, and those of a trust
    are half a year."""
    numbered = word.part == "FY" and word.term is not None and not (word.has_year or word.months or word.month)
    return _replace(word, part=None) if numbered and dates.begin is not None and dates.has_day else word


_YEAR = 12  # months


def _part_placed(whole: Piece, part: Piece) -> Piece:
    year = whole.part == "FY" or (whole.part is None and whole.months == 12)
    if not year or part.part in (None, "FY") or part.part not in PARTS or whole.month is None:
        return whole
    if part.month is not None:
        if part.year is not None and whole.year is not None:
            later = (whole.year - part.year) * 12 + whole.month - part.month
            if not 0 <= later < _YEAR:
                return whole  # `Twelve Months Ended December 28, 2030` below words on a quarter of 2032
        return _replace(whole, year=None, month=None, day=None, months=None, begin=None, part=None)
    if _closes_within_month(whole):
        # `Fiscal Year Ended December 25, 2031` over `First Quarter`: no month's end closes a part of such a year.
        return _replace(
            whole, fiscal=whole.year, year=None, month=None, day=None, months=None, begin=None, part=None,
            names_year_end=True, kind=part.kind or whole.kind, label=part.label,
        )  # fmt: skip
    before, months = PARTS[part.part]
    last = months_later(date(whole.year or 2001, whole.month, min(whole.day or 28, 28)), before + months - 12)
    ends = None if whole.year is None else whole.year + last.year - (whole.year or 2001)
    instant = part.kind == "instant"
    return _replace(
        whole, year=ends, month=last.month, day=None, begin=None, part=None, months=None if instant else months,
        kind=part.kind or whole.kind, label=part.label,
    )  # fmt: skip


def _closes_within_month(year: Piece) -> bool:
    """Whether a year ends on another day than the last of a month: it is one of weeks, or closes on the 20th."""
    return year.day is not None and year.month is not None and year.day < last_day(year.year or 2001, year.month)


_SINCE_FIRST_DAY: dict[PeriodPart, tuple[PeriodPart, int]] = {"Q2": ("H1", 6), "Q3": ("9M", 9)}


_QUARTER = re.compile(r"\bquarter\b", re.I)


def _length(near: Piece, far: Piece) -> tuple[int | None, int | None, PeriodPart | None] | None:
    """Months, weeks and part of both together; None where they differ."""
    weeks = near.weeks if near.weeks is not None else far.weeks
    if near.weeks is not None and far.weeks is not None and near.weeks != far.weeks:
        return None
    parts = {p for p in (near.part, far.part) if p is not None}
    if len(parts) == 2:
        parts -= {"FY"}
    if len(parts) > 1:
        return None
    part: PeriodPart | None = next(iter(parts), None)
    lengths = {m for m in (near.months, far.months) if m is not None}
    if part in PARTS and part != "FY":
        if lengths == {_SINCE_FIRST_DAY.get(part, (None, None))[1]}:
            if near.part == part and _QUARTER.search(near.printed):
                return None  # `Third quarter` over a column, beside the nine months of the title
            part = _SINCE_FIRST_DAY[part][0]  # `Six Months Ended` in a table of `Second-quarter 2026`
        elif not lengths <= {12, PARTS[part][1]}:
            return None
        lengths = {PARTS[part][1]}
    if len(lengths) > 1 or (part == "FY" and lengths and lengths != {12}):
        return None
    return next(iter(lengths), None), weeks, part


def month_within(near: Piece, far: Piece) -> Piece | None:
    """A bare month, or months on end, under a span that is dated: those of that name within it. None where it is no
    such pair.

    >>> year = Piece(kind="duration", begin="2023-04-01", year=2024, month=3, day=31)
    >>> [month_within(Piece(month=m), year).year for m in (4, 3)], month_within(Piece(month=4), Piece(month=3))
    ([2023, 2024], None)
    """
    stretch = near.months if near.begin is None and near.part is None and near.weeks is None else None
    bare = near.month is not None and near.day is None and not near.has_year and (stretch or not near.has_length)
    if not bare or not far.has_day or not far.has_length:
        return None
    assert near.month is not None and far.month is not None and far.year is not None
    year = far.year if near.month <= far.month else far.year - 1
    months = (far.month - near.month) % 12 + 1
    length = far.months or (PARTS[far.part][1] if far.part in PARTS else 12)
    if far.begin is not None:
        length = min(length, (far.year - int(far.begin[:4])) * 12 + far.month - int(far.begin[5:7]) + 1)
    run = stretch or 1
    return _replace(near, year=year, months=run) if months <= length and months + run - 1 <= length else None


_FEBRUARY, _LEAP_DAY = 2, 29


def without_year(piece: Piece) -> Piece:
    """What a piece says of every year: its day and its length.

    >>> without_year(Piece(year=2024, month=3, day=31, begin="2023-04-01", months=12)).begin is None
    True

    The last of a February is that of every year, as day 29.

    >>> without_year(Piece(year=2025, month=2, day=28)).day
    29
    """
    closes = piece.year is not None and piece.month == _FEBRUARY and piece.day == last_day(piece.year, _FEBRUARY)
    return _replace(
        piece, day=_LEAP_DAY if closes else piece.day, year=None, fiscal=None, bare=None, relative=None, begin=None,
        term=None, label=None,
    )  # fmt: skip
