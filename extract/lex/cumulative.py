"""Quarters that run from the first day of their fiscal year: said by a word beside them, or by custom of the document.

Japanese reports name the nine months since the first day of the year by their last quarter (`2025年３月期第３四半期`);
a quarter that stands alone is then called so (`第３四半期連結会計期間`).
"""

from __future__ import annotations

from datetime import date

import msgspec
import regex as re

from extract.lex.dates import first_day
from extract.lex.mention import PARTS, Mention
from extract.lex.period_labels import CUMULATIVE, label_of

_replace = msgspec.structs.replace
_SAID_BEHIND = re.compile(
    r"\s?\(?\s?(?:連結)?(?:累計(?:期間|実績|計画)?|cumulative\b|YTD\b|year[- ]to[- ]date\b)\s?\)?", re.I
)
_SAID_BEFORE = re.compile(r"(?<![A-Za-z])(?:YTD|year[- ]to[- ]date)[\s:,-]{1,3}$", re.I)
_ALONE = re.compile(r"会計期間|のみ|単独|単体|[自至~〜～]")


def as_cumulative(mention: Mention) -> Mention:
    """The mention where a caption says （累計）: a quarter then runs from the first day of the year.

    >>> from extract.lex.periods import find_periods
    >>> as_cumulative(find_periods("2025年3月期第3四半期")[0]).begin
    '2024-04-01'
    """
    part = CUMULATIVE.get(mention.part or "")
    if part is None or mention.cumulative or mention.kind == "instant":
        return mention
    begin = mention.begin
    if mention.finish is not None and begin is not None:
        begin = first_day(date.fromisoformat(mention.finish), PARTS[part][1]).isoformat()
    fiscal = re.sub(r"第\d四半期$|^\dQ (?=FY)", "", mention.label or "")
    if fiscal == mention.label:
        fiscal = f"FY{mention.year}" if mention.year else ""
    label = label_of(fiscal or None, mention.year, part)
    return _replace(mention, part=part, begin=begin, cumulative=True, months=PARTS[part][1], label=label)


def called_cumulative(text: str, mention: Mention) -> Mention:
    """The mention with the word behind it that says so: `3Q累計`, `Q3 2024 (cumulative)`.

    >>> from extract.lex.periods import find_periods
    >>> [(m.printed, m.part) for m in find_periods("22年12月期 3Q累計")]
    [('22年12月期 3Q累計', '9M')]
    """
    if (mention.part or "") not in CUMULATIVE or mention.cumulative or mention.kind == "instant":
        return mention
    found = _SAID_BEHIND.match(text, mention.end)
    if found is None:
        before = _SAID_BEFORE.search(text, 0, mention.start)
        if before is None:
            return mention
        start = before.start()
        return _replace(as_cumulative(mention), start=start, printed=text[start : mention.end])
    end = mention.end + len(found[0].rstrip())
    if found[0].rstrip().endswith(")") and "(" not in found[0]:
        end -= 1
    return _replace(as_cumulative(mention), end=end, printed=text[mention.start : end])


def named_cumulative(mention: Mention) -> Mention:
    """The mention in a document whose quarters run from the first day of the year, if it is a Japanese name of a
    quarter with its year and says nothing else.

    >>> from extract.lex.periods import find_periods
    >>> [named_cumulative(find_periods(t)[0]).begin for t in ("2025年3月期第3四半期", "2025年3月期第3四半期会計期間")]
    ['2024-04-01', '2024-10-01']
    """
    named = mention.names_year_end and mention.part in CUMULATIVE and mention.year is not None
    if not named or _ALONE.search(mention.printed):
        return mention
    return _replace(as_cumulative(mention), label=mention.label)
