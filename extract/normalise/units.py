"""Units and scales as declared in headers, captions, corners and row labels.

Contract: a unit is an ISO 4217 code, `<code>_per_share`, `<code>_per_<code>` (a rate of exchange), `percent`,
`percentage_point`, `basis_point`, `count`, `times` or a physical one (`Gbps`, `square_metre`); `scale` is the power
of ten of the printed figures. A unit beside a digit belongs to that number and is not found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from extract.normalise.dates import fold
from extract.normalise.unit_words import COUNTED_EN, COUNTED_JA, CURRENCY, MEASURES, SCALES, currency_of


class UnitMention(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as printed: `text[start:end] == printed`.

    `unit` is None where only a scale is printed ("in thousands"), or where damage leaves the unit open (`garbled`).
    `excepts` are the label words, in small letters, that the declaration leaves out. `declared`: the text declares
    the unit for other figures; otherwise it merely mentions it. `rounding`: how the figures were cut. `hint`: the
    words make the unit likely (a "ratio" is in percent) but do not print it.
    """

    start: int
    end: int
    printed: str
    unit: str | None
    scale: int = 0
    excepts: tuple[str, ...] = ()
    noun: str | None = None
    declared: bool = False
    rounding: Literal["truncated", "rounded"] | None = None
    garbled: bool = False
    hint: bool = False


def scale_word(text: str) -> int | None:
    """The power of ten of a scale word of either language, else None.

    >>> scale_word("million"), scale_word("bn"), scale_word("億"), scale_word("lion")
    (6, 9, 8, None)
    """
    return SCALES.get(fold(text).strip().lower())


# --- one unit -------------------------------------------------------------------------------------------------

_SCALE_EN = (
    r"(?:trillions?|billions?|millions?|thousands?|hundreds?|trn|tn|bn|bln|bil\.?|mn|mln|mil\.?|mm|m|k|'?000s?)"
    r"(?![A-Za-z])"
)
_SCALE_LONG = r"(?:trillions?|billions?|millions?|thousands?|hundreds?)(?![A-Za-z])"
_SCALE_JA = r"(?:兆|千億|百億|十億|億|千万|百万|十万|万|千|百)"
_MEASURE = "|".join(
    (r"(?<![A-Za-z])" if word[0].isalpha() and word.isascii() else "")
    + re.escape(word).replace(r"\ ", r"\s?")
    + (r"(?![A-Za-z])" if word[-1].isalpha() and word.isascii() else "")
    for word in sorted(MEASURES, key=len, reverse=True)
)
_PER_SHARE = r"(?:\s*(?:per|/)\s*(?:common\s+|ordinary\s+)?(?:shares?|ADS|ADR|株)(?![A-Za-z])|\s*[/]\s*株)"

_UNIT = re.compile(
    rf"(?P<sen>円\s*・?\s*銭)"
    rf"|(?P<rate1>{CURRENCY})\s*/\s*(?P<rate2>{CURRENCY})"
    rf"|(?:in\s+)?(?P<s1>{_SCALE_LONG})\s+of\s+(?:(?P<c1>{CURRENCY})|(?P<n1>{COUNTED_EN})(?![A-Za-z]))(?P<p1>{_PER_SHARE})?"
    rf"|(?P<c2>{CURRENCY})\s*(?:in\s+|\(\s*)?(?P<s2>{_SCALE_EN})"
    rf"|(?P<s3>{_SCALE_LONG})\s*(?:(?P<c3>{CURRENCY})|(?P<n3>{COUNTED_EN})(?![A-Za-z]))"
    rf"|in\s+(?P<s4>{_SCALE_LONG})"
    rf"|(?P<s5>{_SCALE_JA})(?:(?P<c5>{CURRENCY})|(?P<n5>{COUNTED_JA})|(?P<m5>{_MEASURE}))"
    rf"|(?:in\s+)?(?P<c6>{CURRENCY})(?P<p6>{_PER_SHARE})?"
    rf"|(?P<m7>{_MEASURE})"
    rf"|(?P<n8>(?<![A-Za-z])(?:{COUNTED_EN})(?![A-Za-z])|(?:{COUNTED_JA}))"
    rf"|(?P<s9>(?<![A-Za-z0-9]){_SCALE_EN}|{_SCALE_JA})",
    re.I,
)


_SCAN = re.compile(rf"(?:(?<![A-Za-z])(?=[A-Za-z])|(?=[^A-Za-z0-9\s.,]))(?:{_UNIT.pattern})", re.I)
"""The same, looked for only where a word or a sign begins."""


