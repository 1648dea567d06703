"""Units and scales as declared in headers, captions, corners and row labels.

Contract: a unit is an ISO 4217 code, `<code>_per_share`, `<code>_per_<code>` (a rate of exchange), `percent`,
`percentage_point`, `basis_point`, `count`, `times` or a physical one (`Gbps`, `square_metre`); `scale` is the power
of ten of the printed figures. A unit beside a digit belongs to that number and is not found here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from extract.lex.fold import fold
from extract.lex.style import style
from extract.lex.unit_damage import damaged_unit
from extract.lex.unit_words import any_of, cents_of, currencies_of, currency_of, power_beside, squeezed, words
from extract.lex.viewer_caption import Caption, caption_of_viewer
from extract.vocab import Vocabulary, made_of_words, remembered


class UnitMention(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as printed: `text[start:end] == printed`.

    `unit` is None where only a scale is printed ("in thousands"), or where damage leaves the unit open (`garbled`).
    `excepts` are the label words, in small letters, that the declaration leaves out. `declared`: the text declares
    the unit for other figures; otherwise it merely mentions it. `rounding`: how the figures were cut. `hint`: the
    words make the unit likely (a "ratio" is in percent) but do not print it. `may_be`: the currencies that a sign or
    word of several may be, where nothing says whose it is: `Ps. million`, `kr`.
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
    may_be: tuple[str, ...] = ()


def scale_word(text: str) -> int | None:
    """The power of ten of a scale word of either language, else None.

    >>> scale_word("million"), scale_word("bn"), scale_word("億"), scale_word("lion")
    (6, 9, 8, None)
    """
    return scale_of(fold(text))


# --- one unit -------------------------------------------------------------------------------------------------


@made_of_words
def _token(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A word that units are made of, of any kind."""
    known = words()
    return re.compile(
        rf"(?P<sen>円\s*・?\s*銭)|(?P<led>{known.led_currency})|(?P<hundredths>{known.cents_pattern})"
        rf"|(?P<currency>{known.currency})|(?P<noun>{known.counted_en}|{known.counted_ja})|(?P<measure>{known.measure})"
        rf"|(?P<scale>(?:(?<![\d.,十百千万億兆白干方憶])|(?-i:(?<=[a-z]\.)))(?:{known.scale})|{known.scale_glued})"
        r"|(?P<per>(?:(?<![A-Za-z])per|/)\s*(?:common\s+|ordinary\s+)?(?:shares?|ADS|ADR|株)(?:\s+units?)?(?![A-Za-z]))"
        r"|(?P<amounts>(?<![A-Za-z])(?:amounts|figures|values)(?![A-Za-z]))"
        r"|(?P<in>(?<![A-Za-z])in(?![A-Za-z]))|(?P<of>(?<![A-Za-z])of(?![A-Za-z]))|(?P<slash>/)",
        re.I,
    )


_SPACE = re.compile(r"\s*")


def scale_of(word: str) -> int | None:
    """The power of ten of a word that says one where a unit is declared."""
    return words().scales.get(squeezed(word))


def _led_by(word: str) -> tuple[int, str]:
    """`Mio. EUR`, `TEUR`: the power of ten, and what is left."""
    leads = [s for s in sorted(words().lead, key=lambda s: -len(s)) if word.lower().startswith(s)]
    known = (s for s in leads if squeezed(word[len(s) :].lstrip(" .")) in words().may_be)  # `MNOK` is no `MN` of `OK`
    scale = next(known, leads[0])
    return words().lead[scale], word[len(scale) :].lstrip(" .")


class _Found(msgspec.Struct, frozen=True):
    start: int
    end: int
    unit: str | None
    scale: int
    noun: str | None
    bare: bool
    """A short word that is a unit only where the text declares one."""


_Token = tuple[str, str, int, int]
"""Kind, print, first and last place of a word that units are made of."""


def _token_at(text: str, at: int, end: int) -> _Token | None:
    space = _SPACE.match(text, at, end)
    match = _token().match(text, space.end() if space else at, end)
    return (match.lastgroup or "", match.group(), match.start(), match.end()) if match else None


