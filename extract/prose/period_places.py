"""Headings of prose → claims about the periods of the figures below them, with their places."""

from __future__ import annotations

from collections.abc import Iterable

import regex as re

from extract import model
from extract.model.claim import Claim, Rank
from extract.prose.passages import Dated, Passage, dates_of
from extract.prose.relative import length_of
from extract.prose.sections import Section

PeriodClaim = Claim[model.Period]


def nearest(dated: Iterable[Dated], period: model.Period, at: int) -> Dated | None:
    """Of the places that name this period, the nearest to a character."""
    fitting = [each for each in dated if _same(each.period, period)]
    return min(fitting, key=lambda each: abs(each.mention.start - at), default=None)


def _same(told: model.Period, settled: model.Period) -> bool:
    """A balance is dated by the period at whose end it stands."""
    return dates_of(told) == dates_of(settled) or (settled.kind == "instant" and told.end == settled.end)


def claim_of_heading(passage: Passage, period: model.Period) -> PeriodClaim:
    """What a line above says of the figures below it."""
    named = nearest(passage.dated, period, 0)
    if named is None:
        return Claim(rank=Rank.HEADING, rule="period_of_heading", values=(period,), printed=period.printed or "")
    return _claim("period_of_heading", period, passage.block.span.cut(named.mention.start, named.mention.end))


def claim_of_section(section: Section, period: model.Period) -> PeriodClaim:
    """What the heading of a section says, or what stands around it; else the document as a whole."""
    for title in section.passages:
        if title.title and nearest(title.dated, period, 0) is not None:
            return claim_of_heading(title, period)
    if section.period_at is not None and section.period is not None and _same(section.period, period):
        return _claim("period_of_heading_around", period, section.period_at)
    if length_of(period) == _MONTHS:
        for title in (p for p in section.passages if p.title):
            if (said := _THIS_QUARTER.search(title.text)) is not None:
                return _claim("current_quarter_of_heading", period, title.block.span.cut(*said.span()))
        over = _THIS_QUARTER.search(" ".join(section.path))
        if over is not None:
            return Claim(rank=Rank.HEADING, rule="current_quarter_of_heading", values=(period,), printed=over[0])
    return Claim(rank=Rank.DOCUMENT, rule="period_of_document", values=(period,), printed=period.printed or "")


def _claim(rule: str, period: model.Period, span: model.Span) -> PeriodClaim:
    cut = span.strip()
    return Claim(rank=Rank.HEADING, rule=rule, values=(period,), printed=cut.text, where=cut.location)


# `当四半期決算に関する定性的情報`: the quarter reported on; of longer periods it may be the last quarter or all.
_THIS_QUARTER = re.compile(r"当(?:第\s?[1-4一二三四])?四半期|\b(?:current|this)[- ]quarter\b", re.I)
_MONTHS = 3