class _Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    unit: str | None
    scale: int
    noun: str | None
    bare: bool
    """A short word that is a unit only where the text declares one."""


def _found(match: re.Match[str]) -> _Found:
    groups = match.groupdict()
    start, end = match.span()
    if groups["sen"]:
        return _Found(start, end, "JPY_per_share", 0, None, False)
    if groups["rate1"]:
        return _Found(start, end, f"{currency_of(groups['rate1'])}_per_{currency_of(groups['rate2'])}", 0, None, False)
    scale_text = next((groups[key] for key in ("s1", "s2", "s3", "s4", "s5", "s9") if groups[key]), None)
    scale = SCALES.get(scale_text.lower(), 0) if scale_text else 0
    currency = next((groups[key] for key in ("c1", "c2", "c3", "c5", "c6") if groups[key]), None)
    noun = next((groups[key] for key in ("n1", "n3", "n5", "n8") if groups[key]), None)
    measure = next((groups[key] for key in ("m5", "m7") if groups[key]), None)
    if currency:
        per_share = groups["p1"] or groups["p6"]
        unit = f"{currency_of(currency)}_per_share" if per_share else currency_of(currency)
        return _Found(start, end, unit, scale, None, not scale_text and not per_share)
    if noun:
        return _Found(start, end, "count", scale, noun.lower(), not scale_text)
    if measure:
        unit, _ = MEASURES[re.sub(r"\s+", " ", measure.lower())] if measure.lower() in MEASURES else _measure(measure)
        return _Found(start, end, unit, scale, None, not re.search("%|per|basis|bps$", measure.lower()))
    return _Found(start, end, None, scale, None, not groups["s4"])


def _measure(printed: str) -> tuple[str, int]:
    """A measure printed with other spaces than in the table."""
    plain = re.sub(r"\s+", "", printed.lower())
    return next(unit for word, unit in MEASURES.items() if word.replace(" ", "") == plain)


# --- what a declaration says besides ----------------------------------------------------------------------------

_EXCEPT_EN = re.compile(r"\b(?:except(?:ing)?(?:\s+for)?|excluding|excl\.|other\s+than)\s+(?P<what>[^();]+)", re.I)
_EXCEPT_JA = re.compile(r"(?P<what>[^()、。,:;]{2,24}?)(?:を|は)除(?:く|き)")
_UNLESS = re.compile(
    r"\b(?:unless|except(?:\s+(?:as|where|when))?)\s+(?:otherwise\s+)?(?:stated|noted|indicated|specified)", re.I
)
_ROUNDING = re.compile(
    r"(?P<down>(?P<unit>(?:兆|十億|億|百万|千|万)?円|単位|表示単位)?未満(?:の端数)?(?:は|を)?\s*切り?捨て(?:て表示)?"
    r"|\brounded\s+down(?:\s+to\s+the\s+nearest\s+[a-z]+(?:\s+yen)?)?|\btruncated"
    r"|\bfractions?\s+(?:of\s+[a-z ]+)?(?:are\s+)?(?:discarded|omitted|rounded\s+down))"
    r"|(?P<near>(?P<unit2>(?:兆|十億|億|百万|千|万)?円|単位|表示単位)?(?:未満(?:は|を)?)?\s*四捨五入|\brounded(?:\s+(?:off|to\s+the\s+nearest\s+[a-z]+(?:\s+yen)?))?)",
    re.I,
)
_TAIL = re.compile(r"\s*\b(?:data|amounts?|figures?|information|items?|numbers?)\s*$|情報$", re.I)


def _excepts(printed: str) -> tuple[str, ...]:
    """The labels that a declaration leaves out. `net income and dividend per share` are two labels per share.

    >>> _excepts("Net Income and Cash Dividend per Share"), _excepts("share and per share data")
    (('net income per share', 'cash dividend per share'), ('share', 'per share'))
    """
    plain = _TAIL.sub("", " ".join(printed.lower().split()).strip(" .,"))
    words = [w for w in re.split(r"\s*(?:,\s*and\b|,|\band\b|\bor\b|&|、|及び|および|並びに)\s*", plain) if w]
    if words and re.search(r"\S\s+per\s+(?:share|ads)$", words[-1]):
        tail = re.search(r"\s+per\s+(?:share|ads)$", words[-1])
        assert tail is not None
        words = [w if re.search(r"\bper\b", w) or w == "share" else w + tail.group() for w in words]
    return tuple(words)


class _Around(msgspec.Struct, frozen=True):
    """A text with the parts blanked that are no units themselves, and what they say."""

    text: str
    excepts: tuple[str, ...]
    rounding: Literal["truncated", "rounded"] | None
    rounded_unit: tuple[int, int, str] | None