def _unit_at(text: str, at: int, end: int) -> _Found | None:
    """The unit that begins here: `in millions of yen`, `百万円`, `円/米ドル`, `thousand shares`, `%`."""
    tokens: list[_Token] = []
    while len(tokens) < 5 and (token := _token_at(text, at, end)) is not None:
        tokens.append(token)
        at = token[3]
    if not tokens:
        return None
    start, led = tokens[0][2], tokens[0][0] == "in"
    if led:
        tokens = tokens[1:]
    kinds = [token[0] for token in tokens]
    printed = [token[1] for token in tokens]

    def made(count: int, unit: str | None, scale: int = 0, noun: str | None = None, bare: bool = False) -> _Found:
        return _Found(start, tokens[count - 1][3], unit, scale, noun, bare)

    match kinds:
        case ["sen", *_]:
            return made(1, "JPY_per_share")
        case ["led", *_]:
            power, currency = _led_by(printed[0])
            return made(1, currency_of(currency), power)
        case ["hundredths", *_]:
            unit, smaller = cents_of(printed[0])
            per = kinds[1:2] == ["per"]
            return made(2 if per else 1, _for_each_share(unit) if per else unit, smaller)
        case ["currency", "slash", "currency", *_] if _is_code(printed[0]) and _is_code(printed[2]):
            return None  # `EUR/USD`: dollars for a euro as often as euros for a dollar
        case ["currency", "slash", "currency", *_]:
            return made(3, f"{currency_of(printed[0])}_per_{currency_of(printed[2])}")
        case ["scale", "of", "currency" | "noun" as kind, *_] if _is_long(printed[0]) or _is_round(printed[0]):
            return _scaled(made, printed[2], kind, _power(printed[0]), 3, kinds[3:4] == ["per"])
        case ["currency", "in" | "slash", "scale", *_] if _is_long(printed[2]):  # `Rs. in crores`, `Rs./Lakhs`
            return made(3, currency_of(printed[0]), power_beside(printed[2], printed[0]) or 0)
        case ["currency", "in", "scale", *_] if printed[2].isascii() and _is_word(printed[2]):  # `USD in mn`
            return made(3, currency_of(printed[0]), power_beside(printed[2], printed[0]) or 0)
        case ["currency", "amounts", "in", "scale", *_] if _is_long(printed[3]):  # `Dollar amounts in millions`
            return made(4, currency_of(printed[0]), _power(printed[3]))
        case ["currency", "scale", *_] if printed[1].isascii() and (led or _is_word(printed[1])):
            return made(2, currency_of(printed[0]), power_beside(printed[1], printed[0]) or 0)
        case ["scale", "currency" | "noun" as kind, *_] if (
            _is_long(printed[0])
            or _joins(tokens[0], tokens[1])
            or _is_round(printed[0])
            or (led and _is_noughts(printed[0]))
        ):
            return _scaled(made, printed[1], kind, _power(printed[0]), 2, False)
        case ["scale", "measure", *_] if _joins(tokens[0], tokens[1]):
            return made(2, _measure(printed[1]), _power(printed[0]))
        case ["scale", *_] if printed[0][0] != "1":
            return made(1, None, _power(printed[0]), bare=not (led and _is_long(printed[0])))
        case ["currency", "per", *_]:
            return made(2, _for_each_share(currency_of(printed[0])))
        case ["currency", *_]:
            return made(1, currency_of(printed[0]), bare=True)
        case ["measure", *_]:
            return made(1, _measure(printed[0]), bare=not re.search("%|per|basis|bps$", printed[0].lower()))
        case ["noun", "in", "scale", *_] if _is_long(printed[2]):  # `shares in millions`
            return made(3, "count", _power(printed[2]), printed[0].lower())
        case ["noun", *_]:
            return made(1, "count", noun=printed[0].lower(), bare=True)
    return None


def _for_each_share(currency: str | None) -> str:
    """Money for each share; whose, may be open: `$ per share`."""
    return f"{currency}_per_share" if currency else "per_share"


