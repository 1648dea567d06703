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
_WORD = re.compile(r"[^\W\d_]+")
_SPELLED = re.compile(r"[A-Za-z]{4}")
_LONGEST_HEADING, _MOST_WORDS = 120, 4


def heading_period(passage: Passage) -> model.Period | None:
    """The period that a passage without numbers sets over what follows; None unless it is a heading for it.

    `<Net Income - 2Q06>`, `As of March 31, 2011`, `(P/L) 7 months from Sep 2010 to March 2011`. A sentence that
    happens to name a period, and the label of an axis, set nothing.
    """
    text = passage.text
    if len(text) > _LONGEST_HEADING or not passage.dated:
        return None
    last = passage.dated[-1]
    ends = not text[last.mention.end :].strip(" )>*.:")
    as_of = _AS_OF.search(text[: last.mention.start]) or _AS_OF_INSIDE.match(last.mention.printed)
    if ends and as_of and last.period.kind == "instant":
        return last.period if last.period.end is not None else None
    if _HAPPENS.search(text[: passage.dated[0].mention.start]):
        return None
    if (headed := only_period(passage.dated)) is not None and is_joined_to_part(passage, headed):
        return model.Period(kind="duration")
    words = _WORD.findall(masked(text, [(d.mention.start, d.mention.end) for d in passage.dated]))
    if not words and ends and last.mention.kind == "duration" and _SPELLED.search(text):
        # `Third quarter 2019` alone, be it that nothing dates it; `3Q19` alone is the label of an axis.
        return last.period if len(passage.dated) == 1 else only_period(passage.dated)
    short = ends and 0 < len(words) <= _MOST_WORDS and ":" not in text.rstrip(" :")
    if not short and not _BRACKETED.match(text):
        return None
    alone = len(passage.dated) == 1 and last.mention.kind == "duration" and last.mention.part is not None
    return last.period if alone and short else only_period(passage.dated)
