"""The period that a line without numbers sets over the sentences below it."""

from __future__ import annotations

import regex as re

from extract import model
from extract.prose.labels import masked
from extract.prose.passages import Passage, only_period
from extract.prose.sections import is_joined_to_part

_BRACKETED = re.compile(r"^\s*(?:<|[\[「【][^<>]*[\]」】]\s*$)")
_AS_OF = re.compile(r"(?:^|[\s(*])(?:as of|as at|at)\s*$", re.IGNORECASE)
_AS_OF_INSIDE = re.compile(r"as (?:of|at)\b", re.IGNORECASE)
_HAPPENS = re.compile(r"\b(?:in|on|since|by|until|to)\s*$", re.IGNORECASE)
_BASE = re.compile(r"\b(?:vs\.?|versus|compared (?:to|with)|against|relative to)\s+(?:the\s+)?$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SPELLED = re.compile(r"[A-Za-z]{4}")
_LONGEST_HEADING, _MOST_WORDS = 120, 4


def heading_period(passage: Passage) -> model.Period | None:
    """The period that a passage without numbers sets over what follows; None unless it is a heading for it.

    `<Net Income - 2Q06>`, `As of March 31, 2011`, `(P/L) 7 months from Sep 2010 to March 2011`. A sentence that
    happens to name a period, the label of an axis, and the period with which a line compares (`Growth vs. 2Q06`) set
    nothing.
    """
    text = passage.text
    dates = tuple(each for each in passage.dated if not _BASE.search(text[: each.mention.start]))
    if len(text) > _LONGEST_HEADING or not dates:
        return None
    last = dates[-1]
    bases = (
        _BASE.search(text[: each.mention.start]) for each in passage.dated if each.mention.start > last.mention.end
    )
    cut = next((base.start() for base in bases if base is not None), len(text))
    text = text[:cut]  # `First nine months of 2031 compared to first nine months of 2030:` is a heading like any other
    ends = not text[last.mention.end :].strip(" )>*.:")
    as_of = _AS_OF.search(text[: last.mention.start]) or _AS_OF_INSIDE.match(last.mention.printed)
    if ends and as_of and last.period.kind == "instant":
        return last.period if last.period.end is not None else None
    if _HAPPENS.search(text[: dates[0].mention.start]):
        return None
    if (headed := only_period(dates)) is not None and is_joined_to_part(passage, headed):
        return model.Period(kind="duration")
    words = _WORD.findall(masked(text, [(d.mention.start, d.mention.end) for d in dates]))
    if not words and ends and last.mention.kind == "duration" and _SPELLED.search(text):
        # `Third quarter 2019` alone, be it that nothing dates it; `3Q19` alone is the label of an axis.
        return last.period if len(dates) == 1 else only_period(dates)
    short = ends and 0 < len(words) <= _MOST_WORDS and ":" not in text.rstrip(" :")
    if not short and not _BRACKETED.match(text):
        return None
    alone = len(dates) == 1 and last.mention.kind == "duration" and last.mention.part is not None
    return last.period if alone and short else only_period(dates)
