"""Numbers in running text, each with the unit that stands beside it.

Contract: `find_numbers` works on folded text (`lex.fold`), so that places are those of the print. A number is
taken only with a sign, unit or noun of its own, or as `bare`, which is no fact until the text around it says what
it counts. Dates, telephone numbers, addresses, marks and ranks are no numbers. A print that cannot be one legal
figure (`O.4`, `29.255` yen per share) has `readings` instead of a value.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise
from typing import Literal

import msgspec
import regex as re

from extract.lex.numerals import is_scale_alone
from extract.lex.style import plain_numbers, style
from extract.lex.unit_words import (
    cents_of,
    currencies_of,
    currency_of,
    power_beside,
    smaller_unit,
    squeezed,
    words,
)
from extract.vocab import Vocabulary, made_of_words

Kind = Literal[
    "money", "percent", "points", "basis_points", "bandwidth", "times", "count", "measured", "scaled", "bare"
]


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """`text[start:end]` is the number with its unit, `text[at:to]` its printed characters, sign included.

    `value` is in base units and carries a printed sign; None when `readings` tell what it may be. `sign` is the
    printed sign, or "". `noun` is what a count counts. `beside`: it stands alone in brackets behind a number of its
    kind, whose unit it shares: `SEK 1,240 million (985)`. `scale_at`: its scale stands behind such a bracket, there:
    `EUR 41.4 (39.3) million`.
    """

    start: int
    end: int
    at: int
    to: int
    kind: Kind
    unit: str | None
    value: Decimal | None
    decimals: int
    sign: str = ""
    noun: str | None = None
    scale: int = 0
    per_share: bool = False
    readings: tuple[tuple[Decimal, str], ...] = ()
    beside: bool = False
    scale_at: tuple[int, int] | None = None


_FIGURE = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,*+\d)|\d{1,3}(?:'\d{3})+(?:\.\d+)?(?!\d|,\d|\.\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d|,\d|\.\d)|\d+(?:\.\d+)?(?!\d|,\d|\.\d))"
)
_LAKH = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_GROUPING = str.maketrans("", "", ",' \u00a0\u202f")
# A dash is a minus only where it touches the number and nothing stands before it: elsewhere it is a range or a bullet.
_SIGN = r"(?:[+△▲]|(?<![\w)%.])-(?=[\d$¥€£A-Z]))"
_BEFORE = r"(?<![A-Za-z0-9.,$¥€£])"
_PER_SHARE = (
    r"(?:\s*(?:per|/|a)\s*"
    r"(?:(?:common|ordinary|basic|diluted|American depositary)\s+(?:(?:and|or)\s+(?=basic|diluted))?)*"
    r"(?:shares?|ADS|ADR|unit)(?![A-Za-z])(?:\s+of\s+(?:common|capital|ordinary)\s+(?:stock|shares))?)"
)
_NO_ADJECTIVE = (
    r"(?:of|in|on|to|for|by|from|and|or|the|an?|was|were|is|are|as|at|per|million|billion|thousand|with|over|under"
    r"|two|three|four|five|six|kVA|[kMG]W|km|kg|[MGT]B|sqm|compared|versus|yoy|qoq|due|mainly|which|that|than|years?|months?|days?|weeks?|hours?|quarters?|times)"
)
_ADJECTIVES = rf"(?:(?!{_NO_ADJECTIVE}\b)[A-Za-z][A-Za-z/-]*\s+){{0,3}}"


@made_of_words
def _number_form(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A number of running text with what stands beside it: one named group for each kind of them."""
    known = words()
    currency, nouns = rf"(?:{known.sign})", rf"(?:{known.counted_in_sentences})"
    scale = rf"(?:hundred )?(?:{known.spelled_scale})"
    letters = "|".join(sorted(known.letters, key=lambda word: -len(word)))
    # `SEK 412.5 M`: apart from its figure a letter is a scale as a capital only, and where it names no class of shares.
    letter = rf"(?:{letters}|\s(?-i:[MBK])(?!\s(?:shares?|class|ordinary)))(?![A-Za-z])"
    # `18.4p` is of pence, `12p` and `5c` may be pages and classes.
    cents = rf"(?<=\.\d{{1,2}})(?-i:{known.cent_signs})|(?<=\d)(?-i:{known.cent_signs})(?={_PER_SHARE})"
    currency_words = (
        rf"(?:{known.money_words}|(?-i:{known.iso})(?![A-Za-z])|(?:{known.led_currency})(?![A-Za-z]|\s?\d)|{cents})"
    )
    return re.compile(
        # 12億3,400万円, 1,234百万円, 15円50銭
        rf"(?P<ja>(?P<ja_sign>{_SIGN})?\s?(?P<ja_letters>(?<![A-Za-z\d])[OolI](?:[.,](?=\d)|(?=\d)))?(?=[\d])(?P<ja_figure>(?:(?P<cho>{_FIGURE})\s?兆\s?)?(?:(?P<oku>{_FIGURE})\s?億\s?)?"
        rf"(?:(?P<senman>\d)\s?千\s?(?=\d\s?百\s?万))?(?:(?P<man>{_FIGURE})\s?(?P<man_word>{known.scale_ja})\s?)?(?:(?P<rest>{_FIGURE})(?P<rest_word>千)?)?)"
        rf"\s?(?P<ja_currency>{known.money_ja})(?:\s?(?P<sen>\d{{1,2}})\s?銭)?)"
        # JPY 57,055 million, $5.6M, +JPY 7.2 billion, JPY +1,014; letters read for digits are kept for a verdict
        rf"|(?P<money>(?<![A-Za-z0-9,$¥€£])(?P<open0>\((?=(?:{currency})\s?[\d.,]+\)\s?(?:{scale})(?![A-Za-z])))?(?:(?P<sign1>{_SIGN})\s?)?(?<![A-Za-z])(?P<currency>{known.led_currency}|{currency})(?:(?<=\([A-Z]{{3,4}}):)?\s{{0,2}}(?:(?P<sign2>{_SIGN})\s?)?"
        rf"(?P<open1>\((?=[\d.,]+\)))?"
        rf"(?P<token>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?=\s?(?:{scale}))"
        rf"|(?:[OolI](?=[.,\d]))?(?:\d(?:[\d.,OolI]|(?<=\d)'(?=\d{{3}}(?!\d)))*(?<=[\dOolI])|(?<=[OolI])[.,]\d[\d.,]*(?<=\d)))(?(open1)\))(?(open0)\))"
        rf"(?:\s?(?P<scale1>{scale})|(?P<letter>{letter}))?(?P<per1>{_PER_SHARE})?)"
        # 57,055 million yen, 4,214 MSEK
        rf"|(?P<worded>{_BEFORE}(?P<sign3>{_SIGN})?\s?(?P<figure3>{_FIGURE})\s?(?P<scale3>{scale})?\s*(?P<currency3>{currency_words})(?:\s(?P<behind3>{scale})(?![A-Za-z]))?(?P<per3>{_PER_SHARE})?)"
        rf"|(?P<points>{_BEFORE}(?P<sign4>{_SIGN})?\s?(?P<figure4>{_FIGURE})\s?-?(?P<points_word>{known.points}))"
        rf"|(?P<percent>{_BEFORE}(?P<open6>\((?={_FIGURE}\)\s?%))?(?P<sign6>{_SIGN})?\s?(?P<figure6>{_FIGURE})(?(open6)\))\s?(?:%|percent(?![A-Za-z])"
        rf"|per cent(?![A-Za-z])|パーセント))"
        rf"|(?P<bandwidth>{_BEFORE}(?P<sign7>{_SIGN})?\s?(?P<figure7>{_FIGURE})\s?(?P<bits>[kKMGT]bps)(?![A-Za-z]))"
        rf"|(?P<times>{_BEFORE}(?P<figure8>{_FIGURE})\s?(?:倍|x(?![A-Za-z0-9])|(?<=\.\d|\.\d\d)\s?times(?![A-Za-z])))"
        rf"|(?P<measured>{_BEFORE}(?P<sign13>{_SIGN})?\s?(?P<figure13>{_FIGURE})\s?(?P<scale13>{scale}|{known.scale_ja})?\s?(?P<measure>{known.measured}))"
        rf"|(?P<count>{_BEFORE}(?P<sign9>{_SIGN})?\s?(?P<figure9>{_FIGURE})(?:\s(?P<scale9>{scale}))?\s+(?P<noun>{_ADJECTIVES}{nouns})(?![A-Za-z]))"
        rf"|(?P<ja_count>(?<![第\d.,A-Za-z])(?P<sign10>{_SIGN})?\s?(?P<figure10>{_FIGURE})\s?(?P<scale10>(?:{known.scale_ja}))?(?P<ja_noun>(?:{known.counted_ja})))"
        rf"|(?P<scaled>{_BEFORE}(?P<sign11>{_SIGN})?\s?(?P<figure11>{_FIGURE})\s?(?:(?P<scale11>{scale})|(?<=\d-[\d.,]{{1,9}})(?P<letter11>{letter})))"
        rf"|(?P<bare>{_BEFORE}(?P<sign12>{_SIGN})?(?P<figure12>{_FIGURE})(?![A-Za-z%/:]|-(?!{_FIGURE}\s?(?:%|per\s?cent|{known.points}|{scale}))|\s?[年月日期号条項章番位回歳時分秒部目つ]|\s?[/:]\s?\d))",
        re.IGNORECASE,
    )