_ASIDE = re.compile(r"except|unless|excl|other\s+than|除|round|truncat|fraction|切|四捨", re.I)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _set_aside(folded: str) -> _Around:
    rounding: Literal["truncated", "rounded"] | None = None
    rounded_unit: tuple[int, int, str] | None = None
    text = folded
    if not _ASIDE.search(text):
        return _Around(text, (), None, None)
    if match := _UNLESS.search(text):
        text = _blank(text, *match.span())
    if match := _ROUNDING.search(text):
        rounding = "truncated" if match["down"] else "rounded"
        unit = match["unit"] or match["unit2"]
        if unit and unit.endswith("円"):
            rounded_unit = (match.start(), match.end(), unit)
        text = _blank(text, *match.span())
    excepts: tuple[str, ...] = ()
    left_out = _EXCEPT_EN.search(text) or _EXCEPT_JA.search(text)
    if left_out is not None:
        excepts = _excepts(left_out["what"])
        text = _blank(text, *left_out.span("what"))
        text = _EXCEPT_WORDS.sub(lambda words: " " * len(words.group()), text)
    return _Around(text, excepts, rounding, rounded_unit)


_EXCEPT_WORDS = re.compile(r"\b(?:except(?:ing)?(?:\s+for)?|excluding|excl\.|other\s+than)\b|を除(?:く|き)", re.I)


# --- declarations ---------------------------------------------------------------------------------------------

