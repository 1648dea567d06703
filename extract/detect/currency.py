"""The currency the document reports in, the exchange rates it states, and whether it cuts off fractions."""

from __future__ import annotations

import re
from collections import Counter

from extract import model
from extract.detect.passages import Passage
from extract.lex.unit_words import currency_of, words
from extract.vocab import Vocabulary, made_of_words


@made_of_words
def _named(vocabulary: Vocabulary) -> re.Pattern[str]:
    """Money in the text: a symbol or code beside a digit, or the word."""
    return re.compile(words().currency, re.IGNORECASE)


_DECLARES = re.compile(
    r"(?:unit|in (?:millions|thousands|billions)|millions of|thousands of|billions of|単位|単位:)", re.IGNORECASE
)
_SAMPLE = 200_000


def detect_currency(passages: tuple[Passage, ...]) -> tuple[str | None, tuple[model.Evidence, ...]]:
    """The currency named most often, a declared unit counting five times; None on a tie or without any."""
    votes = Counter[str]()
    first: dict[str, model.Evidence] = {}
    chars = 0
    for passage in passages:
        weight = 5 if len(passage.text) < 120 and _DECLARES.search(passage.text) else 1
        for match in _named().finditer(passage.text):
            code = currency_of(match.group())
            if code is None:
                continue
            votes[code] += weight
            first.setdefault(code, passage.evidence("currency", code, *match.span()))
        chars += len(passage.text)
        if chars > _SAMPLE:
            break
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None, ()
    return ranked[0][0], (first[ranked[0][0]],)


_NUMBER = r"(?P<{0}>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)"


def _money(prefix: str) -> str:
    return (
        rf"(?:(?P<{prefix}b>{words().currency})\s*{_NUMBER.format(prefix + 'n')}"
        rf"|{_NUMBER.format(prefix + 'm')}\s*(?P<{prefix}a>{words().currency}))"
    )


@made_of_words
def _equation_form(vocabulary: Vocabulary) -> re.Pattern[str]:
    """`JPY 123.39 = US$1.00`."""
    return re.compile(
        rf"{_money('l')}\s*(?:=|＝|(?:to|per|equals?|は|につき|当たり|あたり)\s?,?)\s*{_money('r')}", re.IGNORECASE
    )


@made_of_words
def _per_form(vocabulary: Vocabulary) -> re.Pattern[str]:
    """`123.39円/米ドル`."""
    money = words().currency
    return re.compile(
        rf"(?:(?P<b>{money})\s*{_NUMBER.format('n')}|{_NUMBER.format('m')}\s*(?P<a>{money}))\s*(?:/|per"
        rf"|to the)\s*(?P<base>{money})(?![A-Za-z])",
        re.IGNORECASE,
    )


_MAY_STATE = re.compile(r"rate|exchange|translat|レート|換算|為替|=|＝", re.IGNORECASE)


def detect_exchange_rates(passages: tuple[Passage, ...]) -> tuple[tuple[str, str, str], ...]:
    """Stated rates as (base, quote, rate): one unit of `base` is `rate` units of `quote`, in order, each once.

    `JPY 123.39 = US$1.00` and `1米ドル=123.39円` are both ("USD", "JPY", "123.39").
    """
    found: dict[tuple[str, str, str], None] = {}
    for passage in passages:
        if not _MAY_STATE.search(passage.text):
            continue
        for match in _equation_form().finditer(passage.text):
            rate = _equation(match)
            if rate is not None:
                found.setdefault(rate)
        for match in _per_form().finditer(passage.text):
            quote, base = currency_of(match["b"] or match["a"]), currency_of(match["base"])
            if quote and base and quote != base:
                found.setdefault((base, quote, (match["n"] or match["m"]).replace(",", "")))
    return tuple(found)


def _equation(match: re.Match[str]) -> tuple[str, str, str] | None:
    left, right = currency_of(match["lb"] or match["la"]), currency_of(match["rb"] or match["ra"])
    a, b = ((match[p + "n"] or match[p + "m"]).replace(",", "") for p in "lr")
    if not left or not right or left == right:
        return None
    if re.fullmatch(r"1(?:\.0+)?", a):
        return left, right, b
    if re.fullmatch(r"1(?:\.0+)?", b):
        return right, left, a
    return None


CUT_OFF = re.compile(
    r"未満(?:の端数)?(?:は|を|については)?、?(?:それぞれ)?切(?:り)?捨|切(?:り)?捨てて(?:表示|記載)|rounded down"
    r"|(?:have been |are |is )truncated|truncating"
    r"|fractions? (?:of|less than|under|below)[^.]{0,60}(?:are|is|have been) (?:omitted|discarded|disregarded"
    r"|rounded down|truncated)"
    r"|(?:amounts|figures) less than[^.]{0,40}(?:are|have been) (?:omitted|discarded|rounded down|truncated)",
    re.IGNORECASE,
)
ROUNDED = re.compile(
    r"未満(?:の端数)?(?:は|を|については)?、?四捨五入|四捨五入(?:して|により)|rounded (?:off )?to the nearest"
    r"|(?:are|have been) rounded(?! down)",
    re.IGNORECASE,
)
_MAY_ROUND = re.compile(r"切|捨|round|truncat|fraction|less than", re.IGNORECASE)  # each of both forms holds one


def detect_truncated(passages: tuple[Passage, ...]) -> tuple[bool, tuple[model.Evidence, ...]]:
    """Whether amounts are cut off instead of rounded. A document that says both is not taken to cut off."""
    cut: model.Evidence | None = None
    rounded = False
    for passage in passages:
        if _MAY_ROUND.search(passage.text) is None:
            continue
        match = CUT_OFF.search(passage.text)
        if match and cut is None:
            cut = passage.evidence("truncated", "true", *match.span())
        rounded = rounded or ROUNDED.search(passage.text) is not None
    return (True, (cut,)) if cut is not None and not rounded else (False, ())
