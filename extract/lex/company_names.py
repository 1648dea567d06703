"""Names of companies, known by their legal form: `Holm Ferries plc`, `株式会社ほるむ海運`.

What turns into what: a text → the names in it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SUFFIX = (
    r"(?:Inc(?:orporated)?\.?|Corp(?:oration)?\.?|Co\.,? ?(?:Ltd|Inc)\.?|Company(?:,? (?:Limited|Ltd\.?"
    r"|Inc\.?))?(?! (?:in|of|for|that|and)\b)"
    r"|L(?:imited|td\.?)|LLC|PLC|plc|N\.V\.|B\.V\.|GmbH|KGaA|S\.A\.|S\.p\.A\.|A\.G\.|AG|SE|K\.K\.|Oyj|ASA|A/S|AB"
    r"|Pte\.? Ltd\.?|Sdn\.? Bhd\.?"
    r"|(?:Holdings|Group|Bancorp|Trust)(?! (?:in|of|for|that|and)\b))"
)
_WORD = r"(?:[A-Z0-9][\w&'./-]*|of|the|and|de|du|&|-)"
_ENGLISH = re.compile(
    rf"(?<![\w&])(?!(?:About|For|The|By|Source|Contact|At|In|Of|To|From"
    rf"|With)\b)[A-Z][\w&'./-]*(?:,? {_WORD}){{0,7}}?,? {_SUFFIX}(?![\w-])(?:,? (?:Co\.,? ?Ltd\.?|Inc\.?|Ltd\.?"
    rf"|Limited|Corporation|Corp\.?|plc|LLC)(?!\w))?"
)
_UPPER = re.compile(
    r"(?<![\w&])[A-Z][A-Z0-9&'.-]*(?: [A-Z0-9&'.-]+){0,7}?,? (?:INC|INCORPORATED|CORP|CORPORATION|COMPANY|LTD"
    r"|LIMITED|PLC|CO\., ?LTD)\b\.?"
)
# Japanese names: kanji, katakana and letters; hiragana only where no particle of a sentence can run into the name.
_SOLID = r"[\u4E00-\u9FFF\u30A1-\u30FA々ー・&A-Za-z0-9]"
LOOSE = r"[ぁ-うぇ-がき-ぐけ-げこ-どな-なぬ-ねば-ふぶ-むめ-ゖ\u4E00-\u9FFF\u30A1-\u30FA々ゞー・&A-Za-z0-9]"
COMPANY = r"(?:株式会社|合同会社|\(株\)|㈱)"
# A name between blanks is all that stands there, and may hold what is a particle elsewhere: `はごろも食品株式会社`.
_WHOLE = rf"(?:{LOOSE}|[にのは](?=[ぁ-ゖ]))"
_JAPANESE = re.compile(
    rf"(?<!\S){_WHOLE}{{1,24}}{COMPANY}(?!\S)|(?<!\S){COMPANY}{_WHOLE}{{1,24}}(?!\S)"
    rf"|(?<![^\W\d_]){LOOSE}{{1,24}}(?:\s(?:ホールディングス|グループ(?:本社)?))?{COMPANY}(?!{LOOSE})"
    rf"|{COMPANY}\s?{LOOSE}{{1,24}}(?!{LOOSE})"
    rf"|{_SOLID}{{1,24}}{COMPANY}|{COMPANY}\s?{_SOLID}{{1,24}}"
)
PATTERNS = (_JAPANESE, _ENGLISH, _UPPER)
# Forms that are words as well: they make no name of a company out of a label.
_WORD_TOO = re.compile(r"(?i:(?:holdings|group|bancorp|trust|company|limited|SE|AB))\W*$")
_LONGEST = 200
# What a field of a form is called, which may touch the name in it: `上場会社名株式会社ほるむ海運`.
_FIELD = re.compile(r"(?:(?:上場|提出)?会\s?)?社\s?名|商号(?:又は名称)?(?!変更)")


def without_fields(text: str) -> str:
    """The text with blanks for the names of fields, in which no company's name begins.

    >>> without_fields("商号ABC株式会社")
    '  ABC株式会社'
    """
    if "社" not in text and "商号" not in text:
        return text
    return _FIELD.sub(lambda field: " " * len(field[0]), text)


_FORM_JA = re.compile(COMPANY)


def patterns_of(text: str) -> tuple[re.Pattern[str], ...]:
    """The patterns, by script, that may find a company's name in a text."""
    return PATTERNS if _FORM_JA.search(text) else (_ENGLISH, _UPPER)


@lru_cache(maxsize=20_000)
def companies_in(text: str) -> tuple[str, ...]:
    """The companies that a short text names, in the first script in which it names any.

    >>> companies_in("loans to Holm Ferries plc"), companies_in("株式会社ほるむ海運"), companies_in("Trust income")
    (('Holm Ferries plc',), ('株式会社ほるむ海運',), ())
    >>> companies_in("会社名 はごろも食品株式会社"), companies_in("株式会社しらかば銀行")
    (('はごろも食品株式会社',), ('株式会社しらかば銀行',))
    >>> companies_in("上場会社名株式会社ひかり書店 上場取引所東証"), companies_in("商号はごろも食品株式会社")
    (('株式会社ひかり書店',), ('はごろも食品株式会社',))
    """
    text = without_fields(text)
    for pattern in patterns_of(text) if len(text) <= _LONGEST else ():
        found = [match[0].strip(" ,") for match in pattern.finditer(text)]
        if names := tuple(name for name in found if _WORD_TOO.search(name) is None):
            return names
    return ()


_JOINS = re.compile(r"\b(?:of|the|and|for)\b")


def is_company(text: str) -> bool:
    """Whether a text is the name of one company and nothing else: `Acquisition of Holm Ferries plc` may be more.

    >>> [is_company(text) for text in ("Holm Ferries plc", "株式会社ほるむ海運", "Acquisition of Holm Ferries plc")]
    [True, True, False]
    """
    return companies_in(text) == (text.strip(" ,:："),) and _JOINS.search(text) is None