def _is_code(printed: str) -> bool:
    return len(printed) == len("EUR") and printed.isascii() and printed.isalpha() and printed.isupper()


def _scaled(made: Callable[..., _Found], word: str, kind: str, scale: int, count: int, per_share: bool) -> _Found:
    if kind == "noun":
        return made(count, "count", scale, word.lower())
    currency = currency_of(word)
    return made(count + per_share, _for_each_share(currency) if per_share else currency, scale)


def _power(printed: str) -> int:
    return words().scales[squeezed(printed)]


def _is_word(scale: str) -> bool:
    """Whether a scale is no number itself: `CHF 1,000` and `¥100 million` alone are amounts, `in CHF 1,000`,
    `CHF 1'000` and `100 million yen` are units."""
    return scale[0] != "1" or "'" in scale or (" " in scale and not _is_round(scale))


def _is_round(scale: str) -> bool:
    """Whether a scale is a figure and a word, `100 million`: before its currency it is none that is counted."""
    return scale[0] == "1" and scale[-1].isalpha()


def _is_noughts(scale: str) -> bool:
    """Whether a scale is written in digits: `in 1'000 CHF`, `in '000 EUR`."""
    return scale[-1] == "0"


def _is_long(scale: str) -> bool:
    """Whether a scale word is one that cannot be anything else: million, not m."""
    return squeezed(scale) in words().long_scales


def _joins(scale: _Token, token: _Token) -> bool:
    """Whether a Japanese scale stands directly before its unit."""
    return not scale[1].isascii() and scale[3] == token[2]


def _measure(printed: str) -> str:
    return words().measures[squeezed(printed)]


def _units_in(text: str) -> Iterator[_Found]:
    """All units of a text, wherever a word or a sign begins."""
    at = 0
    while (match := _token().search(text, at)) is not None:
        unit = _unit_at(text, match.start(), len(text))
        if unit is not None:
            yield unit
        at = max(match.end(), unit.end if unit else 0)


# --- what a declaration says besides ----------------------------------------------------------------------------

