"""How a document prints its numbers: which sign sets off decimals, and how thousands are kept apart.

`1.234,5` and `1,234.5` are the same number in two documents, `12,34,567` is one in India and a misprint elsewhere, and
`193 257` is one number or two. A figure alone cannot tell; the document can, by its habit. It is asked once, and all
that is read of it afterwards is read so (`reading_as`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import msgspec
import regex as re

from extract.lex.dollars import USUAL, dollar_of
from extract.lex.shared_money import whose


class Style(msgspec.Struct, frozen=True, kw_only=True):
    """`comma`: decimals stand behind a comma. `lakh`: groups of two before the last three digits. `blanks`: a plain
    blank keeps thousands apart. `points`: so does a point, which stands before no decimals anywhere. `either`: every
    point stands before three digits, and nothing tells whether these are decimals. `dollar`: whose dollars a bare `$`
    means, `rupee`, `peso`: whose money `Rs.` and `Ps.` are; None where that is open."""

    comma: bool = False
    lakh: bool = False
    blanks: bool = False
    points: bool = False
    either: bool = False
    dollar: str | None = USUAL
    rupee: str | None = "INR"
    peso: str | None = None


_USUAL = Style()
_style: ContextVar[Style] = ContextVar("style", default=_USUAL)
style = _style.get
"""How the document that is being read prints its numbers. Asked of each text, so that it is no function of ours."""


@contextmanager
def reading_as(found: Style) -> Iterator[None]:
    """Whatever is read inside is read as numbers of that style."""
    token = _style.set(found)
    try:
        yield
    finally:
        _style.reset(token)


_FORMS = re.compile(
    r"(?<![\d.,'/])(?:"
    r"(?P<both>\d{1,3}(?:\.\d{3})+,\d{1,2})(?![\d.,]*\d)"  # 1.234,5
    r"|(?P<apart>\d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+,\d{1,2})(?![\d.,]*\d)"  # 1 234,5
    r"|(?P<comma>\d{1,3}(?:[ '\u00a0\u2007\u2009\u202f’]\d{3})*,\d{1,2})"  # 98,1
    r"(?=\s?[%€$£]|\s*(?:$|[|;)(]|[A-Za-z.]|\s\s))"
    r"|(?P<lakh>\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?)(?![\d,])"  # 12,34,567
    r"|(?P<point>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{1,2})(?![\d.,]*\d)"  # 1,234.5
    r")",
    re.M,
)
_SPACED = re.compile(r"[-+−–(]?\s?\d{1,3}(?: \d{3})+(?:[.,]\d+)?\s?[)%]?")
_PLAIN = re.compile(r"(?!(?:19|20)\d\d$)[-+−–(]?\s?(?:\d{4,}|\d{1,3}(?:[,.'’]\d{3})+)(?:[.,]\d+)?\s?[)%]?")
_FIGURE_ONLY = re.compile(r"[-+−–()%.,'’\d\s]+")  # what the forms of whole cells are made of
_PIECES = re.compile(r"[|\t\n<>]| {2,}")
# `79.807`, `-1.234.567`; small whole numbers beside them; what shows that a point stands before decimals, or a comma
# keeps thousands apart, or nothing does: in a cell, and wherever it stands.
_POINTED = re.compile(r"[-+−–(]?\s?[1-9]\d{0,2}(?:\.\d{3})+\s?[)%]?")
_SMALL = re.compile(r"[-+−–(]?\s?[1-9]\d{0,2}\s?\)?")
_DECIMAL_CELL = re.compile(r"[-+−–(]?\s?(?:\d+\.(?:\d{1,2}|\d{4,})|(?!(?:19|20)\d\d\b)\d{4,})\s?[)%]?")
_NO_POINTS = re.compile(
    r"(?<![\d.,])(?:0\.\d{3}|\d{1,3}(?:,\d{3})+|\d+\.\d{1,2}(?=\s?[%€$£])|\d+\.\d{3}(?=\s?%))(?![\d.,]*\d)"
)
# What the document says of its own signs: `a point for thousands and a comma for decimals`, `decimal comma`.
_SAYS_COMMA = re.compile(
    r"\bdecimal\s+commas?\b|\bcommas?\s+(?:(?:is|are)\s+used\s+)?(?:for|as|before|to\s+(?:mark|separate|set off))\s+"
    r"(?:the\s+|a\s+)?decimals?\b|\b(?:points?|dots?|periods?)\s+(?:(?:is|are)\s+used\s+)?"
    r"(?:for|as|to\s+(?:mark|separate|set off)|separates?|divides?)\s+(?:the\s+|a\s+)?thousands?\b"
    r"|\bDezimalkomma\b|小数点(?:は|に|として)(?:コンマ|カンマ)",
    re.I,
)
_PAIR = re.compile(r"\d{1,3} \d{1,2}(?!\d)|\d{1,3} \d{4,}")
_RUPEES = re.compile(r"₹|\bRs\.?\s|\bINR\b|\brupees?\b|\blakhs?\b|\blacs?\b|\bcrores?\b", re.I)
_LEAST, _TIMES_MORE, _LEAST_SPACED, _SAMPLE = 3, 3, 4, 400_000
_LEAST_POINTED, _LEAST_SMALL = 4, 2


def style_of(texts: Iterable[str]) -> Style:
    """The style of a document, by all that it prints: cells and lines.

    >>> style_of(["1.234,5", "98,1 %", "210,3"]).comma, style_of(["1,234.5", "1.234,5", "98.1"]).comma
    (True, False)
    >>> style_of(["1.234", "-12.345", "(987)", "1.201", "2.000", "12"]).points
    True
    >>> style_of(["₹ in lakhs", "5,22,692"]).lakh, style_of(["2023", "193 257", "2 064", "92 964", "1 250"]).blanks
    (True, True)
    """
    texts = tuple(texts)
    seen: Counter[str] = Counter()
    rupees, said, chars = False, False, 0
    for text in texts:
        chars += len(text)
        if chars > _SAMPLE:
            break
        rupees = rupees or _RUPEES.search(text) is not None
        said = said or _SAYS_COMMA.search(text) is not None
        if not any(map(str.isdigit, text)):
            continue
        for found in _FORMS.finditer(text):
            seen[found.lastgroup or ""] += 1
        seen["decimal"] += sum(1 for _ in _NO_POINTS.finditer(text))
        for piece in _PIECES.split(text):
            plain = piece.strip()
            if _FIGURE_ONLY.fullmatch(plain) is None:
                continue
            seen["spaced"] += _SPACED.fullmatch(plain) is not None
            seen["pointed"] += _POINTED.fullmatch(plain) is not None
            seen["small"] += _SMALL.fullmatch(plain) is not None
            seen["decimal"] += _DECIMAL_CELL.fullmatch(plain) is not None
            seen["unspaced"] += _PLAIN.fullmatch(plain) is not None or _PAIR.fullmatch(plain) is not None
    commas = seen["both"] + seen["apart"] + seen["comma"]
    comma = commas >= _LEAST and commas > _TIMES_MORE * (seen["point"] + seen["lakh"])
    comma = comma and seen["both"] + seen["apart"] + seen["spaced"] > 0
    lakh = rupees and seen["lakh"] > 0 and not comma
    blanks = (comma and seen["apart"] > 0) or (seen["spaced"] >= _LEAST_SPACED and not seen["unspaced"])
    # Whole numbers below a thousand, or a comma before one or two digits, among others with three digits behind a point
    # that nothing else shows to stand before decimals: these are thousands.
    pointed = seen["pointed"] >= _LEAST_POINTED and not seen["decimal"]
    points = said or (pointed and (seen["small"] >= _LEAST_SMALL or commas > 0))
    return Style(
        comma=comma or points,
        lakh=lakh and not points,
        blanks=blanks,
        points=points,
        either=pointed and not (comma or points),
        dollar=dollar_of(texts),
        rupee=whose("rupee", texts),
        peso=whose("peso", texts),
    )


_NUMBER = re.compile(r"\d[\d.,]*\d")
_EXCHANGED = str.maketrans(",.", ".,")
_BLANK = re.compile(r"(?<=(?<![\d.,])\d{1,3}(?: \d{3})*) (?=\d{3}(?!\d))")


def plain_numbers(folded: str) -> str:
    """A folded text with its numbers as a document of decimal points would print them, place by place.

    >>> with reading_as(Style(comma=True, blanks=True)):
    ...     plain_numbers("Umsatz 1.234,5 (98,1 %)"), plain_numbers("12 345,6")
    ('Umsatz 1,234.5 (98.1 %)', "12'345.6")
    """
    known = style()
    if known.blanks:
        folded = _BLANK.sub("'", folded)
    if known.comma:
        folded = _NUMBER.sub(lambda number: number[0].translate(_EXCHANGED), folded)
    return folded


def is_ambiguous(printed: str) -> bool:
    """Whether a number can be read in two ways: `1.234` alone, in a document with decimal commas, or with points of
    which nothing tells what they stand before.

    >>> with reading_as(Style(comma=True)):
    ...     [is_ambiguous(number) for number in ("1.234", "(12.345)", "1.234.567", "1.234,5", "98,1")]
    [True, True, False, False, False]
    """
    known = style()
    if known.either:
        return _POINT_TWO_WAYS.search(printed) is not None
    return known.comma and not known.points and _TWO_WAYS.search(printed) is not None


_POINT_TWO_WAYS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,]*\d)")
_TWO_WAYS = re.compile(r"(?<![\d.,])\d{1,3}[.,]\d{3}(?![\d.,]*\d)")