_DIGIT = re.compile(r"\d")


@made_of_words
def _reach(vocabulary: Vocabulary) -> int:
    """The most characters that stand before the first digit of a number: its currency, and brackets, signs and blanks
    between. Where no digit is near, no number begins."""
    signs = max(len(sign) for each in vocabulary.currencies for sign in (*each.all, *each.also, *each.before_scale))
    return max([signs, *(len(word) + 6 for scale in vocabulary.scales for word in scale.lead)]) + 16


# Digits that measure nothing, whatever stands around them.
_NO_NUMBER = re.compile(
    r"(?:TSE|TYO|NASDAQ|NYSE|exchange|section|code|symbol|東証\w{0,8}|証券取引所|コード番号|証券コード)\s?\d?\s*[:(]\s*\d{4}(?!\d)|https?://\S{1,300}|www\.\S{1,300}|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,200}|(?:tel|fax|phone|電話"
    r"|FAX)[^A-Za-z]{0,4}[+\d(][\d() -]{6,}\d|\+\d{1,3}[- ]\d[\d -]{6,}\d"
    r"|(?<![\d.,])\d{2,4}-\d{2,4}-\d{3,4}(?!\d)|(?<![\d.,])\d{3}-\d{4}(?![\d.,])"
    r"|(?<![\d.,$¥€£])\d{1,3}-\d{1,4} (?=(?-i:[A-Z][a-z]))"
    r"|(?<![\d.,])\d{1,4}\s?/\s?\d{1,2}(?:\s?/\s?\d{1,4})?(?![\d.,%])|(?<!\d)\d{1,2}:\d{2}(?!\d)"
    r"|\b(?:form|section|rule|article|item|note|notes|appendix|exhibit|page|pages|chapter|table|figure|no\.|nos\.|number|vol\.|type|version"
    r"|ver\.|FAS|SFAS|IFRS|IAS|ASC|ISO|top|phase|step|part|windows|tier|level)\s?#?\d[\d.,-]*[A-Za-z]?(?![\d,.]*\d)"
    r"|\(\d{1,2}\)|^\s*\d{1,2}[.)](?=\s)|第\s?\d+(?:条|項|号|章|回|部|位|種|類|者|次|版|弾|段階|期)?|\d+\s?(?:丁目|番地|番|号室|号)"
    r"|[1１一]\s?(?:株|人|投資口|口|件|台|店舗?|名|社|戸|室|坪|枚|本|日|世帯|ADS|単元)\s?(?:当|あ)た?り|1株(?=につき|に対し|あたり|純?利益|純資産|配当|株主資本|自己資本)|(?<=につき|に対し)\s?\d+株(?=の割合|を)"
    r"|(?<![\d.,])\d+\s?[kKMGT]?bps(?=\s?-)|-\s?\d+\s?[kKMGT]bps|\d+\s?[kKMGT]bps(?=\s?(?:to over [kMGT]|class"
    r"|service|ethernet))"
    r"|(?<=\bover |\bup to |\bunder )1?\d*[kKMGT]bps(?= (?:connect|contract|class|service))",
    re.IGNORECASE,
)
# A character nobody can name may be a digit or a sign of the number it stands beside: `\ufffd,234`.
_UNKNOWN = re.compile(r"(?<![\d.,])[\d.,]*+\s?[\ufffd\p{Co}]++\s?[\d.,]*+")
_CLOSED = (_NO_NUMBER, _UNKNOWN)
_LEGAL = re.compile(
    r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|[1-9]\d{0,2}(?:'\d{3})+|\d+)(?:\.\d+)?"
)
_POINT_FOR_COMMA = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_COUNT_WITH_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")


def find_numbers(
    text: str, taken: Iterable[tuple[int, int]], whole_millions: frozenset[tuple[str, int]]
) -> list[Number]:
    """Numbers of a folded text, left to right, outside of the `taken` stretches (dates and periods).

    `whole_millions` holds the (currency, scale) that this document prints with commas and without fractions; there
    `11.021 million` may be a misread comma.

    >>> [(n.kind, f"{n.value:f}") for n in find_numbers("JPY 57,055 million (+14.5%), 63 contracts", (), frozenset())]
    [('money', '57055000000'), ('percent', '14.5'), ('count', '63')]
    """
    if not _DIGIT.search(text):
        return []
    text = plain_numbers(text)
    closed = sorted([*taken, *((m.start(), m.end()) for form in _CLOSED for m in form.finditer(text))])
    numbers: list[Number] = []
    form = _number_form()
    at = next_closed = 0
    reach = _reach()
    while (digit := _DIGIT.search(text, at)) is not None:
        match = form.search(text, max(at, digit.start() - reach))
        if match is None:
            break
        figure = _digits_of(match)
        while next_closed < len(closed) and closed[next_closed][1] <= figure[0]:
            next_closed += 1
        stop = next(
            (end for start, end in closed[next_closed : next_closed + 3] if start < figure[1] and end > figure[0]), 0
        )
        if stop:
            at = max(stop, match.start() + 1)
            continue
        number = _number(match, whole_millions)
        if number is not None:
            numbers.append(_with_minus(text, number))
        at = max(match.end(), match.start() + 1)
    return _with_bracketed(text, _with_ranges(text, numbers), closed)


# `amounted to minus €101 million`; what is taken from something (`sales minus $5 million`) is no negative figure.
_MINUS = re.compile(
    r"(?:\b(?:to|of|was|were|is|are|at|by|from|reached|with|a)|[:(,])\s*(?P<minus>minus|negative)\s+$", re.IGNORECASE
)


def _with_minus(text: str, number: Number) -> Number:
    """The number with the sign that a word before it says.

    >>> [f"{n.value:f}" for n in find_numbers("EBIT was minus €3 million, a margin of minus 2%", (), frozenset())]
    ['-3000000', '-2']
    """
    said = _MINUS.search(text, max(0, number.start - 20), number.start) if not number.sign else None
    if said is None or number.value is None:
        return number
    return msgspec.structs.replace(number, start=said.start("minus"), sign="-", value=-number.value)


_TO = re.compile(r"-|\s+to\s+", re.IGNORECASE)
_BETWEEN, _AND = re.compile(r"\bbetween\s+$", re.IGNORECASE), re.compile(r"\s+and\s+", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_SHARED = ("percent", "points", "basis_points", "money", "scaled", "measured", "count")


def _with_ranges(text: str, numbers: list[Number]) -> list[Number]:
    """Numbers, and the ends of ranges beside which no unit is printed, which share that of the other end.

    >>> [(n.kind, f"{n.value:f}") for n in find_numbers("growth of 4-6%, capex of $35-40 million", (), frozenset())]
    [('percent', '4'), ('percent', '6'), ('money', '35000000'), ('money', '40000000')]
    >>> [(n.kind, f"{n.value:f}") for n in find_numbers("the tax rate fell from 25 to 21%", (), frozenset())]
    [('percent', '25'), ('percent', '21')]
    """
    out = list(numbers)
    for index, (lower, upper) in enumerate(pairwise(numbers)):
        between = _BETWEEN.search(text, max(0, lower.start - 12), lower.start) is not None
        link = _AND if between else _TO
        if lower.sign or upper.sign or link.fullmatch(text, lower.end, upper.start) is None:
            continue
        printed, other = text[lower.at : lower.to], text[upper.at : upper.to]
        ends = lower.value is not None and upper.value is not None and not lower.readings and not upper.readings
        rises = ends and Decimal(printed.translate(_GROUPING)) < Decimal(other.translate(_GROUPING))
        if not ends or not (rises or _FROM.search(text, max(0, lower.start - 8), lower.start)):
            continue
        if lower.kind == "bare" and upper.kind in _SHARED and not _A_YEAR.fullmatch(printed):
            out[index] = msgspec.structs.replace(
                lower, kind=upper.kind, unit=upper.unit, scale=upper.scale, per_share=upper.per_share,
                noun=upper.noun, value=_scaled(printed, "", upper.scale), decimals=_decimals(printed, upper.scale),
            )  # fmt: skip
        elif lower.kind == "money" and not lower.scale and upper.kind in ("scaled", "bare") and not lower.per_share:
            if upper.kind == "bare" and lower.decimals != upper.decimals:
                continue
            out[index] = msgspec.structs.replace(
                lower, scale=upper.scale, value=_scaled(printed, "", upper.scale),
                decimals=_decimals(printed, upper.scale),
            )  # fmt: skip
            out[index + 1] = msgspec.structs.replace(upper, kind="money", unit=lower.unit)
    return out


_A_YEAR = re.compile(r"(?:19|20)\d\d")
_BESIDE = re.compile(
    r"\s?\(\s?(?P<figure>[-+△▲]?\d[\d,]*(?:\.\d+)?)\s?\)(?P<percent>\s?(?:%|per\s?cent(?![A-Za-z])|percent(?![A-Za-z])))?"
)
_YEAR_OR_MARK = re.compile(r"(?:19|20)\d\d|\d")


def _with_bracketed(text: str, numbers: list[Number], closed: list[tuple[int, int]]) -> list[Number]:
    """Numbers, and those alone in brackets behind one of their kind, which share its unit and scale.

    >>> found = find_numbers("sales of EUR 2,310 million (2,205), a margin of 6.0 (5.5) percent", (), frozenset())
    >>> [(n.kind, f"{n.value:f}", n.beside) for n in found]
    [('money', '2310000000', False), ('money', '2205000000', True), ('percent', '6.0', False), ('percent', '5.5', True)]
    >>> [f"{n.value:f}" for n in find_numbers("EBITDA of EUR 41.4 (39.3) million", (), frozenset())]
    ['41400000', '39300000']
    """
    out: list[Number] = []
    replaced = -1
    for index, number in enumerate(numbers):
        if number.start < replaced:
            continue
        found = _BESIDE.match(text, number.end)
        behind = numbers[index + 1] if index + 1 < len(numbers) else None
        plain = "" if found is None else found["figure"].lstrip("-+△▲")
        taken = found is not None and any(a < found.end() and found.start("figure") < b for a, b in closed if b - a > 4)
        if found is None or taken or number.value is None or _YEAR_OR_MARK.fullmatch(plain) or not _is_legal(plain):
            alike = behind is not None and (behind.kind, behind.unit) == (number.kind, number.unit)
            # `EUR 412.6 million (398.1 million)`
            scaled = behind is not None and behind.kind == "scaled" and number.kind == "money" and number.scale > 0
            if behind is not None and scaled and _alone_in_brackets(text, number, behind):
                numbers[index + 1] = msgspec.structs.replace(behind, kind="money", unit=number.unit, beside=True)
            if behind is not None and alike and number.kind != "bare" and _alone_in_brackets(text, number, behind):
                numbers[index + 1] = msgspec.structs.replace(behind, beside=True)
            out.append(number)
            continue
        if number.kind == "bare" and found["percent"]:
            number = msgspec.structs.replace(number, kind="percent", unit="percent")
        behind_bracket = _scale_behind().match(text, found.end()) if _lacks_scale(number) else None
        if behind_bracket is not None and number.value is not None:
            power = _power(behind_bracket["scale"])
            number = msgspec.structs.replace(
                number, value=number.value.scaleb(power), decimals=number.decimals - power, scale=power,
                scale_at=behind_bracket.span("scale"),
            )  # fmt: skip
        out.append(number)
        if number.kind == "bare" or (found["percent"] and number.kind != "percent"):
            continue
        at, to = found.span("figure")
        sign = found["figure"][: len(found["figure"]) - len(plain)]
        out.append(
            msgspec.structs.replace(
                number, start=at, end=found.end(), at=at, to=to, value=_scaled(plain, sign, number.scale),
                decimals=_decimals(plain, number.scale), sign=sign, readings=(), beside=True,
            )
        )  # fmt: skip
        replaced = found.end()
    return out


def _lacks_scale(number: Number) -> bool:
    return number.kind == "money" and number.scale == 0 and not number.per_share


@made_of_words
def _scale_behind(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A scale behind a bracket: `EUR 41.4 (39.3) million`."""
    return re.compile(rf"\s?(?P<scale>{words().spelled_scale})(?![A-Za-z])", re.IGNORECASE)


def _alone_in_brackets(text: str, number: Number, behind: Number) -> bool:
    """Whether the next number, its unit with it, is all that stands in brackets behind this one: `11.2% (9.6%)`."""
    opens, closes = text[number.end : behind.start].strip(), text[behind.end :].lstrip()
    return opens == "(" and closes.startswith(")")


_KINDS = (
    "ja",
    "money",
    "worded",
    "points",
    "percent",
    "bandwidth",
    "times",
    "measured",
    "count",
    "ja_count",
    "scaled",
    "bare",
)
_FIGURE_GROUPS = {
    "ja": "ja_figure", "money": "token", "worded": "figure3", "points": "figure4",
    "percent": "figure6", "bandwidth": "figure7", "times": "figure8", "measured": "figure13",
    "count": "figure9", "ja_count": "figure10", "scaled": "figure11", "bare": "figure12",
}  # fmt: skip
_SIGN_GROUPS = {
    "ja": "ja_sign", "worded": "sign3", "points": "sign4", "percent": "sign6", "bandwidth": "sign7",
    "measured": "sign13", "count": "sign9", "ja_count": "sign10", "scaled": "sign11", "bare": "sign12",
}  # fmt: skip


def _kind_of(match: re.Match[str]) -> str:
    return next(kind for kind in _KINDS if match[kind] is not None)


def _digits_of(match: re.Match[str]) -> tuple[int, int]:
    return match.span(_FIGURE_GROUPS[_kind_of(match)])


def _number(match: re.Match[str], whole_millions: frozenset[tuple[str, int]]) -> Number | None:
    form = _kind_of(match)
    if form == "ja":
        return _japanese(match)
    if form == "money":
        return _money(match, whole_millions)
    figure = match[_FIGURE_GROUPS[form]]
    if not style().lakh and _LAKH.fullmatch(figure):
        return None  # groups of two are a misprint where a document prints none
    group = _SIGN_GROUPS.get(form, "")
    sign = (match[group] or "") if group else ""
    scale = 0
    unit: str | None = None
    noun: str | None = None
    kind: Kind = "bare"
    per_share = False
    if form == "worded":
        (unit, led), kind = _led(match["currency3"]), "money"
        scale = _power(match["scale3"] or match["behind3"], unit) + led  # `4,214 SEK million` as well
        per_share = match["per3"] is not None
        if (known := squeezed(match["currency3"])) in words().cents:
            unit, smaller = cents_of(known)
            scale += smaller
            if unit is None and len({smaller_unit(code) for code in words().cents[known]}) > 1:
                return None  # fils are hundredths of one currency and thousandths of another
        if per_share and unit is not None:
            unit = f"{unit}_per_share"
    elif form == "points":
        unit = words().figures[squeezed(match["points_word"])]
        kind = "points" if unit == "percentage_point" else "basis_points"
        if match["points_word"].lower() in ("point", "points", "pt", "pts") and figure.isdigit() and not sign:
            noun = match["points_word"]
    elif form == "percent":
        unit, kind = "percent", "percent"
    elif form == "bandwidth":
        unit, kind = match["bits"][0].replace("K", "k") + "bps", "bandwidth"
    elif form == "times":
        unit, kind = "times", "times"
    elif form == "measured":
        scale, unit, kind = _power(match["scale13"]), words().figures[squeezed(match["measure"])], "measured"
    elif form == "count":
        scale, unit, kind, noun = _power(match["scale9"]), "count", "count", match["noun"]
    elif form == "ja_count":
        scale, unit, kind, noun = words().scales.get(match["scale10"] or "", 0), "count", "count", match["ja_noun"]
    elif form == "scaled":
        scale, kind = _power(match["scale11"]) or _letter_power(match["letter11"]), "scaled"
    at, to = match.span(_FIGURE_GROUPS[form])
    if sign and match.end(group) == at:
        at = match.start(group)
    if match["open6"] is not None:  # `(4.5)%` is negative, `(4.5%)` an aside
        sign, at, to = "-", match.start("open6"), to + 1
    value = _scaled(figure, sign, scale)
    readings: tuple[tuple[Decimal, str], ...] = ()
    if kind == "count" and not scale and _COUNT_WITH_POINT.fullmatch(figure):
        as_comma = _scaled(figure.replace(".", ""), sign, 0)
        readings = ((as_comma, "the point is a misread comma"), (value, "as printed, though a count has no fraction"))
    return Number(
        start=match.start(), end=match.end(), at=at, to=to, kind=kind, unit=unit,
        value=None if readings else value, decimals=_decimals(figure, scale), sign=sign, noun=noun, scale=scale,
        per_share=per_share, readings=readings,
    )  # fmt: skip


def _is_legal(token: str) -> bool:
    """Whether a token is one figure by the rules of the document's numbers."""
    return bool(_LEGAL.fullmatch(token) or (style().lakh and _LAKH.fullmatch(token)))


def _money(match: re.Match[str], whole_millions: frozenset[tuple[str, int]]) -> Number | None:
    token, (currency, led) = match["token"], _led(match["currency"])
    if is_scale_alone(token) or (currency is None and not currencies_of(match["currency"])):
        return None  # no currency; a sign of several of which nothing says which one, is one all the same
    sign_group = "sign2" if match["sign2"] else "sign1"
    sign = match[sign_group] or ""
    scale = _power(match["scale1"], currency) if match["scale1"] else _letter_power(match["letter"]) or led
    per_share = match["per1"] is not None
    at, to = match.span("token")
    if sign and match.end(sign_group) == at:
        at = match.start(sign_group)
    if match["open1"] is not None:  # `$(14.2) million`
        sign, at, to = "-", match.start("open1"), to + 1
    if match["open0"] is not None:  # `($14.2) million`: only the figure is in brackets
        sign, at, to = "-", match.start("open0"), to + 1
    readings = _readings(token, sign, scale, currency or "", per_share, whole_millions)
    legal = _is_legal(token)
    if not legal and not readings:
        return None
    value = None if readings else _scaled(token, sign, scale)
    return Number(
        start=match.start(), end=match.end(), at=at, to=to, kind="money",
        unit=f"{currency}_per_share" if per_share and currency is not None else currency, value=value,
        decimals=_decimals(token if legal else re.sub(r"[OolI]", "0", token), scale), sign=sign, scale=scale,
        per_share=per_share, readings=readings,
    )  # fmt: skip


def _readings(
    token: str, sign: str, scale: int, currency: str, per_share: bool, whole_millions: frozenset[tuple[str, int]]
) -> tuple[tuple[Decimal, str], ...]:
    """What a token that is no plain figure may stand for; empty for a plain figure, and for what nobody can read."""
    if re.search(r"[OolI]", token):
        plain = re.sub(r"[Oo]", "0", re.sub(r"[lI]", "1", token))
        if not _is_legal(plain):
            return ()
        return ((_scaled(plain, sign, scale), "letters read for digits"),)
    if not _is_legal(token):
        if not _POINT_FOR_COMMA.fullmatch(token):
            return ()
        return ((_scaled(token.replace(".", ""), sign, scale), "the points are misread commas"),)
    digits = len(token.partition(".")[2])
    if per_share and digits == 3 and currency == "JPY" and "," not in token:
        cut = token[:-1]
        return (
            (_scaled(cut, sign, scale), "the last digit is a footnote mark: a yen has a hundred sen"),
            (_scaled(token, sign, scale), "as printed"),
        )
    suspicious = scale <= 6 and _POINT_FOR_COMMA.fullmatch(token) and (currency, scale) in whole_millions
    if suspicious:
        return (
            (_scaled(token.replace(".", ""), sign, scale), "the point is a misread comma"),
            (_scaled(token, sign, scale), "as printed"),
        )
    return ()


def _japanese(match: re.Match[str]) -> Number | None:
    parts: list[tuple[str, int]] = []
    for group, power in (("cho", 12), ("oku", 8)):
        if match[group]:
            parts.append((match[group], power))
    if match["senman"]:  # 2千4百万円
        parts.append((match["senman"], 7))
    if match["man"]:
        parts.append((match["man"], words().scales[match["man_word"]]))
    if match["rest"]:
        parts.append((match["rest"], 3 if match["rest_word"] else 0))
    unit = currency_of(match["ja_currency"])
    if not parts or unit is None:
        return None
    sen = match["sen"]
    if sen:
        parts.append((sen, -2))
    total = sum((Decimal(figure.translate(_GROUPING)).scaleb(power) for figure, power in parts), Decimal(0))
    sign = match["ja_sign"] or ""
    start, to = match.span("ja_figure")
    readings: tuple[tuple[Decimal, str], ...] = ()
    if match["ja_letters"]:  # `O.8億円`, `l2億円`
        start, figure = match.start("ja_letters"), f"{match['ja_letters']}{parts[0][0]}"
        plain = figure.translate(_LETTERS)
        if not _is_legal(plain):
            return None
        parts[0] = (figure, parts[0][1])
        rest = total - Decimal(figure[len(match["ja_letters"]) :].translate(_GROUPING)).scaleb(parts[0][1])
        total = rest + Decimal(plain.translate(_GROUPING)).scaleb(parts[0][1])
        readings = ((-total if sign in ("-", "△", "▲") else total, "letters read for digits"),)
    single = len(parts) == 1
    at, to = (start, start + len(parts[0][0])) if single else (start, match.end("sen") if sen else to)
    if sign and match.end("ja_sign") == start:
        at = match.start("ja_sign")
    text = match.string
    while to > at and text[to - 1].isspace():
        to -= 1
    return Number(
        start=match.start(), end=match.end(), at=at, to=to, kind="money", unit=unit,
        value=None if readings else -total if sign in ("-", "△", "▲") else total,
        decimals=_decimals(parts[-1][0].translate(_LETTERS), parts[-1][1]), sign=sign, scale=parts[-1][1],
        readings=readings,
    )  # fmt: skip


_LETTERS = str.maketrans("OolI", "0011")


def _power(word: str | None, currency: str | None = None) -> int:
    if not word:
        return 0
    plain = word.lower().strip()
    if plain.startswith("hundred "):
        return 2 + words().scales[squeezed(plain.removeprefix("hundred "))]
    return power_beside(plain, currency) or 0


def _letter_power(letter: str | None) -> int:
    """`$5.6M`, `$1.2B`, `¥3bn`, `SEK 5.6 M`: a letter behind money."""
    return words().letters.get((letter or "").strip().lower(), 0)


def _led(printed: str) -> tuple[str | None, int]:
    """The currency before a figure, and the power of ten that leads it.

    >>> _led("MSEK"), _led("SEK"), _led("Mio. €")
    (('SEK', 6), ('SEK', 0), ('EUR', 6))
    """
    plain = squeezed(printed)
    if (alone := currency_of(plain)) is not None:
        return alone, 0
    known = words()
    for word, power in sorted(known.lead.items(), key=lambda item: -len(item[0])):
        if plain.startswith(word) and (led := currency_of(plain.removeprefix(word).removeprefix("."))) is not None:
            return led, power
    return None, 0


def _scaled(figure: str, sign: str, scale: int) -> Decimal:
    value = Decimal(figure.translate(_GROUPING)).scaleb(scale)
    return -value if sign in ("-", "△", "▲") else value


def _decimals(figure: str, scale: int) -> int:
    """XBRL decimals: `57.1 billion` is exact to -8."""
    return len(figure.partition(".")[2]) - scale


@made_of_words
def _whole(vocabulary: Vocabulary) -> re.Pattern[str]:
    known = words()
    return re.compile(
        rf"(?<![A-Za-z])({known.sign})\s{{0,2}}\d{{1,3}}(?:,\d{{3}})+\s?({known.spelled_scale})", re.IGNORECASE
    )


_HOUSE_STYLE = 3


def whole_scales(texts: Iterable[str]) -> frozenset[tuple[str, int]]:
    """The (currency, scale) that a document prints with commas and without fractions, at least three times.

    >>> whole_scales(["JPY 1,234 million, JPY 22,000 million and JPY 4,111 million", "$1.025 billion"])
    frozenset({('JPY', 6)})
    """
    votes: dict[tuple[str, int], int] = {}
    for text in texts:
        for match in _whole().finditer(text):
            currency = currency_of(match[1].replace(" ", ""))
            if currency is not None:
                key = currency, _power(match[2])
                votes[key] = votes.get(key, 0) + 1
    return frozenset(key for key, count in votes.items() if count >= _HOUSE_STYLE)
