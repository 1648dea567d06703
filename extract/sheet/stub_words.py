"""The words by which rows are known: totals, results, parts, and which total is of which section.

Small functions from a label to what it says; nothing here knows a table. The words are tables, English and Japanese.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import regex as re

from extract.lex.calendar_words import MONTH
from extract.sheet.balances import names_opening
from extract.sheet.wording import TOTAL

_CJK = re.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_NOTE = re.compile(
    r"[(\[][^()\[\]]{0,12}(?:note|注)[^()\[\]]{0,8}[)\]]|[※*†‡]\s?\d*|(?:注\d{0,2})$|\s[(\[][a-z0-9]{1,2}[)\]]$"
)
_APART = re.compile(r"[\s\p{P}\p{S}]+")

# What a total adds to the words of its section.
_OF_TOTALS = {
    *("total", "totals", "sum", "sub", "subtotal", "aggregate", "consolidated", "net", "cash", "flow", "flows"),
    *("provided", "used", "generated", "by", "from", "for", "in", "of", "and", "the", "to", "a", "an"),
}
_OF_TOTALS_JA = re.compile(r"合計|小計|総計|総額|純額|の部|計$|額$|^連結|の?(?:増加|減少)$|[\sⅠ-Ⅻ]|^\d+")

_TOTAL_CASH = re.compile(r"^\W*net cash\b|^\W*cash flows?,? (?:provided|used|from|generated)\b", re.I)
_NAMES_TOTAL = re.compile(r"^\W*total\b.{0,80}\p{L}|\p{Han}合計\W*$", re.I)
_SUBTOTAL = re.compile(r"\bsub-?\s?total\b|小計", re.I)
_GENERIC = re.compile(
    r"(?:sub ?)?totals?|others?|net|all other|basic|diluted|adjustments?|eliminations?|corporate"
    r"|unallocated|current|non ?current"
    r"|小?計|合計|総計|その他|調整額|消去|消去又は全社|全社|基本的|希薄化後|差引|流動|非流動"
)
_RESULT = re.compile(
    r"^\W*(?:consolidated\s|segment\s|total\s|adjusted\s)*(?:"
    r"gross (?:profit|margin|loss)|operating (?:income|profit|loss|earnings|margin)|ordinary (?:income|profit|loss)"
    r"|(?:income|profit|loss|earnings)(?: ?\((?:loss|income)\))?(?: from (?:continuing )?operations| before\b)"
    r"|net (?:income|profit|loss|earnings)|(?:total )?comprehensive (?:income|loss)|ebitda?\b)"
    r"|^\W*(?:連結)?(?:売上総(?:利益|損失)|営業(?:利益|損失)|経常(?:利益|損失)|事業利益"
    r"|税(?:金等?)?(?:調整)?[引等]?前.{0,12}(?:利益|損失)|(?:親会社.{0,14})?(?:四半期|中間|当期)(?:純)?(?:利益|損失)|(?:四半期|中間|当期)?包括利益)",
    re.I,
)
_RESULT_OF_CASH = re.compile(
    r"^\W*(?:effects? of (?:foreign |currency |exchange)|(?:net )?(?:increase|decrease|change)s?\b.{0,30} in cash\b"
    r"|cash\b.{0,40}\b(?:beginning|end) of\b|(?:beginning|ending) cash\b)"
    r"|^\W*現金及び現金同等物(?:に係る換算|の.{0,12}(?:増減|増加|減少|残高))",
    re.I,
)
# Lists that a result of the whole statement is no part of, each with the results that show it to be over.
_LISTS = (
    (
        re.compile(
            r"\bexpenses?\b|\bcosts?\b|\bother (?:income|gains?|loss)|\bdeductions?\b|\bprovisions?\b|\btax(?:es)?\b"
            r"|費$|費用|収益$|損失$|特別利益$|原価|損益$|法人税等",
            re.I,
        ),
        _RESULT,
    ),
    (re.compile(r"\bactivities\b|キャッシュ・?フロー", re.I), _RESULT_OF_CASH),
    (
        # `Less:`, `Add back:`: what is done to one result to come to the next; the share of others is among it
        re.compile(r"^\W*(?:less|add(?:ed|itions?)?(?: back)?|plus|deduct(?:ions?)?|adjustments?)\W*$", re.I),
        re.compile(rf"(?!.*(?:non-?\s?controlling|minorit|discontinued))(?:{_RESULT.pattern})", re.I),
    ),
)
_BALANCE = re.compile(rf"\bbalances?,? (?:at|as of|as at|on|beginning|end|{MONTH})\b|[首末日]残高|期[首末]", re.I)
_OF_WHICH = re.compile(r"^\W{0,3}(?:う\s?ち(?!わけ)|内、|of which\b|thereof\b|(?:incl\.|including)\s)", re.I)


@lru_cache(maxsize=8192)
def plain_name(label: str) -> str:
    """A label without marks of notes, punctuation and case.

    >>> plain_name("Total  Revenues*:"), plain_name("（営業利益）"), plain_name("減価償却費 ※２")
    ('total revenues', '営業利益', '減価償却費')
    """
    text = unicodedata.normalize("NFKC", label).casefold()
    return _APART.sub(" ", _NOTE.sub("", text)).strip()


@lru_cache(maxsize=8192)
def _content(label: str) -> frozenset[str] | str:
    """What a label is about: its words but for those of totals, plural or not; in Japanese its characters."""
    name = plain_name(label)
    if _CJK.search(name):
        return _OF_TOTALS_JA.sub("", name)
    return frozenset(word.rstrip("s") for word in name.split() if word not in _OF_TOTALS and not word.isdigit())


def same_section(heading: str, label: str) -> bool:
    """Whether a label is a heading's words again, or these and the words of a total.

    >>> same_section("Cash flows from investing activities:", "Net cash used in investing activities")
    True
    >>> same_section("資産の部", "資産合計"), same_section("Assets", "Total current assets")
    (True, False)
    """
    content = _content(heading)
    return bool(content) and content == _content(label)


def kin(heading: str, label: str) -> bool:
    """Whether a label and a heading share a word, or half of the longer one's characters in a row.

    >>> kin("Costs and expenses:", "Total expenses"), kin("販売費及び一般管理費", "販売費・一般管理費合計")
    (True, True)
    >>> kin("１株当たり純資産額", "純資産の部の合計額")
    False
    """
    one, other = _content(heading), _content(label)
    if isinstance(one, str) and isinstance(other, str):
        return _shared(one[:60], other[:60]) * 2 >= max(len(one), len(other)) > 0
    return bool(set(one) & set(other)) if isinstance(one, frozenset) and isinstance(other, frozenset) else False


def says_less(label: str, other: str) -> bool:
    """Whether a label says some of what another says, and nothing else.

    >>> says_less("Total liabilities", "Non-current liabilities:"), says_less("負債合計", "固定負債")
    (True, True)
    >>> says_less("Total non-current liabilities", "Non-current liabilities:"), says_less("Total equity", "Liabilities")
    (False, False)
    """
    one, two = _content(label), _content(other)
    if isinstance(one, str) and isinstance(two, str):
        return bool(one) and one != two and two.endswith(one)
    return bool(one) and set(one) < set(two) if isinstance(one, frozenset) and isinstance(two, frozenset) else False


def _shared(one: str, other: str) -> int:
    """The length of the longest run of characters that two texts have in common."""
    best, row = 0, [0] * (len(other) + 1)
    for a in one:
        row = [0, *(before + 1 if a == b else 0 for before, b in zip(row, other, strict=False))]
        best = max(best, *row)
    return best


@lru_cache(maxsize=8192)
def is_total(label: str) -> bool:
    """Whether a row is the total of rows above it.

    >>> is_total("Net cash used in investing activities"), is_total("流動資産合計"), is_total("Inventories")
    (True, True, False)
    """
    return bool(TOTAL.search(label) or _TOTAL_CASH.search(label)) and not _RESULT.search(label)


def names_total(label: str) -> bool:
    """Whether a label is that of a total and of nothing else: `Total assets`, `負債合計`; not `合計から控除する額`."""
    return _NAMES_TOTAL.search(label) is not None


@lru_cache(maxsize=8192)
def balance_of_a_day(label: str) -> bool:
    """Whether a row is what there was on a day: it begins or ends what moves, and is no measure of segments.

    >>> balance_of_a_day("Balance as of December 31, 2021"), balance_of_a_day("当期首残高"), balance_of_a_day("Backlog")
    (True, True, False)
    """
    return _BALANCE.search(label) is not None or names_opening(label)


def is_subtotal(label: str) -> bool:
    """Whether a row adds up a part of its section: `小計`."""
    return _SUBTOTAL.search(label) is not None


@lru_cache(maxsize=8192)
def is_result(label: str) -> bool:
    """Whether a row is a result of a whole statement.

    >>> [is_result(t) for t in ("営業利益", "Income before income taxes", "Cash at end of year", "Interest income")]
    [True, True, True, False]
    """
    return bool(_RESULT.search(label) or _RESULT_OF_CASH.search(label))


@lru_cache(maxsize=8192)
def shows_to_be_over(label: str, heading: str) -> bool:
    """Whether a row is a result that a list of costs, of income, or of cash flows does not hold.

    >>> shows_to_be_over("営業利益", "販売費及び一般管理費"), shows_to_be_over("Operating income", "Retail segment")
    (True, False)
    >>> [shows_to_be_over(row, "Investing activities:") for row in ("Net income", "Cash at end of year")]
    [False, True]
    """
    words = heading.rstrip(":： 　")
    return any(names.search(words) and result.search(label) for names, result in _LISTS)


def generic(name: str) -> bool:
    """Whether a plain name says nothing by itself: `other`, `合計`."""
    return _GENERIC.fullmatch(name) is not None


def of_which(label: str) -> bool:
    """Whether a label says that its row is a part of the one above: `うち支払利息`, `of which: interest`."""
    return _OF_WHICH.match(label) is not None
