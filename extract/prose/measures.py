"""What a subject can be a measure of: money, a count of things, what flows over a period, what stands at a day.

A figure without a unit of its own takes one only where its subject says so: `revenue was 7,221 million` is money of the
document's currency, `subscriptions reached 2.4 million` a count, and of `orders were 2.4 million` nobody can tell.
"""

from __future__ import annotations

import regex as re

from extract.lex.unit_words import words
from extract.sheet.balances import names_balance
from extract.vocab import Vocabulary, made_of_words

_MONEY = re.compile(
    r"\b(?:revenues?|sales|turnover|income|profits?|loss(?:es)?|earnings|EBITDA?|EBIT|costs?|expenses?|expenditures?|capex"
    r"|cash|assets|liabilit\w+|equity|debts?|borrowings|deposits|receivables?|payables?|inventor\w+|dividends?|proceeds"
    r"|payments?|provisions?|charges?|gains?|impairments?|amortization|depreciation|interest|tax(?:es)?|fees?|capital"
    r"|goodwill|billings|backlog|ARR|GMV|GTV|AUM|budgets?|savings|value|amounts?|net worth|reserves?|funds?|premiums?"
    r"|commissions?|royalt\w+|grants?|subsid(?:y|ies)|spend(?:ing)?|contribution|liquidity|prices?|burn)\b"
    r"|売上|収益|利益|損失|費用|金額|資産|負債|資本|残高|受注|配当|税金|キャッシュ|支出|収入|原価|高$|額$|益$|損$|費$|金$",
    re.IGNORECASE,
)
# Things that documents count as often as they sum them up: `orders of 2.4 million`.
_EITHER = re.compile(
    r"\b(?:loans|orders|bookings|contracts|transactions|projects|deals|policies|properties|licenses|shares|cards)$",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"\b(?:customer|user|subscriber|member|client|installed) (?:base|count)$|\bheadcount$", re.IGNORECASE
)
_WHERE = re.compile(r"\s+(?:in|at|for|on|across|from|as of|per|with|to)\s.*$", re.IGNORECASE)
_FLOW = re.compile(
    r"\b(?:revenues?|sales|income|profits?|loss|earnings|costs?|expenses?|expenditures?|dividends?|cash flows?|EBITDA?"
    r"|EBIT|margin|depreciation|amortization|proceeds|payments?|charges?|tax(?:es)?)$"
    r"|(?:得られた|獲得した|使用した|支出した|調達した|支払った)(?:資金|キャッシュ)$"
    r"|(?:売上(?:高|収益)?|利益|損失|収益|費用|原価|配当(?:金)?|利益率|減価償却費)$",
    re.IGNORECASE,
)


@made_of_words
def _counted(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?:{words().counted_in_sentences})$", re.IGNORECASE)


def counts_things(subject: str) -> bool:
    """Whether a subject names things that are only counted.

    >>> [counts_things(s) for s in ("total subscriptions", "customer base", "orders", "revenue from stores")]
    [True, True, False, False]
    """
    head = _WHERE.sub("", subject.strip())
    if _BASE.search(head):
        return True
    return not names_money(head) and _EITHER.search(head) is None and _counted().search(head) is not None


def names_money(subject: str) -> bool:
    """Whether a subject names a sum of money, and not things that may be counted as well as summed up.

    >>> [names_money(s) for s in ("net sales", "営業利益", "orders", "app downloads")]
    [True, True, False, False]
    """
    return _MONEY.search(subject) is not None


# `order backlog for equipment sales`: what stands on a day, of something that flows
_OF_STOCK = re.compile(
    r"\W*(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:backlog|balances?|receivables|inventor(?:y|ies)|provisions?|number)\s+(?:for|of|from|on)\b",
    re.IGNORECASE,
)


# What has not flowed yet, or stands as what has: `accrued expenses`, `deferred income`.
_STANDS = re.compile(
    r"\b(?:prepaid|accrued|accumulated|cumulative|unearned|unpaid|unbilled|unreali[sz]ed|retained)\b"
    r"|\bdeferred\s+(?:(?:income|tax|sales)\s+)?(?:income|revenues?|tax(?:es)?|costs?|charges?|sales)$"
    r"|未払|前払|前受|未収|累計額$|繰越",
    re.IGNORECASE,
)
# `income from the paper business at 30 June`: what it is stands before the first of these.
_BEHIND_HEAD = re.compile(
    r"\s+(?:from|of|in|at|for|on|by|across|to|per|with|as|attributable|generated|earned)\s.*$", re.IGNORECASE
)


def flows(subject: str) -> bool:
    """Whether a subject names what only a stretch of time has; a day has none of it.

    >>> flows("operating income"), flows("純資産"), flows("deposits"), flows("order backlog for equipment sales")
    (True, False, False, False)
    >>> flows("income from the paper business at 30 June"), flows("accrued expenses")
    (True, False)
    """
    names = (subject, _BEHIND_HEAD.sub("", subject))
    if any(names_balance(name) for name in names) or _OF_STOCK.match(subject) or _STANDS.search(names[1]):
        return False
    return any(_FLOW.search(name) is not None for name in names)
