"""Particulars in labels (see `lex.particulars`) as values: par values, counts of shares, amounts taken off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from extract.calendar.dating import resolve
from extract.facts.share_counts import is_within
from extract.facts.value import Valued
from extract.lex.numbers import Figure
from extract.lex.numerals import plain
from extract.lex.particulars import Particular
from extract.lex.share_scale import scales_of_shares
from extract.lex.unit_part import UnitPart
from extract.model import Calendar, Candidate, Fact, Period
from extract.model.claim import Claim, Rank
from extract.sheet.parts import Declared

FAR_LARGER = 10
"""An amount so many times larger than the figures of its row may be in another scale than they are."""
_MOST_SHARES = 12
"""No issuer has ten to this power of shares: a scale that makes them so many is not meant."""


def placed(
    particular: Particular, periods: Mapping[int, Period | None], calendar: Calendar
) -> list[tuple[Figure, int, Period]]:
    """The figures of a list with the column of which each speaks, and its period; nothing where that is open.

    `periods` are those of the row's own figures, by column. A list has one figure for each of them, in their order; a
    single par value, rate or count holds at all days; what says its day is of that day.
    """
    dated = {index: period for index, period in periods.items() if period is not None and period.end is not None}
    if not dated or len(dated) < len(periods):
        return []
    first_of = {(p.kind, p.start, p.end): index for index, p in reversed(dated.items())}
    columns = [(index, dated[index]) for index in sorted(first_of.values())]
    figures = particular.figures
    if particular.days:
        said = [day for mention in particular.days if (day := resolve(mention, calendar)).end is not None]
        if len(said) < len(particular.days) or len(figures) not in (1, len(said)):
            return []
        if len(figures) > 1:  # `issued 601 and 598 at June 30 and March 31, respectively`
            days = [msgspec.structs.replace(day, kind="instant", start=None) for day in said]
            at = {day.end: index for index, day in reversed(columns)}
            held = zip(figures, days, strict=True)
            return [(figure, at.get(day.end, columns[0][0]), day) for figure, day in held]
        return [(figures[0], columns[0][0], msgspec.structs.replace(day, kind="instant", start=None)) for day in said]
    if len(figures) == len(columns):
        return [(figure, index, period) for figure, (index, period) in zip(figures, columns, strict=True)]
    at_days = len(figures) == 1 and particular.kind != "amount" and all(p.kind == "instant" for _, p in columns)
    return [(figures[0], index, period) for index, period in columns] if at_days else []


def value_of_particular(
    of: Particular, figure: Figure, plainly: Valued, amount: Declared | None, beside: Decimal
) -> tuple[Valued, tuple[Candidate, ...]]:
    """A figure of a list as a value, with both readings where its scale is open. `plainly` is what it is by the table
    alone, `amount` what the table declares, `beside` the largest figure of its row."""
    if of.kind == "par":
        return per_share_of(plainly, figure), ()
    if of.kind == "shares":
        return count_of(figure, amount)
    scaled = figure.word is not None or (amount is not None and abs(figure.value) <= FAR_LARGER * beside)
    return plainly, () if of.kind == "rate" or scaled else both_scales(figure, plainly)


def per_share_of(valued: Valued, figure: Figure) -> Valued:
    """A par value: in the currency of the table, per share, and as printed whatever the table's scale."""
    unit = f"{valued.unit}_per_share" if valued.unit else None
    value = figure.value if unit else None
    return msgspec.structs.replace(valued, unit=unit, value=value, decimals=figure.digits, measure="per_share")


def count_of(figure: Figure, amount: Declared | None) -> tuple[Valued, tuple[Candidate, ...]]:
    """A count of shares, in the scale that is printed with it or left by the table; both readings where that is open.

    >>> from decimal import Decimal
    >>> count_of(Figure(start=0, end=3, printed="601", value=Decimal(601), digits=0), None)[0].value
    Decimal('601')
    """
    power = figure.said.power if figure.said is not None else None
    # `Shares`, declared for a table, says of which scale they are no more than nothing does.
    declares = amount is not None and not (amount.mention.unit == "count" and not amount.mention.scale)
    scales = (power,) if power else scales_of_shares(amount.mention if amount is not None else None)
    likely = [s for s in scales if figure.value.adjusted() + s < _MOST_SHARES] or [0]  # printed in full beside amounts
    readings = [figure.value.scaleb(scale) for scale in likely]
    scale = likely[0] if len(likely) == 1 else 0
    said: Claim[UnitPart] = Claim(rank=Rank.FIGURE, rule="noun_of_label", printed=figure.printed)
    # A table that declares nothing counts in ones by custom alone.
    custom: Claim[UnitPart] = Claim(rank=Rank.DOCUMENT, rule="whole_units", printed=figure.printed)
    valued = Valued(
        unit="count", value=readings[0] if len(readings) == 1 else None, decimals=figure.digits - scale,
        measure="count", grounds=(said,) if declares or power else (said, custom),
    )  # fmt: skip
    if len(readings) == 1:
        return valued, ()
    why = "the table leaves the scale of shares open"
    return valued, tuple(Candidate(value=plain(value), why=why) for value in readings)


def both_scales(figure: Figure, valued: Valued) -> tuple[Candidate, ...]:
    """An amount that is far larger than the row it is taken off: in the table's scale, or as printed."""
    readings = {plain(figure.value): "as printed"}
    if valued.value is not None:
        readings[plain(valued.value)] = "in the scale that the table declares"
    return tuple(Candidate(value=value, why=why) for value, why in readings.items())


def beside_particulars(told: Iterable[Fact], facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """What prose read in labels, without the figures that their rows tell already."""
    taken: dict[tuple[int | None, int | None], list[Fact]] = {}
    for fact in facts:
        if fact.table is None:
            taken.setdefault((fact.location.page, fact.location.line), []).append(fact)
    return tuple(fact for fact in told if not any(_same(fact, o) for o in taken.get(_line(fact), ())))


def _line(fact: Fact) -> tuple[int | None, int | None]:
    return fact.location.page, fact.location.line


def _same(told: Fact, other: Fact) -> bool:
    a, b = told.location, other.location
    return a.box == b.box and (is_within(a, b) or is_within(b, a))