_PREFIX = re.compile(r"(?:\bunits?\s*[:;=]|\bunits?\s+(?=[A-Z¥$])|(?:金額|表示)?単位\s*[:;・=]|金額\s*:)", re.I)
_OPENING = re.compile(rf"\s*(?:{_PREFIX.pattern}|(?:金額|表示)?単位\s*)", re.I)
"""The same where a piece begins with it; the colon may then be missing."""
_FILLER = re.compile(
    r"[\s()\[\],、・/;:&|*.\-]+|及び|および|又は|ただし|但し"
    r"|\b(?:and|or|unaudited|audited|all|amounts?|figures?|are|is|expressed|presented|reported|shown|stated|consolidated"
    r"|approximately|approx|in)\b",
    re.I,
)
_BRACKETS = re.compile(r"\(([^()]*)(?:\)|$)|\[([^\[\]]*)(?:\]|$)|<([^<>]*)>|^([^()]*)\)")


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a text that may declare units: what stands in brackets, behind `Unit:`, and the whole."""
    for match in _BRACKETS.finditer(text):
        group = next(index for index in range(1, 5) if match.group(index) is not None)
        yield match.span(group)
    if prefix := _PREFIX.search(text):
        yield prefix.end(), len(text)
    yield 0, len(text)


def _parsed(text: str, start: int, end: int) -> list[_Found] | None:
    """The units that make up the whole of a piece; None if anything else stands in it."""
    units: list[_Found] = []
    prefix = _OPENING.match(text, start, end)
    at = prefix.end() if prefix else start
    while at < end:
        unit = _UNIT.match(text, at, end)
        skipped = unit or _FILLER.match(text, at, end)
        if skipped is None:
            return None
        if unit is not None:
            found = _found(unit)
            if units and _runs_on(text, units[-1], found):
                return None
            units.append(found)
        at = skipped.end()
    return units or None


def _runs_on(text: str, before: _Found, unit: _Found) -> bool:
    """Whether two short words are one longer word: 日本 is neither days nor sticks, in spaced print either."""
    if not (before.bare or unit.bare):
        return False
    short = before.end - before.start == unit.end - unit.start == 1 and "percent" not in (before.unit, unit.unit)
    return before.end == unit.start or (short and not text[before.end : unit.start].strip())


_MAY_HOLD = re.compile(r"[^\d\s.,:;()+\-*/△▲]")
_HINT = re.compile(r"[%円¥￥$€£]|illion|thousand|per|ドル|ユーロ|bps|basis", re.I)
"""What every unit holds that may stand inside other words."""


@lru_cache(maxsize=8192)
def find_units(text: str) -> tuple[UnitMention, ...]:
    """All units that a header, caption, corner or row label prints, left to right.

    >>> [(u.unit, u.scale, u.declared) for u in find_units("Revenues (JPY million)")]
    [('JPY', 6, True)]
    >>> find_units("in thousands, except per share data")[0].excepts
    ('per share',)
    """
    folded = fold(text)
    if not _MAY_HOLD.search(folded):
        return ()
    around = _set_aside(folded)
    declared = _declared(around.text)
    mentions = [_mention(text, unit, declared=True) for unit in declared]
    taken = [(unit.start, unit.end) for unit in declared]
    for found in _SCAN.finditer(around.text) if _HINT.search(around.text) else ():
        unit = _found(found)
        if any(start < unit.end and unit.start < end for start, end in taken):
            continue
        if not unit.bare and _free(around.text, unit):
            mentions.append(_mention(text, unit, declared=_governs(around.text, unit)))
    if around.rounded_unit and not any(mention.unit == "JPY" for mention in mentions):
        start, end, printed = around.rounded_unit
        scale = SCALES.get(printed[:-1], 0)
        mentions.append(
            UnitMention(start=start, end=end, printed=text[start:end], unit="JPY", scale=scale, declared=True)
        )
    if not mentions:
        mentions = list(_garbled(text, around.text))
    mentions.sort(key=lambda mention: mention.start)
    per_share = bool(_PER_SHARE_WORDS.search(around.text))
    return tuple(_completed(mention, around, per_share) for mention in mentions)


_PER_SHARE_WORDS = re.compile(r"\bper\s+(?:\w+\s+)?(?:share|ADS|ADR)\b|[1一]\s*株\s*(?:当|あ)た?り", re.I)
_NUMBER_OF_SHARES = re.compile(r"株式数|株式の数|number\s+of\s+(?:\w+\s+)*shares|shares\s+outstanding", re.I)


def _completed(mention: UnitMention, around: _Around, per_share: bool) -> UnitMention:
    money = mention.unit is not None and re.fullmatch(r"[A-Z]{3}", mention.unit) is not None
    unit = mention.unit
    if money and per_share and mention.scale == 0:
        unit = f"{unit}_per_share"
    return msgspec.structs.replace(
        mention,
        unit=unit,
        excepts=around.excepts if money or mention.unit is None else (),
        rounding=around.rounding if money or mention.unit is None else None,
    )


def _declared(text: str) -> list[_Found]:
    units: list[_Found] = []
    for start, end in _segments(text):
        if any(start <= unit.start and unit.end <= end for unit in units):
            continue
        parsed = _parsed(text, start, end)
        letter = text[start:end].strip()
        if (start, end) == (0, len(text)) and len(letter) == 1 and letter.isalpha() and letter.isascii():
            continue  # a letter alone in a cell is a mark
        if parsed and not _is_a_name(text, start, end, parsed):
            units.extend(parsed)
    return units


def _is_a_name(text: str, start: int, end: int, units: list[_Found]) -> bool:
    """Whether `(株)` is the company form and `(社)` the association, not a count."""
    if (
        len(units) != 1
        or units[0].scale
        or units[0].noun not in ("株", "社", "名", "件", "口", "本", "部", "機", "点", "校")
    ):
        return False
    if start == 0 and end == len(text):
        return False
    if _PREFIX.search(text):
        return False
    return not re.search(r"数|残高|員|件", text[:start])


def _free(text: str, unit: _Found) -> bool:
    """Whether no number stands directly before or behind: then the unit would be that number's."""
    before = text[: unit.start].rstrip()
    after = text[unit.end :].lstrip()
    if before and (before[-1].isdigit() or (before[-1] in ".)" and re.search(r"\d\s*[.)]$", before))):
        return False
    return not (unit.unit != "percent" and after[:1].isdigit())


def _governs(text: str, unit: _Found) -> bool:
    """Whether a unit inside other words stands for the figures below or beside: `% of revenues`, `in millions`."""
    if unit.unit == "percent":
        return not text[unit.end :].lstrip().startswith("表示")
    return unit.unit is None or _PREFIX.search(text[: unit.start]) is not None


def _mention(text: str, unit: _Found, *, declared: bool) -> UnitMention:
    printed = text[unit.start : unit.end]
    return UnitMention(
        start=unit.start,
        end=unit.start + len(printed.rstrip()),
        printed=printed.rstrip(),
        unit=unit.unit,
        scale=unit.scale,
        noun=unit.noun,
        declared=declared,
    )


# --- damage ---------------------------------------------------------------------------------------------------


def _garbled(text: str, plain: str) -> Iterator[UnitMention]:
    """A piece in brackets that is almost a declaration: `(01 i thoucana)`, `Y thousand)`."""
    for match in _BRACKETS.finditer(plain):
        group = next(index for index in range(1, 5) if match.group(index) is not None)
        start, end = match.span(group)
        content = plain[start:end].strip()
        if not 4 <= len(content) <= 24:
            continue
        words = re.findall(r"[a-z0-9]+", content.lower())
        near = [(word, scale) for word in words if (scale := _near_scale(word)) is not None]
        others = [word for word in words if word != (near[0][0] if near else "")]
        if len(near) != 1 or any(len(word) > 4 for word in others):
            continue
        currency = next((code for word in others if (code := currency_of(word))), None)
        yield UnitMention(
            start=start, end=end, printed=text[start:end], unit=currency, scale=near[0][1], declared=True, garbled=True
        )


