"""An issuer's habits of print, and the periods and headings that follow from its fiscal year."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from tests.bench import vocab
from tests.bench.sheet import Span


@dataclass(frozen=True)
class House:
    """An issuer's habits of print."""

    ja: bool
    issuer: str
    exchange: str
    code: str
    currency: str
    scale: int
    places: int
    truncate: bool
    forced: bool  # an item is moved by a last place so that rounded columns foot
    negative: str  # "()", "△", "▲", "-", "−"
    nil: str
    fiscal_month: int
    year: int  # calendar year in which the current fiscal year ends
    quarter: int  # 4: a full year
    size: int
    dollar: bool  # a currency sign before the first and last amounts of a column
    percent_sign: bool
    revenues: tuple[str, ...]
    rate: Decimal
    translates_print: bool  # dollars are worked out of the printed yen, not of the exact ones


def make_house(rng: Random) -> House:
    ja = rng.random() < 0.45
    yen = ja or rng.random() < 0.35
    issuers = vocab.ISSUERS_JA if ja else vocab.ISSUERS_EN_JP if yen else vocab.ISSUERS_EN
    issuer, exchange, code = rng.choice(issuers)
    currency = "JPY" if yen else "GBP" if exchange == "LSE" else "USD"
    scale, places = rng.choice([(6, 0), (6, 0), (3, 0), (9, 1)] if not ja else [(6, 0), (6, 0), (3, 0), (8, 1)])
    size = rng.choice((10**9, 10**10, 10**11)) * (20 if yen else 1)
    if scale >= 8:
        size = max(size, 2 * 10**11)
    if scale == 3:
        size = min(size, 2 * 10**10)
    return House(
        ja=ja,
        issuer=issuer,
        exchange=exchange,
        code=code,
        currency=currency,
        scale=scale,
        places=places,
        truncate=yen and rng.random() < 0.5,
        forced=rng.random() < 0.25,
        negative=rng.choice(("△", "△", "▲", "-")) if ja else rng.choice(("()", "()", "()", "-", "−")),
        nil=rng.choice(("－", "―", "-")) if ja else rng.choice(("—", "-", "–")),
        fiscal_month=rng.choice((3, 3, 12)) if yen else rng.choice((12, 12, 6, 9)),
        year=rng.randint(2012, 2025),
        quarter=rng.choice((1, 2, 3, 4, 4)),
        size=size,
        dollar=currency in ("USD", "GBP") and rng.random() < 0.3,
        percent_sign=rng.random() < 0.7,
        revenues=tuple(rng.choice(vocab.REVENUES_JA if ja else vocab.REVENUES_EN)),
        rate=Decimal(rng.randint(9000, 15500)) / 100,
        translates_print=rng.random() < 0.5,
    )


def month_end(year: int, month: int) -> date:
    return date(
        year + (month - 1) // 12, (month - 1) % 12 + 1, monthrange(year + (month - 1) // 12, (month - 1) % 12 + 1)[1]
    )


def span_of(end: date, months: int) -> Span:
    first = end.year * 12 + end.month - months
    return Span(date(first // 12, first % 12 + 1, 1), end)


def fiscal_end(house: House, back: int = 0) -> date:
    return month_end(house.year - back, house.fiscal_month)


def current_span(house: House, back: int = 0) -> Span:
    """The reported period, year to date: three, six, nine or twelve months."""
    end = month_end(house.year - back - 1, house.fiscal_month + 3 * house.quarter)
    return span_of(end, 3 * house.quarter)


def quarter_span(house: House, number: int, back: int = 0) -> Span:
    return span_of(month_end(house.year - back - 1, house.fiscal_month + 3 * number), 3)


def day_en(day: date) -> str:
    return f"{vocab.MONTHS[day.month - 1]} {day.day}, {day.year}"


def day_ja(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


WORDS = {3: "Three", 6: "Six", 9: "Nine", 12: "Twelve"}


def months_of(span: Span) -> int:
    assert span.start is not None
    return (span.end.year - span.start.year) * 12 + span.end.month - span.start.month + 1


def duration_header(house: House, rng_style: int, span: Span) -> tuple[str, ...]:
    """The header path of a duration column."""
    months = months_of(span)
    start = span.start
    assert start is not None
    if house.ja:
        year_end = fiscal_end(house, house.year - (span.end.year + (span.end.month > house.fiscal_month)))
        name = f"{year_end.year}年{house.fiscal_month}月期"
        if months < 12:
            name += {3: "第1四半期", 6: "第2四半期累計期間", 9: "第3四半期累計期間"}[months]
        if rng_style == 0:
            return (name,)
        return (f"(自 {day_ja(start)} 至 {day_ja(span.end)})",)
    ended = f"{WORDS[months]} months ended" if months < 12 else "Year ended"
    if rng_style == 0:
        return (f"{ended} {day_en(span.end)}",)
    return (f"{ended} {vocab.MONTHS[span.end.month - 1]} {span.end.day},", str(span.end.year))


def quarter_header(house: House, span: Span) -> str:
    """The header of one quarter, with its months, so that no year naming has to be guessed."""
    start = span.start
    assert start is not None
    if house.ja:
        return f"{start.year}年{start.month}月～{span.end.year}年{span.end.month}月"
    if months_of(span) == 12:
        return f"FY ({start.year}/{start.month}-{span.end.year}/{span.end.month})"
    number = ((span.end.month - house.fiscal_month) % 12) // 3 or 4
    return f"{number}Q ({start.year}/{start.month}-{span.end.year}/{span.end.month})"
