"""Digits that are no figure of a fact → what they are: part of a date, of a name, the number of a note, a code.

    "Note 5 to the statements (Tel. +81-3-1234-5678), as of March 31, 2024"   ordinal 5, code +81-..., periods 31, 2024

A fate is known by the words around the digits. The forms stand in tables, in the order in which they speak; what none
of them explains is left, and whoever asked says that it is unread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Literal

import regex as re

from extract.lex.calendar_words import ERA, MONTH, RECENT_ERA_LETTER
from extract.lex.fold import fold_figures
from extract.lex.numbers import find_figures
from extract.lex.periods import find_periods
from extract.lex.unit_words import words
from extract.lex.units import find_units
from extract.vocab import Vocabulary, made_of_words

Fate = Literal["periods", "labels", "units", "marks", "ordinals", "pages", "codes"]
Stretch = tuple[int, int]
Finder = Callable[[str], Iterator[Stretch]]

_YEAR = r"(?:19[5-9]\d|20[0-6]\d)"
_MM, _DD = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_LENGTH = (
    r"(?:(?:business|trading|calendar|consecutive|fiscal)[\s-])?"
    r"(?:days?|weeks?|months?|quarters?|years?|hours?|minutes?|seconds?|decades?)"
)
_SCALES = r"(?:million|billion|thousand|trillion|percent|百万|[千万億兆]|円|人|名|株|%|％)"

_DATES = (
    # March 31, 2024; Sept. 13-14; 31st of March 2024; Mar-24; March '24
    rf"(?i)\b{MONTH}\s?\d{{1,2}}(?:st|nd|rd|th)?(?:\s?[-–]\s?\d{{1,2}})?(?!\d)(?:,?\s{{1,3}}{_YEAR}(?!\d))?",
    rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{MONTH}(?:,?\s{_YEAR}(?!\d))?(?!\w)",
    rf"(?i)\b{MONTH}[\s,-]{{0,2}}(?:{_YEAR}|['’]?\d\d)(?![\d,%]|\.\d)",
    # 2024-03-31, 24/3/31, 31.03.2024, 2024/3; in a cell of its own or behind a preposition 8/12
    rf"(?<![\d.,/-])(?:\d{{4}}|\d{{2}})(?P<ymd>[-/.]){_MM}(?P=ymd){_DD}(?![\d/-]|[.,]\d)",
    rf"(?<![\d.,/-]){_DD}(?P<dmy>[-/.]){_DD}(?P=dmy)(?:\d{{4}}|\d{{2}})(?![\d/-]|[.,]\d)",
    rf"(?<![\d.,])(?:19|20)\d{{2}}\s?[/.]\s?{_MM}(?:\s?月?期)?(?![\d,.])",
    rf"(?i)(?:\A\s*[(（]?|\b(?:on|by|from|dated?|until|since|to)\s){_MM}/{_DD}(?=[)）]?\s*\Z|[\s,.;)](?!\d))",
    # 2024年3月31日, 令和6年, 第3四半期, 第52期
    r"\d{1,4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?)?(?:度|期)?|\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?(?:期|末)?",
    rf"{ERA}\s?\d{{1,2}}|(?<![A-Za-z]){RECENT_ERA_LETTER}\s?\d{{1,2}}\s?[年/.](?:\s?\d{{1,2}}\s?[月/.]?)?(?:\s?\d{{1,2}}\s?日?)?",
    r"第?\s?[1-4]\s?四半期|第\s?\d{1,3}\s?期(?!間)|[1-4]\s?Q累計",
    # FY2024, 1Q07, Q3 2024, 2H/24
    r"\b(?:FYE?|CY|F)\s?[-'’]?\d{2,4}(?:[/-]\d{1,4})?(?:[EFPA](?!\w))?",
    r"\b(?:[1-4](?:Q|H|FQ)|[QH][1-4])\s?[-'’/]?\s?(?:FY)?\s?(?:\d{2,4})?(?!\w)",
    # 2023-24, 2023; the Act of 1934; the 1990s; '24
    rf"(?<![\d.,$€£¥%])(?:{_YEAR}\s?[-–—/~]\s?(?:{_YEAR}|\d{{2}}))(?![\d.,%])",
    rf"(?<![\d.,$€£¥])(?:{_YEAR})(?:s\b)?(?!\d|[.,]\d|\s?{_SCALES})",
    r"(?i)\b(?:act|in|of|since|founded|established|code)\s(?:of\s|in\s)?1[89]\d\d(?!\d|[.,]\d)|(?<=\s)['’]\d{2}(?!\d)",
    # 90 days, 3 to 5 years, three-year 12-month; 30日以内, 3ヶ月間
    rf"(?i)(?<![\d.,])\d{{1,4}}(?:\.\d)?(?:\s?(?:-|–|to|or|and|~)\s?\d{{1,4}}(?:\.\d)?)?\s?-?\s?{_LENGTH}(?!\w)",
    r"\d{1,4}\s?(?:日間|日以内|日前|日後|日(?![本経])|[かヶカヵケ]月間?|[ヵカか]年|[週年]間|年以[上内]|年超|時間|分間|営業日|周年|年代)",
    # 15:00, 3 p.m., 15時30分
    r"(?i)\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?|\d{1,2}\s?時(?:\s?\d{1,2}\s?分)?",
)

_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Parkway|Pkwy|Plaza|Square|Court|Place|Pl|Highway"
    r"|Circle|Terrace|Turnpike|[Cc]home|Loop|Broadway|Center|Centre|Campus)"
)
_CODES = (
    r"(?:https?://|www\.)[^\s<>\"()]{1,2000}|[\w.+-]{1,80}@[\w-]{1,80}\.[\w.]{1,80}",
    # telephone numbers: behind their word, or by their form
    r"(?i)(?:\b(?:tel|telephone|phone|fax|mobile|call|dial(?:-?in)?|ext|passcode|conference id|pin)\b|電話|内線)"
    r"[\w\s.:#()番号]{0,30}?[+(]{0,2}\d[\d\s().+/–-]{2,24}\d",
    r"(?<![\d,.])\+\d{1,3}[\s.-]?\(?\d{1,4}\)?(?:[\s.-]?\d{2,5}){1,4}|(?<![\d,.])\(\d{2,4}\)\s?\d{3,4}[-\s.]\d{4}(?!\d)",
    r"(?<![\d,.-])0\d{1,4}[-(]\d{1,4}[-)]\d{3,4}(?!\d)|(?<![\d,.-])(?:1-)?\d{3}[-.]\d{3}[-.]\d{4}(?!\d)",
    # addresses: 100-0001, NY 10001, D.C. 20549, 1-105 Kanda Jinbo-cho, 12 West Main Street, Suite 400, 千代田区1-2-3
    r"(?:〒\s?|(?<![\d,.-]))\d{3}-\d{4}(?!\d)|\b[A-Z]\.?[A-Z]\.?,?\s{1,3}\d{5}(?:-\d{4})?(?!\d)|(?<=[,\s])\d{5}-\d{4}(?!\d)",
    r"(?<=[A-Za-z],\s(?:[A-Z][a-z]{1,15}\s){1,2})\d{5}(?:-\d{4})?(?![\d,.]\d|\s?%)",
    r"(?<![\d,.-])\d{1,4}(?:-\d{1,4}){0,3},?\s(?:[A-Z][\w]{1,20}[\s,-]{1,2}){0,5}?[A-Z]?[\w]{0,20}"
    r"-(?:cho|ku|machi|shi|dori|gun|ken|chome)\b",
    r"(?<![\d,.])\d{1,5}(?:-\d{1,4}){0,2},?\s(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s|One\s)?"
    rf"(?:[A-Z][\w.'’-]{{0,30}}\s){{0,4}}?{_STREET}\b(?!\s[a-z])",
    r"(?i)\b(?:suite|ste|floor|room|p\.?o\.? box|building|bldg|mail ?stop|zip(?: code)?)\.?\s?#?\d[\w-]{0,9}"
    r"|\b\d{1,3}(?:st|nd|rd|th)?[-\s](?:floor|chome)\b|\b(?-i:\d{1,2}F)\b",
    r"\d{1,4}\s?(?:丁目|番地|番(?!目)|号室|号館|階)(?:\s?\d{1,4}\s?(?:番地|番|号))*(?:\s?-\s?\d{1,4})*",
    r"(?<=[町区市村郡都道府県通り条])\d{1,4}(?:-\d{1,4}){1,3}(?![\d,.])",
    # securities and companies: TSE1: 3774, Ticker 7203, コード番号 3774, File No. 001-36743, 12-3456789
    r"\b(?:TSE|TYO|NYSE|NASDAQ|Nasdaq|JPX|LSE|HKEX|SGX|Stock Exchange|Prime Market|Standard Market|[Tt]icker|ISIN"
    r"|CUSIP|CIK|EIN|SIC|LEI|(?:[Ss]tock|[Ss]ecurit(?:y|ies)|[Cc]ompany|[Aa]rea|[Zz]ip|EDINET)\s(?:[Cc]ode|[Nn]umber)|[Cc]ode)s?\d?\b"
    r"[^\d\n。,]{0,30}[:：.\s#(（-]\s?\d[\w-]{2,12}",
    r"(?:コード番号|証券コード|コード|銘柄|登録番号|法人番号)[^\d\n。]{0,24}\d[\w-]{2,14}",
    r"\b(?:Commission|SEC|IRS|I\.R\.S\.|Registration|Employer|License|Patent|Case|Docket|Identification|File|Accession|Order"
    r"|Serial|Contract)\b[^\d\n]{0,40}(?:No|Nos|Number|ID)\b[^\d\n]{0,12}\d[\d-]{2,24}",
    r"(?<![\d,.-])\d{2}-\d{7}(?!\d)|(?<![\d,.-])\d{1,3}-\d{5}(?:-\d{2})?(?!\d)|(?<![\d,.-])\d{10}-\d{2}-\d{6}(?!\d)",
    r"\bv(?:er(?:sion|\.)?)?\s?\d+(?:\.\d+)+|\b[A-Z]{2}\d{10}\b|\]\(#[\w-]{1,80}\)",
)

# Words that count things of a document or name things by number.
_THINGS = (
    r"notes?|items?|parts?|sections?|secs?|articles?|chapters?|exhibits?|rules?|forms?|tables?|figures?|charts?|schedules?"
    r"|appendix|annex|phases?|levels?|tiers?|topics?|subtopics?|steps?|class(?:es)?|series|types?|stages?|pages?|volumes?"
    r"|releases?|regulations?|acts?|paragraphs?|paras?|clauses?|lines?|footnotes?|lots?|blocks?|zones?|groups?|category"
    r"|categories|slides?|models?|scopes?|pillars?|objectives?|goals?|questions?|issues?|proposals?|segments?|opinions?"
    r"|statements?|standards?|interpretations?|numbers?|nos?|tranches?|chapter|generation|revision|amendments?|bulletins?"
    r"|abstracts?|top|title|windows|route|interstate|updates?"
)
# Names of rules and lists, written in capitals.
_STANDARDS = (
    r"ASC|ASU|SFAS|FAS|FASB|IFRSs?|IASs?|IFRIC|SIC|SAB|SOP|FIN|EITF|FSP|FRS|SSAP|APB|ARB|ISO|GAAP|UCC|IRC|PCAOB|AS|ISA|ISRE"
    r"|CFR|U\.?S\.?C\.?|Nikkei|Fortune|Russell|TOPIX|S&P|FTSE|DAX|CAC|Basel|Euro|Mach|Ex"
)
_NUMBERED = r"[#(]?(?:Nos?\.?\s?)?\d\w{0,6}(?:[.()-]\w{1,6}){0,4}\)?"
_ORDINALS = (
    r"\A[\s\W]{0,6}\(?(?:\d{1,3}(?:\.\d{1,2}){0,3})(?:[.):、](?=\D|\Z)|(?=\s{1,4}[^\W\d]{2}|\s?[【「]))|\A[\s\W]{0,4}\(\d{1,3}\)",
    r"\A[\s\W]{0,6}\d{1,2}[.、](?=(?:19|20)\d\d年)",  # `３．2025年３月期の連結業績予想`
    r"(?<=[。;；]\s{0,3}|[a-z)]\.\s{1,3})\d{1,2}[.)](?=\s?[^\d\s])",
    r"(?<![\w)])\(\d{1,2}\)(?=\s?[A-Za-z\p{Han}\p{Hiragana}\p{Katakana}])",
    r"(?<![\d.,])\d{1,3}(?:,\d{3})?(?:st|nd|rd|th)\b",
    rf"(?:\b(?:(?i:{_THINGS})|{_STANDARDS})(?:\.|\b)|§{{1,2}}|#|№|注記?|図|表)\s{{0,2}}{_NUMBERED}"
    rf"(?:(?:\s?,\s?|,?\s?(?:and|or|to|through|&|–|-)\s){_NUMBERED}(?![\d%]|[.,]\d|\s?{_SCALES}))*",
    r"第\s?\d{1,4}\s?(?:条|項|号|章|節|部|回|位|種|類|次|段|話|版|三者|者割当)(?:\s?の\s?\d{1,2})?(?:\s?第?\s?\d{1,3}\s?[項号])*",
    r"\d{1,3}\s?(?:条|項|号|番目|位)(?![\d,])",
)

_MARKS = (
    # `[88]  [91]` in columns of their own are figures beside others
    r"(?:(?<=\S\s?)|(?<![^\n]))\[(?:Note\s)?\d{1,3}\]|(?<=\S)\((?:note|Note|注)\s?\d{0,2}\)",
    r"[※*†‡]\s?\d{1,2}(?![.,]?\d)(?:\s?[,、・]\s?[※*†‡]?\d{1,2}(?!\d))*",
    r"\(?注\)?\s?\d{1,2}\)?(?![\d,%])(?:\s?[,、．.]\s?\d{1,2}(?!\d))*",
    r"(?<=[^\W\d_]|\))\(\d{1,2}\)(?!\s?[-–(]?\d)(?:\(\d{1,2}\))*|(?<=[^\W\d_][\s.,])\(\d{1,2}\)(?=\s?\Z|\s?[.,;:])",
)

_PAGES = (
    r"\A(?!\W{0,3}[+△±]|\s?[-–]\s?\d+\s?\Z)\W{0,4}(?:[Pp]age|[Pp]\.?|頁|ページ)?\s?(?:[A-Z]{1,2}-)?\d{1,4}\s?(?:(?:/|of)\s?\d{1,4})?\s?(?:頁|ページ|page)?\W{0,4}\Z",
    r"(?:\b[Pp](?:age|\.)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?|(?<=\A[^\n]{4,160}\s[|·•–]\s?)\d{1,4})\s?\Z",
)

_UNITS = (
    # 400 ADRs = 1 share; per 100 shares; ($000); the year before last = 100
    r"(?i)(?:\bper|/|=|\brepresents?|\bequals?)\s?\d{1,3}(?:,\d{3})*\s?(?:ordinary\s|common\s)?(?:shares?|units?|ADSs?|ADRs?)\b",
    r"(?i)\d{1,4}\s(?:ADSs?|ADRs?|American Deposit[ao]ry (?:Shares?|Receipts?))(?=\s?(?:=|represent|equal))",
    r"(?i)\bper\s\d{1,3}(?:,\d{3})*\s(?:people|employees|barrels?|tons?|[kMG]?Wh|km|kg|inhabitants)",
    r"\(\s?(?:in\s)?['’]?0{2,3}(?:[,']0{3})?s?\s?\)|(?:[$€£¥]|\b[A-Z]{3})\s?['’]?(?:0{3}(?:[,']0{3})?s?\b)|10\^\d|[×x]\s?1,?0{2,6}\b",
    r"\d{1,3}(?:,\d{3})*\s?(?:株当たり|口当たり|人当たり|株につき)|1\s?(?:株|単元)",
    r"=\s?(?:US)?\\?[$€£]\s?1(?:\.0+)?(?![\d,.]\d)|(?<![\d.,])(?:[$€£]\s?)?1(?:\.0+)?\s?(?:USD|EUR|ドル|ユーロ|元|ポンド)?(?=\s?[=＝])",
    r"(?<==\s?)100(?=\s?\)|\s?\Z)|(?<=を\s?)100(?=\s?と)",
)

_LABELS = (
    r"(?<![\w.,])[A-Za-z]{1,12}[-_/.]?\d{1,4}[A-Za-z]{0,4}(?:[-_/]\w{1,6})?(?![\d%]|[.,]\d)",
    r"(?<![\w.,$€£¥])\d{1,4}-[A-Za-z]{2,12}\b|(?<![\w.,$€£¥])\d{1,4}[DGPSRK]\b(?!\s?(?:million|$))",
    r"\b\d{1,3}\([a-zA-Z]{1,3}\)(?:\(\w{1,3}\)){0,3}|\b(?:10|8|20|6|13|14|11|18)-?[A-Z](?:-\d{1,2})?(?:/A)?\b|\b\d{1,2}[a-z]-\d{1,2}\b",
    r"\b\d{1,3}/\d{1,3}\b(?=\s(?:stock|share|split|reverse|basis))|\b24/7\b|\b360°|\b\d{1,3}-(?:for|to)-\d{1,3}\b",
)
# A name and its number within a sentence: `the Boeing 737 and`, `under Plan 2, the`.
_NAMED = (
    r"(?<=[^\s.!?:;]\s(?:[A-Z][A-Za-z&'’-]{1,20}|[A-Z]{2,8})\s)\d{1,4}(?=\s[a-z]{2,}|[,;)]\s[a-z])"
    rf"(?!\s?{_SCALES}|\s(?:times|shares|units|stores|employees|people|customers|countries|locations))",
)


def _patterns(forms: tuple[str, ...]) -> Finder:
    compiled = tuple(re.compile(form) for form in forms)

    def find(text: str) -> Iterator[Stretch]:
        for form in compiled:
            for found in form.finditer(text):
                yield found.span()

    return find


def _periods(text: str) -> Iterator[Stretch]:
    for mention in find_periods(text):
        yield mention.start, mention.end


def _declared_units(text: str) -> Iterator[Stretch]:
    for mention in find_units(text):
        yield mention.start, mention.end


# What may stand anywhere, in the order in which the forms speak.
ANYWHERE: tuple[tuple[Fate, Finder], ...] = (
    ("codes", _patterns(_CODES)),
    ("marks", _patterns(_MARKS)),
    ("ordinals", _patterns(_ORDINALS)),
    ("periods", _patterns(_DATES)),
    ("periods", _periods),
    ("units", _patterns(_UNITS)),
    ("units", _declared_units),
    ("labels", _patterns(_LABELS)),
)
IN_SENTENCES: tuple[tuple[Fate, Finder], ...] = (("labels", _patterns(_NAMED)),)
ALONE: tuple[tuple[Fate, Finder], ...] = (("pages", _patterns(_PAGES)),)

_SENTENCE = re.compile(r"(?:\S{1,60}\s+){7}\S")
_LONGEST = 20_000


def find_fates(text: str, *, in_cell: bool = False, amid: bool = False) -> list[tuple[int, int, Fate]]:
    """The stretches of a text whose digits are explained, in the order in which the rules speak. A number alone is that
    of a page where it is no cell, and not `amid` its page.

    >>> [(text[a:b], fate) for text in ["Note 5, March 31"] for a, b, fate in find_fates(text)][:2]
    [('Note 5', 'ordinals'), ('March 31', 'periods')]
    """
    folded = fold_figures(text)
    found: list[tuple[int, int, Fate]] = []
    rules = ANYWHERE if in_cell or amid else (*ALONE, *ANYWHERE)
    if _SENTENCE.search(folded[:2_000]):
        rules = (*rules, *IN_SENTENCES)
    for piece, offset in _pieces(folded):
        for fate, finder in rules:
            found += [(start + offset, end + offset, fate) for start, end in finder(piece)]
    return found


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """A text in pieces that are not too long for the rules, cut at blanks."""
    at = 0
    while at < len(text):
        end = at + _LONGEST
        if end < len(text):
            blank = text.rfind(" ", at + 1, end)
            end = blank if blank > at else end
        yield text[at:end], at
        at = end


_SCALED = re.compile(rf"\s?{_SCALES}|\s?(?:points?|bps|pp|times)\b", re.I)
_NEAR = 12


@made_of_words
def _money_before(vocabulary: Vocabulary) -> re.Pattern[str]:
    """A sign of money at the end of what stands before a figure."""
    return re.compile(rf"(?:{words().drawn}|{words().code})\s?[-(△▲]?\s?$")


def worded_figures(text: str) -> list[Stretch]:
    """Where figures with a currency, a unit or a percent sign stand in a text, left to right."""
    found: list[Stretch] = []
    for piece, offset in _pieces(text):
        figures = (f for f in find_figures(piece) if f.word or f.currency or f.percent)
        found += [(f.start + offset, f.end + offset) for f in figures]
    return found


_SIGNED_ALONE = re.compile(r"\s*[+＋△▲±−-]\s?\d{1,2}\s*")  # over a bar of a chart


def looks_like_value(text: str, start: int, end: int, worded: list[Stretch]) -> bool:
    """Whether the digits at text[start:end] are printed as values are: with a sign of money, a percent sign, a scale,
    thousands set apart, decimals, or three digits and more. `worded` are the text's `worded_figures`.

    >>> looks_like_value("in 3 of our plants", 3, 4, []), looks_like_value("about 3% more", 6, 7, [(6, 8)])
    (False, True)
    """
    token = text[start:end]
    if not token.isdecimal() or len(token) > 2 or _SIGNED_ALONE.fullmatch(text):
        return True
    if _SCALED.match(text, end) or _money_before().search(text[max(0, start - _NEAR) : start]):
        return True
    k = bisect_right(worded, (start, len(text) + 1)) - 1
    return k >= 0 and worded[k][0] <= start < worded[k][1]
