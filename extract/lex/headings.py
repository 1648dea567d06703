"""What a heading over a column says it is, and where one heading ends and the next begins.

Contract: `heading_kind` speaks of whole headings only; a piece of one (`% of`, `Year ended March`, `2019年3月31日)`)
has no kind. `headings_of` never cuts inside a period.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from unicodedata import normalize

import regex as re

from extract.lex.periods import find_periods, read_header_period
from extract.lex.scenarios import plan_alone
from extract.lex.units import find_units

Kind = Literal["period", "difference", "growth", "share", "amount", "unit", "plan"]

_PERCENT = r"(?:\s*\(?%\)?)"
# Of what a change is, before its name or behind it: `Sequential change`, `Change from prior year`.
_AGAINST = (
    r"(?:sequential|annual|yoy|qoq|(?:year|quarter)[- ](?:ago|over[- ](?:year|quarter)|on[- ](?:year|quarter))"
    r"|prior[- ](?:year|quarter))"
)
_SINCE = (
    r"(?:\s+(?:from|over|vs\.?|versus|on)\s+(?:the\s+)?(?:prior|previous|last|preceding)[\s-](?:year|quarter|period))"
)
_CONSTANT = (
    r"(?:\s*(?:at|in)?\s*\(?constant\s+(?:currenc(?:y|ies)|(?:exchange\s+)?rates?|FX)\)?)"  # at which rates it is told
)
_DIFFERENCE = re.compile(
    rf"(?:(?:net|{_AGAINST})\s+)?(?:change|difference|variance|var\.?|increase(?:\s*[(/]\s*decrease\)?)?"
    r"|inc(?:r?\.)?\s*[(/]+\s*\(?dec(?:r?\.)?\)?|better[\s(/]+worse\)?"
    r"|fav(?:\.|ou?rable)?\s*[(/]+\s*\(?(?:un|ad)(?:fav|v)(?:\.|ou?rable|erse)?\)?)"
    rf"(?:\s+amount|\s*\(amount\))?{_SINCE}?|増減額?|差額|差異|増減金額",
    re.I,
)
_GROWTH = re.compile(
    rf"%\s*(?:change|variance|var\.?){_SINCE}?|change\s*\(%\)"
    rf"|(?:{_AGAINST}\s+change|(?:{_AGAINST}\s+)?(?:variance|var\.?)|change{_SINCE}){_SINCE}?\s*(?:%|\(%\))"
    rf"|(?:[∆Δ]\s*(?:in\s*)?|(?:change|variance|growth)\s+in\s*){_PERCENT}{_CONSTANT}?|{_CONSTANT}\s*(?:change|growth)?{_PERCENT}"
    rf"|%\s*(?:at\s+)?(?:CER|AER|LFL)|(?:CER|AER|LFL){_PERCENT}|[£$€]\s?%"
    rf"|{_AGAINST}\s+growth|(?:yoy|qoq|y/y|q/q|y-o-y|q-o-q)(?:\s*(?:%|\(%\)|change|growth))*"
    rf"|growth(?:\s+rate)?{_PERCENT}?"
    rf"|対?(?:前年(?:同(?:四半)?期)?|前(?:連結会計年度|四半期|期))(?:比(?:増減率?|(?:伸び?|伸長)率|成長率)?|増減率?|(?:伸び?|伸長)率){_PERCENT}?"
    rf"|(?:増減率|(?:伸び?|伸長)率|成長率){_PERCENT}?",
    re.I,
)
_SHARE = re.compile(
    rf"%\s*(?:of|to)\s+(?:the\s+)?(?:(?:net|total|operating)\s+)?(?:total|sales|revenues?|assets|income|equity)"
    rf"|composition(?:\s+ratio)?{_PERCENT}?|share\s*\(%\)|構成比率?{_PERCENT}?|百分比{_PERCENT}?|売上(?:高)?比率?{_PERCENT}?",
    re.I,
)
_AMOUNT = re.compile(r"amounts?|金額", re.I)
# Words that belong to a period and are no part of its mention.
_BESIDE_PERIOD = re.compile(r"\b(?:as\s+of|as\s+at|at|for|the|end)\b|現在|末|[\s()\[\],.:]+", re.I)
_BEFORE_PERIOD = re.compile(r"^(?:FY|full\s+year|通期)\s*(?=\(|$)", re.I)


def folded(text: str) -> str:
    """One form of each character, markup of emphasis dropped, white space runs as one blank."""
    return " ".join(normalize("NFKC", text).replace("*", " ").split())


@lru_cache(maxsize=4096)
def heading_kind(text: str) -> Kind | None:
    """What a whole heading says, or None for a name, for words, and for a piece of a heading.

    >>> heading_kind("As of June 30, 2007"), heading_kind("% of total"), heading_kind("増減率(%)"), heading_kind("% of")
    ('period', 'share', 'growth', None)
    """
    plain = folded(text)
    if not plain or len(plain) > 80:
        return None
    if _DIFFERENCE.fullmatch(plain):
        return "difference"
    if _SHARE.fullmatch(plain):
        return "share"
    if _GROWTH.fullmatch(plain):
        return "growth"
    if _AMOUNT.fullmatch(plain):
        return "amount"
    if _is_period(plain):
        return "period"
    return "unit" if _is_unit(plain) else "plan" if plan_alone(plain) else None


_YEAR_OVER_UNIT = re.compile(
    r"\s*\W?(?P<year>(?:(?:[1-4]Q|Q[1-4]|[12]H|H[12]|[369]M)\s?)?(?:FY\s?)?(?:19|20)\d\d)\W?\s+(?P<unit>[^\d\s].*?)\s*",
    re.S | re.I,
)


def unit_under_year(text: str) -> int | None:
    """Where the unit begins in a heading that is a year and, under or behind it, a unit and nothing else.

    >>> [unit_under_year(t) for t in ("2024 £", "2024\\n£'000", "2024 €m", "2024", "2024 Plan", "2 024 €")]
    [5, 5, 5, None, None, None]
    >>> unit_under_year("1H FY2025\\nS$'000")
    10
    """
    found = _YEAR_OVER_UNIT.fullmatch(text)
    if found is None:
        return None
    unit = found["unit"].strip()
    said = [mention for mention in find_units(unit) if mention.unit is not None and not mention.hint]
    whole = len(said) == 1 and len(unit.strip(" ()（）")) <= said[0].end - said[0].start
    return found.start("unit") if whole else None


def _is_period(plain: str) -> bool:
    mention = read_header_period(plain)
    if mention is None or half_bracketed(plain):
        return False
    if mention.finish is None and mention.year is None and mention.relative is None:
        return False
    before = _BEFORE_PERIOD.sub("", plain[: mention.start])
    return not _BESIDE_PERIOD.sub("", before + " " + plain[mention.end :])


def _is_unit(plain: str) -> bool:
    units = [m for m in find_units(plain) if not m.hint and not m.garbled]
    return len(units) == 1 and len(plain.strip(" ()")) <= units[0].end - units[0].start


def half_bracketed(text: str) -> bool:
    """Whether a bracket is opened and not closed, or closed and not opened: the text is a piece of a longer one."""
    plain = normalize("NFKC", text)
    return plain.count("(") != plain.count(")")


@lru_cache(maxsize=4096)
def headings_of(text: str) -> tuple[tuple[int, int], ...]:
    """The headings that stand in one text, as (start, end); empty for one heading, for words that are no headings,
    and where they can be cut in two ways.

    >>> [text[a:b] for text in ["June 30, 2007 Change % change"] for a, b in headings_of(text)]
    ['June 30, 2007', 'Change', '% change']
    >>> [text[a:b] for text in ["Previous forecast Revised forecast"] for a, b in headings_of(text)]
    ['Previous forecast', 'Revised forecast']
    >>> headings_of("YoY % change"), headings_of("Freight Station retail")
    ((), ())
    """
    if len(text) > 240 or heading_kind(text) is not None:
        return ()
    inside = {i for m in find_periods(text) for i in range(m.start + 1, m.end)}
    blanks = [m for m in re.finditer(r"\s+", text) if m.start() not in inside and 0 < m.start() < len(text) - 1]
    if not 0 < len(blanks) <= 24:
        return ()
    edges = [(0, 0), *((m.start(), m.end()) for m in blanks), (len(text), len(text))]
    ways: dict[int, list[tuple[tuple[int, int], ...]]] = {0: [()]}
    for n in range(1, len(edges)):
        found = []
        for m in range(n):
            start, end = edges[m][1], edges[n][0]
            if ways.get(m) and start < end and heading_kind(text[start:end]) is not None:
                found += [(*way, (start, end)) for way in ways[m]]
        ways[n] = sorted(found, key=len)[:4]
    whole = ways[len(edges) - 1]
    fewest = [way for way in whole if len(way) == len(whole[0])] if whole else []
    return fewest[0] if len(fewest) == 1 and len(fewest[0]) > 1 else ()