def _near_scale(word: str) -> int | None:
    """The scale of a word at most two letters from a long scale word, when only one is that near."""
    if len(word) < 6:
        return None
    near = {
        SCALES[name]
        for name in ("thousand", "thousands", "million", "millions", "billion", "billions")
        if _distance(word, name) <= (2 if len(name) >= 8 else 1)
    }
    return near.pop() if len(near) == 1 else None


def _distance(a: str, b: str) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


LONGEST_LABEL = 300
"""Characters; what is longer is prose that fell into a table."""

# --- labels ---------------------------------------------------------------------------------------------------

_SHARES = re.compile(
    r"(?:number|average)\s+(?:\w+\s+)*?of\s+(?:\w+\s+)*?(?:shares|ADS)\b|shares\s+(?:\w+\s+)*?(?:outstanding|issued)\b"
    r"|weighted[\s-]average\s+(?:\w+\s+)*?(?:shares|ADS)\b|株式数|株式総数|自己株式の数|株式の数",
    re.I,
)
_PEOPLE = re.compile(
    r"\bnumber\s+of\s+(?:\w+\s+)?(?:employees|personnel|staff|engineers)\b|\bheadcount\b|従業員数|社員数|人員数", re.I
)
_NUMBER_OF = re.compile(rf"\b(?:number|no\.)\s+of\s+(?:[\w/-]+\s+){{0,3}}?(?P<noun>{COUNTED_EN})\b", re.I)
_CONTRACTS = re.compile(r"(?P<noun>contracts|subscribers|subscriptions)\s*(?:\([^()]*\))?\s*$", re.I)
_TIMES = re.compile(
    r"\bP/?E\s*ratio|\bPER\b|\bPBR\b|price[\s-](?:to[\s-])?(?:earnings|book)|interest\s+coverage|debt[\s/-]+(?:to[\s-])?(?:equity|EBITDA)"
    r"|\bD/?E\s+ratio|\bturnover\b|倍率|株価収益率|株価純資産倍率|回転率|カバレッジ|D/?Eレシオ",
    re.I,
)
_PERCENT = re.compile(
    r"\bratios?\b|\b(?:operating|net|profit|EBITDA|ordinary|pre-?tax)\s+margin\b|\bmargin\s*\(?%|\byield\b|\b(?:growth|tax|utilization|churn|occupancy|response|retention)\s+rate\b"
    r"|\bRO[EAI]C?\b|\breturn\s+on\b|\bYoY\b|\bQoQ\b|率(?!的)|割合|構成比|利回り|ROE|ROA",
    re.I,
)
_BANDWIDTH = re.compile(r"\bbandwidth\b|帯域", re.I)


def unit_of_label(label: str) -> UnitMention | None:
    """The unit a row label itself says: printed, or (with `hint`) suggested by its words. None if none, or two.

    >>> unit_of_label("１株当たり当期純利益 (円 銭)").unit, unit_of_label("Gross Margin Ratio").hint
    ('JPY_per_share', True)
    """
    if len(label) > LONGEST_LABEL:
        return None
    printed = [unit for unit in find_units(label) if unit.declared and not unit.garbled]
    if printed:
        distinct = {(unit.unit, unit.scale) for unit in printed}
        return printed[-1] if len(distinct) == 1 else None
    folded = fold(label)
    around = _set_aside(folded).text
    if match := _SHARES.search(around):
        return _said(label, match, "count", noun="shares")
    if match := _PER_SHARE_WORDS.search(around):
        return _said(label, match, "per_share")
    if match := _PEOPLE.search(around):
        return _said(label, match, "count", noun="employees")
    if match := _NUMBER_OF.search(around) or _CONTRACTS.search(around):
        return _said(label, match, "count", noun=match["noun"].lower())
    for pattern, unit in ((_TIMES, "times"), (_PERCENT, "percent"), (_BANDWIDTH, "bandwidth")):
        if match := pattern.search(around):
            return msgspec.structs.replace(_said(label, match, unit), hint=True)
    return None


def _said(label: str, match: re.Match[str], unit: str, noun: str | None = None) -> UnitMention:
    start, end = match.span()
    return UnitMention(start=start, end=end, printed=label[start:end], unit=unit, noun=noun)