_EXCEPT_EN = re.compile(r"\b(?:except(?:ing)?(?:\s+for)?|excluding|excl\.|other\s+than)\s+(?P<what>[^();]+)", re.I)
_EXCEPT_JA = re.compile(r"(?P<what>[^()、。,:;]{2,24}?)(?:を|は)除(?:く|き)")
_UNLESS = re.compile(
    r"\b(?:unless|except(?:\s+(?:as|where|when))?)\s+(?:otherwise\s+)?(?:stated|noted|indicated|specified)"
    r"(?:\s+otherwise)?",
    re.I,
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
    labels = [w for w in re.split(r"\s*(?:,\s*and\b|,|\band\b|\bor\b|&|、|及び|および|並びに)\s*", plain) if w]
    if labels and re.search(r"\S\s+per\s+(?:share|ads)$", labels[-1]):
        tail = re.search(r"\s+per\s+(?:share|ads)$", labels[-1])
        assert tail is not None
        labels = [w if re.search(r"\bper\b", w) or w == "share" else w + tail.group() for w in labels]
    return tuple(labels)


class _Around(msgspec.Struct, frozen=True):
    """A text with the parts blanked that are no units themselves, and what they say."""

    text: str
    excepts: tuple[str, ...]
    rounding: Literal["truncated", "rounded"] | None
    rounded_unit: tuple[int, int, str] | None


_ASIDE = re.compile(r"except|unless|excl|other\s+than|除|round|truncat|fraction|切|四捨", re.I)


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def set_aside(folded: str) -> _Around:
    """A folded text without what a declaration leaves out and how it was rounded, and what those said."""
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

_PREFIX = re.compile(
    r"(?:\bunits?\s*[:;=]|\bunits?\s+(?=[A-Z¥$])|(?:金額|表示)?単位\s*[:;・=]|金額\s*:|(?:前年(?:同(?:月|期))?比|前期比|増減率|構成比)\s*:)",
    re.I,
)
_OPENING = re.compile(rf"\s*(?:{_PREFIX.pattern}|(?:金額|表示)?単位\s*)", re.I)
"""The same where a piece begins with it; the colon may then be missing."""
_BESIDE = (
    r"[\s()\[\],、・/;:&|*.\-]+|及び|および|又は|ただし|但し"
    r"|\b(?:and|or|unaudited|audited|reviewed|restated|all|amounts?|figures?|are|is|expressed|presented|reported|shown|stated|consolidated"
    r"|approximately|approx|in|under|basis)\b"
)


@made_of_words
def _filler(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What may stand between units; `円/月`, `$/oz`, `$/oz sold`: money for each of something."""
    known = words()
    return re.compile(
        rf"(?:(?<=[^\W\d_]|[$€£¥])/|(?<![A-Za-z])per\s)\s*(?!{known.currency}|{known.scale}|shares?)"
        rf"(?:[A-Za-z]{{1,8}}(?:\s(?:sold|produced|mined|milled|treated|processed|shipped|delivered))?|[一-龥ァ-ヶー]{{1,6}})"
        rf"(?=\s*(?:[)\]]|$))|{_BESIDE}",
        re.I,
    )


_STANDARD = re.compile(r"\s*(?:(?:(?:PRC|US|U\.S\.|HK|Japanese|J|K)[\s-]*)?(?:GAAP|IFRSs?)|Ind\s?AS)(?![A-Za-z])")
"""By which standards amounts were made, beside their unit: `(K-IFRS, KRW in billions)`."""
_BRACKETS = re.compile(r"\(([^()]*)(?:\)|$)|\[([^\[\]]*)(?:\]|$)|<([^<>]*)>|^([^()]*)\)")


_LONGEST_NAME = 80
# `Nickel, kt`, `Load factor, %`: the name of a measure, and behind a comma its unit.
_BEHIND_COMMA = re.compile(r"^[^\W\d_][^\d,:;]*,\s+(?P<said>[^\s,()][^,()]{0,24}?)\s*$")


@made_of_words
def _in_at_end(vocabulary: Vocabulary) -> re.Pattern[str]:
    """`Electricity sold in GWh`: the name of a measure and, behind `in`, a unit that is neither money nor counted."""
    physical = [word for unit in vocabulary.units for word in (*unit.words, *unit.headings) if word[:1].isalpha()]
    return re.compile(rf"^[^\W\d_][^\d:;,]*\sin\s(?:thousand\s|million\s|')?(?P<said>{any_of(physical)})\s*$", re.I)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The pieces of a text that may declare units: what stands in brackets, behind `Unit:`, and the whole."""
    for match in _BRACKETS.finditer(text):
        group = next(index for index in range(1, 5) if match.group(index) is not None)
        yield match.span(group)
        yield from _beside_time(text, *match.span(group))
    if prefix := _PREFIX.search(text):
        yield prefix.end(), len(text)
    if len(text) <= _LONGEST_NAME and (last := _in_at_end().search(text)):
        yield last.span("said")
    if len(text) <= _LONGEST_NAME and (last := _BEHIND_COMMA.search(text)):
        yield last.span("said")
    if (behind := _BEHIND_TIME.match(text)) is not None:
        yield behind.end(), len(text)
    yield 0, len(text)


_TIME = (
    r"[^,;()]{0,30}?\b(?:(?:19|20)\d\d|(?:FY|[HQ][1-4]|[1-4][HQ]|\d{1,2}M)\s?\d\d"
    # `years ended 31 October`, over columns of years
    r"|(?:months?|years?|quarters?|half|weeks?)\s+(?:ended|ending|to)\s+(?:\d{1,2}\s+[A-Za-z]{3,9}|[A-Za-z]{3,9}\s+\d{1,2})\b)"
)
_LED_BY_TIME = re.compile(rf"\s*{_TIME}\s*[,;]\s*(?=\S)")
# `Six months ended 30 June 2031 RMB'000 (Unaudited)`, `2Q31 R$ million`: a heading of a time, and behind it its unit.
_BEHIND_TIME = re.compile(
    r"[^,;()$€£¥%]{0,60}?(?<![\d.,/-])(?:(?:\d{1,2}[./-]){0,2}(?:19|20)\d\d|(?:FY|[HQ][1-4]|[1-4][HQ]|\d{1,2}M)\s?\d\d)"
    r"\s+(?=[^\d\s(])"
)
_TRAILED_BY_TIME = re.compile(rf"\s*[,;]\s*{_TIME}\s*\Z")


def _beside_time(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What a bracket holds beside a time: `(H1 2024, GBP million)`, `(GBP million; year ended June 2024)`."""
    if (led := _LED_BY_TIME.match(text, start, end)) is not None:
        yield led.end(), end
    elif (trailed := _TRAILED_BY_TIME.search(text, start, end)) is not None:
        yield start, trailed.start()


_OF_EACH = re.compile(r"/\s*[a-z]|per\s", re.I)
_NOT_PHYSICAL = ("percent", "percentage_point", "basis_point", "times", "count")


def _is_physical(found: _Found) -> bool:
    """Whether a unit is none of money, of a count or of a ratio."""
    unit = found.unit or "count"
    return unit not in _NOT_PHYSICAL and not re.match(r"[A-Z]{3}(?:_|$)", unit)


def _parsed(text: str, start: int, end: int) -> list[_Found] | None:
    """The units that make up the whole of a piece; None if anything else stands in it."""
    units: list[_Found] = []
    prefix = _OPENING.match(text, start, end)
    at = prefix.end() if prefix else start
    while at < end:
        standard = _STANDARD.match(text, at, end)
        unit = None if standard is not None else _unit_at(text, at, end)
        if standard is not None:
            at = standard.end()
        elif unit is not None:
            if text[at : unit.start].strip() or (units and _runs_on(text, units[-1], unit)):
                return None
            units.append(unit)
            at = unit.end
        elif (filler := _filler().match(text, at, end)) is not None:
            behind = bool(units) and not text[units[-1].end : at].strip()
            if behind and _OF_EACH.match(filler.group()) and _is_physical(units[-1]):
                return None  # `kg/boe` is a unit of its own, and no weight
            at = filler.end()
        else:
            return None
    return units or None


def _runs_on(text: str, before: _Found, unit: _Found) -> bool:
    """Whether two short words are one longer word: 日本 is neither days nor sticks, in spaced print either."""
    if not (before.bare or unit.bare):
        return False
    short = before.end - before.start == unit.end - unit.start == 1 and "percent" not in (before.unit, unit.unit)
    return before.end == unit.start or (short and not text[before.end : unit.start].strip())


_MAY_HOLD = re.compile(r"[^\d\s.,:;()+\-*/△▲]")


@made_of_words
def _hint(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What every unit holds that may stand inside other words."""
    return re.compile(rf"%|per|basis|bps|{words().hint}", re.I)


_END_OF_DATE = re.compile(r"\s*[年月日]\s*\)\s*")  # `日）` broke off from `（2031年３月31`: it counts no days


@made_of_words
def _torn_off(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A bracket whose other half is in another cell: `(JPY`, `(euros in`."""
    return re.compile(rf"\s*[(\[]\s*((?:{words().currency})(?:\s+in)?)\s*", re.I)


@remembered(8192, by=style)
def find_units(text: str) -> tuple[UnitMention, ...]:
    """All units that a header, caption, corner or row label prints, left to right.

    >>> [(u.unit, u.scale, u.declared) for u in find_units("Revenues (JPY million)")]
    [('JPY', 6, True)]
    >>> find_units("in thousands, except per share data")[0].excepts
    ('per share',)
    >>> [(u.unit, u.scale) for u in find_units("Containers ('000 TEU)")]
    [('teu', 3)]
    >>> [(u.unit, u.garbled) for u in find_units("(JPY")]
    [(None, True)]
    """
    folded = fold(text)
    if not _MAY_HOLD.search(folded) or _END_OF_DATE.fullmatch(folded):
        return ()
    if torn := _torn_off().fullmatch(folded):
        return (_torn(text, torn.start(1), torn.end(1)),)
    around = set_aside(_unbracketed_scale(folded))
    if (caption := caption_of_viewer(around.text)) is not None:
        return (_of_viewer(text, caption, around),)
    declared = _declared(around.text)
    mentions = [_mention(text, unit, declared=True) for unit in declared]
    taken = [(unit.start, unit.end) for unit in declared]
    for unit in _units_in(around.text) if _hint().search(around.text) else ():
        if any(start < unit.end and unit.start < end for start, end in taken):
            continue
        if not unit.bare and _free(around.text, unit):
            mentions.append(_mention(text, unit, declared=_governs(around.text, unit)))
    if around.rounded_unit and not any(mention.unit == "JPY" for mention in mentions):
        start, end, printed = around.rounded_unit
        scale = scale_of(printed[:-1]) or 0
        mentions.append(
            UnitMention(start=start, end=end, printed=text[start:end], unit="JPY", scale=scale, declared=True)
        )
    if not mentions:
        mentions = list(_garbled(text, around.text))
    mentions.sort(key=lambda mention: mention.start)
    per_share = bool(PER_SHARE_WORDS.search(around.text))
    mentions = _whose_money(around.text, mentions)
    return _with_shares(_with_their_scales(text, [_completed(mention, around, per_share) for mention in mentions]))


@made_of_words
def _bracketed_scale(vocabulary: Vocabulary) -> re.Pattern[str]:
    """The scale of a currency in brackets behind it: `Rupees ('000)`, `Baht (million)`."""
    return re.compile(rf"(?P<money>(?:{words().currency})\s*)\((?P<scale>\s*(?:'?\s?000s?|{words().scale})\s*)\)", re.I)


def _unbracketed_scale(folded: str) -> str:
    """A text with blanks for the brackets around a scale that stands behind its currency, place by place."""
    if "(" not in folded:
        return folded
    return _bracketed_scale().sub(lambda said: f"{said['money']} {said['scale']} ", folded)


def _with_their_scales(text: str, mentions: list[UnitMention]) -> list[UnitMention]:
    """A scale and directly behind it what it is of, if that is no money, made one: `'000 TEU`, `million tonnes`."""
    out: list[UnitMention] = []
    for mention in mentions:
        above = out[-1] if out else None
        if (
            above is not None
            and above.unit is None
            and above.scale
            and not (above.noun or above.excepts or above.garbled)
            and mention.unit is not None
            and not (mention.scale or mention.excepts or mention.garbled or mention.hint)
            and mention.unit not in ("percent", "percentage_point", "basis_point")
            and not mention.unit.isupper()
            and _BETWEEN.fullmatch(text[above.end : mention.start])
        ):
            out[-1] = msgspec.structs.replace(
                mention, start=above.start, printed=text[above.start : mention.end], scale=above.scale
            )
        else:
            out.append(mention)
    return out


_BETWEEN = re.compile(r"\s+(?:of\s+)?", re.I)


def _whose_money(text: str, mentions: list[UnitMention]) -> list[UnitMention]:
    """A sign that several countries have for theirs, and directly beside it the name of one of these, made one:
    `$'000 (Australian dollars)`, `Canadian dollars ($ millions)`, `kr million (SEK)`."""
    out: list[UnitMention] = []
    for mention in mentions:
        sign = _money_said().search(mention.printed)
        shared = currencies_of(sign.group()) if sign is not None else ()
        if sign is None or len(shared) < 2:
            out.append(mention)
            continue
        told = [
            (name, codes[0])
            for name in _money_said().finditer(text)
            if len(codes := currencies_of(name.group())) == 1 and codes[0] in shared
            if _SIDE_BY_SIDE.fullmatch(text, *_gap(name.start(), name.end(), mention.start, mention.end))
        ]
        if len({code for _, code in told}) != 1:
            out.append(mention)
            continue
        per = "_per_share" if mention.unit is not None and mention.unit.endswith("per_share") else ""
        out.append(msgspec.structs.replace(mention, unit=told[0][1] + per, may_be=()))
    return _without_repeated_money(text, out)


def _without_repeated_money(text: str, mentions: list[UnitMention]) -> list[UnitMention]:
    """Of two names of one currency side by side, of which one has a scale, the one with the scale; it is declared
    where either is."""
    out = list(mentions)
    for mention in mentions:
        for at, other in enumerate(out):
            if (
                other.scale > 0 == mention.scale
                and other.unit == mention.unit is not None
                and _SIDE_BY_SIDE.fullmatch(text, *_gap(other.start, other.end, mention.start, mention.end))
            ):
                out[at] = msgspec.structs.replace(other, declared=other.declared or mention.declared)
                out.remove(mention)
                break
    return out


def _gap(start: int, end: int, other_start: int, other_end: int) -> tuple[int, int]:
    """First and last place of what lies between two pieces of a text."""
    return (min(end, other_end), max(start, other_start, min(end, other_end)))


_SIDE_BY_SIDE = re.compile(r"\s*[()\[\],:–-]?\s*[(\[]?\s*(?:(?:in|of)\s+)?", re.I)


def _torn(text: str, start: int, end: int) -> UnitMention:
    """A declaration that lost its end, and its scale with it: `(JPY` of `(JPY in millions)` at the edge of a page."""
    return UnitMention(start=start, end=end, printed=text[start:end], unit=None, declared=True, garbled=True)


def _of_viewer(text: str, caption: Caption, around: _Around) -> UnitMention:
    said = (*around.excepts, *([caption.shares] if caption.shares else []))
    printed = text[caption.start : caption.end]
    return UnitMention(
        start=caption.start,
        end=caption.end,
        printed=printed,
        unit=caption.unit,
        scale=caption.scale,
        excepts=said,
        declared=True,
    )


def _with_shares(mentions: list[UnitMention]) -> tuple[UnitMention, ...]:
    """`$ and shares in millions`, `dollars in millions, shares in thousands`: one declaration of money that says in
    which scale shares are."""
    if len(mentions) != 2 or not all(mention.declared for mention in mentions):
        return tuple(mentions)
    money, shares = mentions
    if shares.noun != "shares" or not shares.scale or money.noun is not None:
        return tuple(mentions)
    said = (*money.excepts, shares.printed)
    return (msgspec.structs.replace(money, scale=money.scale or shares.scale, excepts=said),)


PER_SHARE_WORDS = re.compile(
    # the mark of a note may hang on it: `per share1`
    r"\bper\s+(?:(?:(?:weighted[\s-]+)?average|equivalent|fully|assumed|common|ordinary|preferred|basic|diluted|outstanding"
    r"|American|depositary|(?:class|series)\s+[A-Z])\s+){0,5}(?:\w+\s+)?(?:share|ADS|ADR)(?:\b|(?=\d{1,2}(?!\w)))|(?<=[a-z]{3})\s?/\s?share\b(?!\s*(?:price|capital|count))"
    # trusts and partnerships have units for shares: `Distribution per unit`, `Net loss per limited partner unit`
    r"|\b(?:earnings|income|loss|profit|distributions?|(?:net|tangible)\s+asset\s+value|net\s+(?:tangible\s+)?assets|NAV|NTA|A?FFO)"
    r"\s+(?:\([^()]*\)\s+)?per\s+(?:\w+\s+){0,2}(?:unit|security)\b"
    # the same of other languages: `Ergebnis je Aktie`, `Résultat par action`, `Resultat per aktie`, `BPA`
    r"|\b(?:(?:je|pro|per|pr\.?)\s+(?:Stamm|Vorzugs)?aktie|par\s+action|por\s+(?:acci[oó]n|a[cç][aã]o)|per\s+(?:azione|aandeel)"
    r"|na\s+akcj[eę]|pr\.?\s+aksje)\b|\bhisse\s+ba[sş][ıi]na\b|\bosaketta\s+kohden\b|\b(?-i:BPA|BNPA)\b"
    r"|[1一]\s*(?:株|(?:投資)?口)\s*(?:(?:当|あ)た?り|(?=純?利益|純資産|配当|分配|株主資本|自己資本))",
    re.I,
)
_PAID_PER_SHARE = re.compile(r"\b(?:[ED]PS|DPU)\b|\bdividends?\b|配当", re.I)
_NUMBER_OF_SHARES = re.compile(r"株式数|株式の数|number\s+of\s+(?:\w+\s+)*shares|shares\s+outstanding", re.I)


def _is_of_shares(mention: UnitMention, text: str) -> bool:
    """Whether cents are of something paid per share: `Dividend (cents)`, or nothing else is said, as over a column."""
    beside = _blank(text, mention.start, mention.end)
    return _PAID_PER_SHARE.search(beside) is not None or not any(map(str.isalpha, beside))


def _completed(mention: UnitMention, around: _Around, per_share: bool) -> UnitMention:
    money = mention.unit is not None and re.fullmatch(r"[A-Z]{3}", mention.unit) is not None
    unit = mention.unit
    if mention.scale < 0 and (per_share or _is_of_shares(mention, around.text)):
        unit = unit if unit is not None and unit.endswith("per_share") else f"{unit}_per_share" if unit else "per_share"
    elif money and per_share and mention.scale == 0:
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
    if unit.scale and text[unit.start : unit.start + 3].lower() == "in " and _ENDS.match(text, unit.end):
        return len(text) <= _LONGEST_CAPTION  # `Net sales by region, in CHF million`
    if unit.scale and unit.unit and not text[unit.end :].strip(" .:") and _CLOSES_TITLE.search(text[: unit.start]):
        return len(text) <= _LONGEST_CAPTION  # `Statement of operations, US$ thousands`
    if unit.scale and unit.unit and not text[: unit.start].strip(" (") and _AND_SHARES.fullmatch(text, unit.end):
        return True  # `EUR million and % of sales`
    return unit.unit is None or _PREFIX.search(text[: unit.start]) is not None


_LONGEST_CAPTION = 120
_AND_SHARES = re.compile(
    r"\s*(?:,|/|;|&|and|\()\s*(?:as\s+)?(?:a\s+)?(?:%|percent(?:ages?)?)"
    r"(?:\s+of\s+[^\W\d_][^\W\d_ ]{2,}(?:\s\w+)?)?\s*\)?",
    re.I,
)
_ENDS = re.compile(r"\s*(?:$|[,;()\[])")
# A title and a comma, colon or dash, with no figure and no end of a sentence in it: what follows is its unit.
_CLOSES_TITLE = re.compile(r"^[^.!?。]*(?:[^\W\d_]|(?:19|20)\d\d)[)\]]?\s*(?:[,、:]|\s[-–—])\s*$")


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
        may_be=_may_be(printed) if unit.unit in (None, "per_share") else (),
    )


@made_of_words
def _money_said(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(words().currency, re.I)


def _may_be(printed: str) -> tuple[str, ...]:
    """The currencies that a unit of open money may be of; none where it names no money."""
    said = _money_said().search(printed)
    return currencies_of(said.group()) if said is not None else ()


_SHORT_LINE = 48
_LINE_OF_UNIT = re.compile(r"\s*(?:in\s|[単早]位|単.\s*[::])", re.I)


# --- damage ---------------------------------------------------------------------------------------------------


def _garbled(text: str, plain: str) -> Iterator[UnitMention]:
    """A piece in brackets, or a short line, that is almost a declaration: `(01 i thoucana)`, `Y thousand)`."""
    pieces = [match.span(match.lastindex or 0) for match in _BRACKETS.finditer(plain)]
    if not pieces and len(plain) <= _SHORT_LINE and _LINE_OF_UNIT.match(plain):
        pieces = [(0, len(plain))]
    for start, end in pieces:
        found = damaged_unit(plain[start:end].strip())
        if found is not None:
            yield UnitMention(
                start=start,
                end=end,
                printed=text[start:end],
                unit=found[0],
                scale=found[1],
                declared=True,
                garbled=True,
            )
