"""The words by which the parts of a table are known: changes, shares, targets, totals, headings, titles.

Small functions from text to what it says; nothing here knows a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec
import regex as re

from extract.lex.calendar_words import MONTH_BEGUN
from extract.lex.capital import is_capital
from extract.lex.headings import unit_under_year
from extract.lex.label_units import unit_of_label
from extract.lex.markup import DECORATION
from extract.lex.numbers import find_figures, is_year
from extract.lex.periods import Mention, combine, find_periods, read_header_period
from extract.lex.scenarios import plan_words
from extract.lex.style import style
from extract.lex.units import UnitMention, find_units
from extract.model import Cell, Span
from extract.vocab import remembered

CHANGE = re.compile(
    r"[Δ∆]|^\W*(?:vs\.?|versus|compared (?:to|with))\s|\s(?:vs\.?|versus)\s+(?:19|20)\d\d\W*$"
    r"|\bYoY\b|\bQoQ\b|\by[/-]o[/-]y\b|(?-i:\b(?:[Vv]ar\b|VAR\b(?=\.|\s*\(?%)))|\bvariations?\b|\bchanges?\b|\bchg\b|\bgrowth\b|\bvariance\b|\bdifference\b|\bincrease\b|\bdecrease\b|[+-]/-"
    r"|%\s*(?:at\s+)?(?:CER|AER|LFL)\b|\b(?:CER|AER|LFL)\s*\(?%|^\W*[£$€]\s?%\W*$"
    r"|\bbetter\s*[(/]+\s*\(?worse\b|\bfav(?:\.|ou?rable)?\s*[(/]+\s*\(?(?:unfav|adv)"
    r"|\binc\.?\s*[/(]|\bdiff\b|\bmovement\b|\b(?:amount|size|rate|extent)\s+of\s+(?:the\s+)?revisions?\b|\brevision\s+(?:amount|rate)\b"
    r"|% to target|(?:[期年末]|年度|同期|四半期|計画|予想|目標|見通し)[比差](?![率較])|修正(?:[額率]|前比)|差引"
    r"|[(（]?[AＡ][)）]?\s*[-－−]\s*[(（]?[BＢ]|[(（]?[BＢ][)）]?\s*[-－−]\s*[(（]?[AＡ]|増\s?減|前年(?:同期)?比|前期比|対前|増加|減少"
    r"|(?:伸び?|伸長)率|(?<!評価)(?<!換算)差\s?額(?!金)|(?<!賃金の)(?<!賃金)差\s?異",
    re.I,
)
SHARE = re.compile(
    r"(?:%|\bper\s?cent)\s*(?:of|to)\b(?!\s*target)|\bshare of\b|\bcomposition\b|as a percentage of|\bratio to\b"
    r"|構成比|百分比|売上高?比率?|割合",
    re.I,
)
# What an amount is of another one, by the name of the other.
SHARE_JA = re.compile(r"^\W*(?:(?:対)?売上(?:高|収益)?比(?:率)?|構成比率?|百分比)\W*$")
SHARE_ALONE = re.compile(r"\W*(?:shares?|mix|weights?|ratios?|proportions?)\W*", re.I)
# What a header of a period shows even when it is torn: months, days, quarters, years.
PERIODISH = re.compile(
    rf"\b{MONTH_BEGUN}\b|\bas of\b|\bend(?:ed|ing)\b|\bmonths?\b|\bQ[1-4]\b"
    r"|\b(?:opening|beginning|closing|ending)\s+balances?\b|\b(?:beginning|start)\s+of\s+(?:the\s+)?(?:year|period)\b"
    r"|\b[1-4]Q|\bFY|\b(?:19|20)\d\d\b|(?<![\d/.])\d{1,2}([/.])\d{1,2}\1(?:\d{4}|\d\d)(?![\d/.])|(?<![\d/.])\d\d/(?:1[0-2]|[1-9])(?![\d/.])|[元\d]\s?[年月](?!\s?(?:以内|以上|以下|未満|超|後))|年度|年[./]?月|[前当本昨今翌同]年|月[期末]"
    r"|^\W*前回\W*$|四半期(?!純|(?:連結)?(?:損益計算書|財務諸表|貸借対照表|包括利益計算書))|[前当]期(?!純|利益|損|首|末?残高|変動|製品|商品|仕入|総)",
    re.I,
)
# Over all columns of a statement: what is printed plus, and what in brackets.
SIGNS_OF_ALL = re.compile(
    r"\W*(?:increase\W*\(\s*decrease\s*\)|\(\s*increase\s*\)\W*decrease|income\W*\(\s*(?:loss|expense)\s*\)"
    r"|gains?\W*\(\s*loss(?:es)?\s*\)|増加\W*[(（]\s*[△▲]?\s*減少\s*[)）])\W*",
    re.I,
)
STATEMENT = re.compile(r"\bstatements? of\b|計算書|貸借対照表", re.I)
RATIO = re.compile(r"率|\bratios?\b|\brates?\b|\bmargins?\b", re.I)
RATE = re.compile(r"増減率|(?:伸び?|伸長)率|構成比|比率|%\s*change|\bgrowth rate\b|\bmargin\b\s*$", re.I)
# What something bears or costs in percent, over a column: `Average rate`, `Yield`, `利率`.
YIELD = re.compile(r"\b(?:rates?|yields?|margins?|ratios?|spread|coupon)\b|利率|利回り?|金利|比率|率\W*$", re.I)
# What is earned of each hundred; a gross margin, or one of interest, may be the amount as well.
MARGIN = re.compile(
    r"(?<!\bgross\s)(?<!\binterest\s)(?<!\bcontribution\s)(?<!\bunit\s)(?<!\bvariation\s)(?<!\binitial\s)(?<!\bsolvency\s)"
    r"\bmargin\b(?!\s+(?:calls?|loans?|deposits?|accounts?|lending|requirements?))",
    re.I,
)
# A word that is one of percentages under changes only.
POINTS_ALONE = re.compile(r"points?|ポイント", re.I)
GROWTH_RATE = re.compile(r"増減率|(?:伸び?|伸長)率|成長率|構成比|進捗率|%\s*change|change\s*\(?%|growth rate", re.I)
# A figure in percent of another period's: `前期比` 105.7; of an amount it may be the difference as well.
BASE_RATE = re.compile(
    r"対?前(?:年度?|期|四半期)(?:同期)?比(?!率)|前年同(?:期|月)比|対?(?:計画|予想|目標|予算|見通し)比(?!率)|修正前比",
    re.I,
)
REMARK = re.compile(r"\(\s*in [a-z]+\s*\)|[（(](?:百万|千|億)?[円株人名件社台店％%][）)]", re.I)
PERCENT_NOTE = re.compile(
    r"[%％]表示は[^。]{0,20}増減率"
    r"|percentages?\s+(?:figures? )?(?:indicate|represent|show|denote)s?\b.{0,40}\b(?:changes?|comparisons?|growth)\b"
    r"|(?:%|percent) (?:figures? )?(?:indicates?|represents?|shows?|denotes?|is|are) [^.]{0,40}"
    r"\b(?:changes?|comparisons?|growth)\b"
    r"|percentages?\b.{0,60}\bchanges? (?:from|compared)",
    re.I,
)
_DIVIDENDS = re.compile(r"\bdividends?\b|配当", re.I)
_DIVIDENDS_IN_ALL = re.compile(
    r"\btotal (?:\w+ )?dividends?\b|\bdividends? (?:paid|in total|amount)|総額|支払|利益剰余金|原資", re.I
)
TOTAL = re.compile(r"^\s*(?:\w+\s){0,2}total\b|\btotal$|計$|合計|^Net (?:income|loss|profit)|^\W*sum$", re.I)


UNIT_LINE = re.compile(
    r"^\W{0,2}(?:units?(?=\s*(?:[:：;=(（]|(?:of|in|are)\b|$))|単位|\(?in (?:thousands|millions|billions))", re.I
)
LEADERS = re.compile(r"…{2,}|\.{4,}|(?:\. ){4,}|・{4,}|‥{2,}")


_LEADERS_LAST = re.compile(r"\s*(?:…{2,}|\.{4,}|(?:\.\s){3,}\.?|・{3,}|‥{2,})[\s.…・‥]*$")


def without_leaders(text: str) -> str:
    """A label without the dots that lead on from it to its figures.

    >>> [without_leaders(text) for text in ("売上高・・・・・", "Net sales . . . .", "Costs .....", "Other", "....")]
    ['売上高', 'Net sales', 'Costs', 'Other', '....']
    """
    return _LEADERS_LAST.sub("", text) or text


def shown(span: Span) -> str:
    """Text with white space runs as one blank."""
    return " ".join(span.text.split())


BALANCES = re.compile(r"資産|負債|貸借対照表|財政状態|残高|balance|assets|liabilities", re.I)
RELATIVE_TAIL = re.compile(r"[（(\s].*$|末$")


def relative_key(printed: str) -> str:
    """`前連結会計年度 (自 …)` and `前連結会計年度末` speak of one year."""
    return RELATIVE_TAIL.sub("", printed.strip())


@remembered(8192, by=style)
def bare_unit(text: str) -> bool:
    """A cell that is a unit word and nothing else: `百万円`, `円`, `千株`, `%`."""
    mentions = [m for m in find_units(text) if m.unit is not None and not m.hint]
    return len(mentions) == 1 and len(text.strip(" ()（）")) <= mentions[0].end - mentions[0].start


_NUMBERED = re.compile(r"[(（]\s*(?:\d{1,2}|[a-zａ-ｚ])\s*[)）]\s*[^\W\d_]{2}", re.I)


def may_title(text: str) -> bool:
    """Whether words may name a table: no remark in brackets, no sentence, no bullet, no bare period, no figures."""
    remark = text.startswith(("(", "（")) and _NUMBERED.match(text) is None
    if len(text) < 2 or remark or text.endswith((".", ",", "。", ";")) or text[0] in DECORATION:
        return False
    if text.startswith((">", "-")) and not text[1:2].isdigit():
        return False
    period = period_in(text)
    if period is not None and len(period.printed) * 10 >= len(text) * 9:
        return False
    return not tells_figures(text)


_CHAPTER = re.compile(r"^\W*\d{1,2}[.．](?=\s|\d{4}|\D)")


def tells_figures(text: str) -> bool:
    """Whether words hold figures besides their dates: amounts, percentages."""
    text = _CHAPTER.sub("", text)  # `３．2022年３月期`: the number of a chapter
    dates = [(m.start, m.end) for m in find_periods(text)]
    figures = [f for f in find_figures(text) if not any(a <= f.start < b for a, b in dates)]
    return any("," in f.printed or f.percent or f.digits for f in figures)


def row_period(label: str, corner: str = "", whole: Mention | None = None) -> Mention | None:
    """The period that a label is, in tables whose rows are periods; a period merely mentioned in it is none.

    `corner` is what heads the labels (`Fiscal year ended` over `March 31, 2024`), `whole` the one period the title of
    the table names, of which a label may be a part (`First half`).
    """
    mention = period_in(label) if label else None
    if mention is None or len(mention.printed) * 2 < len(label):
        return None
    if mention.kind == "instant" and _ENDED.search(corner):
        return period_in(f"{corner} {label}")
    if mention.part is not None and mention.year is None and mention.finish is None and whole is not None:
        return combine(whole, mention) or mention
    return mention


_PLACE_AND_DAY = re.compile(r"(?!(?:as|at|on|from|until|through|ended|ending)\b)\p{Lu}[\p{L}.' -]{1,40},\s+", re.I)


def dateline(text: str) -> bool:
    """`Zug, 18 February 2020`: where and when a document was issued; it heads no column.

    >>> dateline("Zug, 18 February 2020"), dateline("As of March 31, 2020"), dateline("Sept. 30, 2020")
    (True, False, False)
    """
    place = _PLACE_AND_DAY.match(text)
    mention = read_header_period(text) if place is not None else None
    return mention is not None and mention.kind == "instant" and place is not None and mention.start == place.end()


# `As of and for the Three Months Ended July 1, 2022`: balances at the last day of the span, flows of the span.
AS_OF_AND = re.compile(r"^\W*(?:as\s+of|as\s+at|at)\s+and\s+(?=for\b)", re.I)
_LONGEST_PERIOD = 48


def bare_period(text: str) -> Mention | None:
    """The period that a cell of words names and nothing else: `2022年３月期１Ｑ`."""
    text = AS_OF_AND.sub("", text)
    mention = period_in(text) if len(text) < _LONGEST_PERIOD else None
    if mention is None or (mention.finish is None and mention.year is None) or is_year(text):
        return None
    return mention if len(mention.printed) * 10 >= len(text.strip(" :：()（）")) * 9 else None


def whole_money(mention: UnitMention) -> bool:
    """Whether a unit is money without a scale: yen, not thousands of them, and not yen per share.

    >>> [whole_money(find_units(text)[0]) for text in ("(円)", "(ユーロ)", "(千ユーロ)", "(株)")]
    [True, True, False, False]
    """
    return mention.scale == 0 and mention.unit is not None and len(mention.unit) == 3 and mention.unit.isupper()


def row_unit(label: str, said: Cell | None) -> UnitMention | None:
    own = unit_of_label(label) if label else None
    if said is None:
        return own
    mention = next((m for m in find_units(said.text) if m.unit is not None), None)
    scale = next((m for m in find_units(said.text) if m.unit is None and m.scale > 0 and not m.hint), None)
    if mention is None and scale is not None and (own is None or own.unit == "count"):
        return scale if own is None else msgspec.structs.replace(scale, unit="count", noun=own.noun)  # `Stores | '000`
    if mention is not None and own is not None and (own.unit or "").endswith("per_share") and whole_money(mention):
        return msgspec.structs.replace(mention, unit=f"{mention.unit}_per_share", hint=False)
    return msgspec.structs.replace(mention, hint=False) if mention is not None else own


def unit_at_end(label: str) -> UnitMention | None:
    """The unit that ends a label whose column has the head `Units`, since one blank parts the two: `Gold sold oz`.

    >>> unit_at_end("Ore mined kt").printed, unit_at_end("Cost A$/oz").printed, unit_at_end("Head grade g/t")
    ('kt', 'A$', None)
    """
    for found in re.finditer(r"(?<=\S\s+)\S+(?:\s\S+)?$", label, overlapped=True):
        said = find_units(found[0])
        if len(said) == 1 and _FOR_EACH.sub("", found[0]) == said[0].printed and said[0].unit is not None:
            start = found.start()
            return msgspec.structs.replace(said[0], start=said[0].start + start, end=said[0].end + start, hint=False)
    return None


# `A$/oz`: money for each of something.
_FOR_EACH = re.compile(r"(?<=[$€£¥])/\p{L}+$")
HEADS_UNITS = re.compile(r"\W*(?:units?|UOM|単位)\W*", re.I)


_PART_OF_HEADING = re.compile(
    r"\W*(?:and\s+)?(?:basic|diluted|basic and diluted|total|class [A-Z]"
    r"|(?:from |on )?(?:continuing|discontinued) operations"
    r"|(?:GAAP|non-GAAP|as reported|adjusted)(?: (?:basic|diluted))?"
    r"|基本的?|希薄化後|潜在株式調整後)(?:[\s(（]+(?:\d{1,2}|[a-z])[)）]?)?\W*",  # `Diluted 2`: with the mark of a note
    re.I,
)


def unit_of_row(
    label: str, said: Cell | None, margin: int, headings: Sequence[tuple[int, str, int]]
) -> UnitMention | None:
    """The unit of a row, by its label, the cell beside it and its heading.

    Whole yen or dollars under a heading per share are per share: `基本的（円）` under `１株当たり当期純利益`.
    """
    own = row_unit(label, said)
    if own is None:
        return unit_of_heading(label, margin, headings)
    over = unit_of_label(headings[-1][1].rstrip(":：")) if headings and whole_money(own) and not own.hint else None
    if over is not None and (over.unit or "").endswith("per_share") and not is_capital(label):
        return msgspec.structs.replace(own, unit=f"{own.unit}_per_share")
    return own


_PER_SHARE_DATA = re.compile(
    r"\W*(?:per[\s-](?:common\s|ordinary\s|diluted\s)*share(?:\s(?:data|amounts?|information|figures|results))?|1株当たり(?:情報|指標|データ)?"
    r"|１株当たり(?:情報|指標|データ)?)\W*",
    re.I,
)


def unit_of_heading(label: str, margin: int, headings: Sequence[tuple[int, str, int]]) -> UnitMention | None:
    """The unit that the heading of a row says, for rows whose label says none: `Basic` under `Earnings per share:`.

    Only amounts per share and counts are handed down, from the nearest heading, to a row that stands deeper than it
    or whose label is a part of the heading's words and of nothing else.
    """
    if not headings:
        return None
    for _, words, _ in headings:
        if _PER_SHARE_DATA.fullmatch(words):
            return unit_of_label(words.rstrip(":："))  # `Per share:` holds for all rows until the next heading
    depth, words, _ = headings[-1]
    said = unit_of_label(words.rstrip(":："))
    if said is None or said.hint:
        return None
    if declares_for_rows(words):
        return None if _says_its_own(label) else said
    if not (said.unit == "count" or (said.unit or "").endswith("per_share")):
        return None
    return said if margin > depth or _PART_OF_HEADING.fullmatch(label) else None


_IN_BRACKETS = re.compile(r"[(（]([^()（）]{1,40})[)）]")
_PER = re.compile(r"/|\bper\b|[当あ]たり|毎")


def _says_its_own(label: str) -> bool:
    """Whether a label prints in brackets what may be its unit, known or not: `Retail price (dollars per gallon)` below
    `Growth of volume (%)` is no percentage.

    >>> [_says_its_own(t) for t in ("Price (dollars per gallon)", "単価(円)", "Postpaid (incl. resellers)")]
    [True, True, False]
    """
    said = _IN_BRACKETS.findall(label)
    return any(_PER.search(words) or find_units(words) for words in said)


_BEHIND_NAME = re.compile(r"[\p{L}\p{N})）]\s*(?:[(（\[]|[,，、]|\s[-–—])\s*(?:in\s+|単位\s?[:：]\s?)?$", re.I)


def declares_for_rows(heading: str) -> bool:
    """Whether a heading of rows names a measure and, in brackets or behind a comma, the unit of the rows below it.

    >>> [declares_for_rows(t) for t in ("Subscribers (thousands)", "Production, kt", "(in thousands)", "Employees")]
    [True, True, False, False]
    """
    said = unit_of_label(heading.rstrip(":："))
    if said is None or said.hint or (said.unit or "").endswith("per_share"):
        return False
    return _BEHIND_NAME.search(heading[: said.start]) is not None


def counts_by_name(text: str) -> bool:
    """Whether a text is the name of what is counted and nothing else: `Employees`, and not `(persons)`, `千台`.

    >>> [counts_by_name(t) for t in ("Employees", "(persons)", "thousand shares", "人")]
    [True, False, False, False]
    """
    said = unit_of_label(text.rstrip(":：")) if is_unit_only(text) else None
    bare = said is not None and said.unit == "count" and said.noun is not None and said.scale == 0
    return bare and text.isascii() and text.rstrip(":").isalpha() and text[:1].isupper()


# `Change (B-A)`: the rows that are compared, by their letters.
_LETTERS = r"(?:[^a-z]|(?<![a-z])[a-d](?![a-z]))*$"
ROW_CHANGE = re.compile(
    r"^\W*(?:(?:amount|rate|ratio|extent|percentage) of )?"
    rf"(?:YoY|QoQ|% change|changes?|growth(?: rate)?|increase.*decrease|revisions?)\b{_LETTERS}"
    r"|^.{1,80}\w\W+(?:YoY|QoQ|y/y|q/q)\W*$"  # `Revenue YoY`
    rf"|^\W*(?:difference|variance|increase|decrease)\s?[(\[]{{0,2}}[a-d][)\]]?\s?[-–−]\s?[(\[]?[a-d]\b{_LETTERS}"
    r"|^\W*(?:対?前年(?:同期)?比?(?:増減率?)?|前期比|増減率?|(?:伸び?|伸長)率|修正[額率])\W*"
    r"|^\W*差[額異]\s?[(（]+[A-DＡ-Ｄ][)）]?\s?[-－−]\s?[(（]?[A-DＡ-Ｄ]",
    re.I,
)


def period_in(text: str) -> Mention | None:
    """The period a header names; None when it names none, or several, or leaves its length open (`ended June 30`)."""
    mentions = [m for m in find_periods(text) if m.finish or m.year is not None or m.part is not None or m.relative]
    if len({(m.begin, m.finish, m.label, m.year, m.part, m.relative) for m in mentions}) > 1:
        return _closing_day(text, mentions)
    if mentions and mentions[0].kind == "instant" and _ENDED.search(text[: mentions[0].start]):
        return None
    found = read_header_period(text)
    return found if found is not None else mentions[0] if mentions else None


_ENDED = re.compile(r"\bend(?:ed|ing)\s*$", re.I)


_AS_OF = re.compile(r"\bas (?:of|at)\b|現在", re.I)


def _closing_day(text: str, mentions: Sequence[Mention]) -> Mention | None:
    """The last day of a month that is said beside a quarter or year: `1Q (as of 2005/6/30)` is a balance of that day.

    A forecast made on a day is none.
    """
    days = [m for m in mentions if m.kind == "instant" and m.finish and _AS_OF.search(m.printed)]
    rest = [m for m in mentions if m not in days]
    if len(days) != 1 or len(rest) != 1 or rest[0].begin or rest[0].finish or rest[0].relative or plan_words(text):
        return None
    day = date.fromisoformat(days[0].finish or "")
    return days[0] if (day + timedelta(days=1)).day == 1 else None


# `Highlights of Financial Results for 3Q20`, `Financial targets for fiscal 2021`, `2025年3月期の業績予想`
_FIGURES_OF = re.compile(
    r"\b(?:results?|highlights|earnings|performance|targets?|forecasts?|outlook|guidance|plan|projections?|estimates?|budget)"
    r"(?:\s\p{L}{1,15}){0,3}?\s(?:for|of|in|-|–)\s+(?:the\s+)?$",
    re.I,
)
_LED = re.compile(r"(?:for|in|of)\s+(?:the\s+)?", re.I)
_OF_FIGURES_JA = re.compile(
    r"\s?(?:における|の)?(?:連結|個別|通期|修正|累計)*(?:業績|決算|経営成績|実績|予想|計画|見通し|目標)"
)


def titles_figures(text: str) -> bool:
    """Whether a line is the title of the figures of one period, which it names: results, targets, a forecast.

    >>> [titles_figures(t) for t in ("Targets for FY2021", "2025年3月期の業績予想", "Bonds due March 31, 2030")]
    [True, True, False]
    """
    found = find_periods(text)
    if len(found) != 1:
        return False
    led = _LED.match(text, found[0].start)  # `for the year ended …` is one mention
    before, after = text[: led.end() if led else found[0].start], text[found[0].end :]
    return bool(_FIGURES_OF.search(before) and len(after) <= 40) or bool(
        not before.strip(" 【(（<＜■●") and _OF_FIGURES_JA.match(after) and len(after) <= 20
    )


def money_per_share(unit: UnitMention, over: str, title: str | None) -> bool:
    """Whether a bare `Yen` over a column of dividends means yen per share; over a total of them it does not."""
    said = over if _DIVIDENDS.search(over) else title or ""
    return whole_money(unit) and bool(_DIVIDENDS.search(said)) and not _DIVIDENDS_IN_ALL.search(over)


# The end of a date on a line of its own: `日`, `日）`, `31日）`. A unit of days stands in brackets of its own.
_END_OF_DATE = re.compile(r"(?!\W*[（(][年月日][)）])(?:[^\w\n]{0,3}(?:[\d０-９]{1,2}\s?)?[年月日][^\w\n]{0,3}){1,3}")


def units_said(text: str) -> list[UnitMention]:
    if is_end_of_date(text) or is_end_of_unit(text):
        return []
    at = unit_under_year(text)
    if at is not None:  # `2024 £`: what stands behind figures elsewhere
        behind = (m for m in find_units(text[at:]) if m.unit is not None)
        return [msgspec.structs.replace(m, start=m.start + at, end=m.end + at) for m in behind]
    dated = _DATED_UNIT.fullmatch(text)
    if dated is not None and period_in(dated["period"]) is not None:
        at = dated.start("unit")
        behind = (m for m in find_units(text[at:]) if m.unit is not None and not m.hint)
        return [msgspec.structs.replace(m, start=m.start + at, end=m.end + at) for m in behind]
    return [m for m in find_units(text) if m.unit is not None and not m.hint and not m.garbled]


# `Year ended 31 March 2024 £`: a sign of a currency behind the year of a heading.
_DATED_UNIT = re.compile(r"(?P<period>.*(?:19|20)\d\d)\s+(?P<unit>\(?\p{Sc}\s?(?:'?000s?|[mk]|bn)?\)?)\s*", re.S | re.I)
# What is left of a unit whose bracket opens in the line above: `（百` / `万円）`, `（百万` / `円）`.
_END_OF_UNIT = re.compile(r"\s*(?:[十百千]?[万億兆]|[十百千])?円\s*[)）]\s*")


def is_end_of_unit(text: str) -> bool:
    """Whether a heading is what was cut off a unit in brackets; alone it says another scale.

    >>> [is_end_of_unit(text) for text in ("万円）", "円)", "（万円）", "百万円")]
    [True, True, False, False]
    """
    return _END_OF_UNIT.fullmatch(text) is not None


def is_end_of_date(text: str) -> bool:
    """Whether a heading is what was cut off a date: `日` below `令和8年4月1`; no unit of days.

    >>> [is_end_of_date(text) for text in ("日", "日）", "日)          日)", "（日）", "日数")]
    [True, True, True, False, False]
    """
    return _END_OF_DATE.fullmatch(" ".join(text.split())) is not None


def only_units(cells: Sequence[Cell]) -> bool:
    return bool(cells) and all(is_unit_only(c.text) for c in cells)


def lists_units(text: str) -> bool:
    """Several units in brackets, one behind the other, and nothing else: `(百万円) (前期比 %)`. The figures of a table
    below are of the one or of the other, and no column is headed by it.

    >>> [lists_units(text) for text in ("(百万円) (前期比 %)", "(Millions of yen)", "(百万円) FY2024 (%)")]
    [True, False, False]
    """
    groups = _BRACKETS.findall(text)
    bare = any(map(str.isalnum, _BRACKETS.sub("", text)))
    said = [{mention.unit for mention in find_units(group)} - {None} for group in groups]
    return not bare and all(said) and len(set().union(*said)) > 1


_BRACKETS = re.compile(r"[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]")


@remembered(8192, by=style)
def is_unit_only(text: str) -> bool:
    """`(JPY in millions)`: a declaration of a unit and nothing else."""
    mentions = [m for m in find_units(text) if m.declared]
    if not mentions:
        return _TWICE.fullmatch(text) is not None
    rest = "".join(c for i, c in enumerate(text) if c.isalnum() and not any(m.start <= i < m.end for m in mentions))
    return len(UNIT_WORDS.sub("", rest)) <= 2


def declarations(text: str) -> list[UnitMention]:
    """The units that a text declares, one in two languages with nothing between among them."""
    twice = _TWICE.fullmatch(text) is not None
    if is_end_of_date(text):
        return []
    return [m for m in find_units(text) if (m.declared or (twice and m.unit is not None)) and not m.garbled]


# One unit in two languages, with nothing between: `(百万円Millions/of yen)`.
_TWICE = re.compile(
    r"[(（\s]*(?:百万|千|億)円\s*/?\s*(?:thousands|millions|billions|100 millions)\s*/?\s*of\s*/?\s*yen[)）\s]*", re.I
)
UNIT_WORDS = re.compile(r"units?|amounts?|figures|in|of|except|単位|表示|金額|未満|切捨て?|四捨五入", re.I)


def indent_of(text: str) -> int:
    return len(text) - len(text.lstrip(" 　\u00a0"))


_NOTE_AHEAD = re.compile(
    r"^\s*(?:[※＊*†‡]\s*[0-9０-９]{0,2}(?:[,、・]\s*[0-9０-９]{1,2})*|[(（]?注[0-9０-９]{0,2}[)）.．]?)\s*"
)


def unmarked(title: str) -> str:
    """A title without the mark of the note it opens.

    >>> unmarked("※２ 一般管理費に含まれる研究開発費の総額"), unmarked("(注1) 配当金"), unmarked("*1 Research")
    ('一般管理費に含まれる研究開発費の総額', '配当金', 'Research')
    """
    return _NOTE_AHEAD.sub("", title)
