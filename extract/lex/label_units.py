"""The unit that a row label itself says."""

from __future__ import annotations

import re

import msgspec

from extract.lex.capital import is_capital
from extract.lex.fold import fold
from extract.lex.unit_words import any_of, currency_of, words
from extract.lex.units import PER_SHARE_WORDS, UnitMention, find_units, set_aside
from extract.vocab import Vocabulary, active, made_of_words, remembered

LONGEST_LABEL = 300
"""Characters; what is longer is prose that fell into a table."""

_SHARES = re.compile(
    r"(?:number|average)\s+(?:\w+\s+)*?of\s+(?:\w+\s+)*?(?:shares|ADS)\b|shares\s+(?:\w+\s+)*?(?:outstanding|issued|[io]n\s+issue)\b"
    r"|\bshares\s+(?:beneficially\s+)?(?:held|owned)\W*(?:\([^()]*\)\W*)?$"
    r"|average\s+(?:\w+\s+){0,3}shares\b|\b(?:basic|diluted)\s+shares\b|\bshares\s*[-–—,(]+\s*(?:basic|diluted)\b"
    r"|\b(?:(?:anti-?)?dilutive|incremental|(?:contingently\s+)?issuable)\s+(?:(?:common|ordinary|potential)\s+){0,2}shares\b|shares\s+used\s+(?:in|to|for)\b"
    r"|\bdilutive\s+(?:impact|effect)s?\s+of\s+(?:[\w-]+\s+){0,4}(?:awards|options|units|RSUs|plans|warrants)\b"
    r"|^\W*shares\s+of\s+(?:[\w-]+\s+){0,4}stock\s+(?:re)?purchased\b|weighted[\s-]average\s+(?:\w+\s+)*?(?:shares|ADS|units)\b"
    r"|\b(?:common|limited|general|partner(?:ship)?|trust|stapled|OP)\s+units\s+(?:\w+\s+)*?(?:outstanding|issued|[io]n\s+issue)\b|株式数|株式総数|自己株式の数|株式の数",
    re.I,
)
# `Average price of shares repurchased`, `Proceeds from shares issued`: what they are worth is no number of them.
_WORTH = re.compile(
    r"\b(?:price|value|cost|yield|return|proceeds|gain|loss|tax|taxes|dividend|payment|cash paid)s?"
    r"\s+(?:[\w-]+\s+){0,3}?(?:of|from|for|on)\s+[^,;()]*$",
    re.I,
)
# `Common stock, 217.9 million shares outstanding`: the label tells a number of shares, its figures are another thing.
_TELLS_SHARES = re.compile(
    r"\d\s?(?:(?:thousand|million|billion)\s)?(?:\w+\s){0,2}shares\s+(?:\w+\s+)*?(?:outstanding|issued|authorized)",
    re.I,
)
_PEOPLE = re.compile(
    r"\bnumber\s+of\s+(?:\w+\s+)?(?:employees|personnel|staff|engineers)\b|\bheadcount\b|従業員数|社員数|人員数", re.I
)
_STAFF = re.compile(
    r"^\W*(?:(?:total|average|number of|permanent|year-end)\s+)*"
    r"(?:employees|headcount|FTEs?|full[- ]time[- ]equivalents?(?:\s+employees)?)"
    r"\W*(?:\([^()]*\))?\s*(?:,?\s*(?:at|as of|end of|average|period|year)\b.*)?\W*$",
    re.I,
)
# What Japanese counts: people, shops, cases, machines; 数量 and 指数 are none.
_NUMBER_JA = re.compile(
    r"(?:者|員|店舗|店|件|台|社|戸|回線|客|人|口座|契約|ユーザー|アカウント|枚|棟|室|床|拠点|校|園|施設|世帯|組|隻|機"
    r"|車[両輌]|路線|便|物件|区画|工場|教室|席|顧客|取引先|プロジェクト|品目|車|航空機|案件|銘柄|団体|箇所|か所|カ所|ヵ所)数"
    r"\W*(?:[(（][^()（）]*[)）])?\W*$"
)


@made_of_words
def _counted_alone(vocabulary: Vocabulary) -> re.Pattern[str]:
    nouns = any_of(word for kind in vocabulary.counted for word in kind.labels)
    return re.compile(
        r"^\W*(?:(?:total|active|paid|paying|monthly|daily|registered|new|net new|average|ending|(?:period|year)[- ]end"
        r"|company[- ](?:operated|owned)|franchised?|leased|owned|retail|online|net|number)\s+){0,4}"
        rf"(?:{nouns}|(?:store|customer|subscriber|member|user)\s+count)\W*(?:\([^()]*\))?(?:\s+(?:open(?:ed)?|closed|operated"
        r"|served|shipped|delivered|carried|handled|added|acquired|transported|employed|insured|completed|taken|made|sold"
        r"|enrolled|treated|processed|activated))?"
        r"\s*(?:,?\s*(?:at|as of|end of|in|on|by|during|for|worldwide|globally)\b"
        r"(?!\s+(?:millions?|thousands?)).{0,40})?\W*$",
        re.I,
    )


def counts_alone(label: str) -> bool:
    """Whether a label may count things, though it does not say `number of`: `Active customers`, `Stores open`.

    >>> [counts_alone(label) for label in ("Vehicles in fleet", "Accounts receivable", "Customer deposits")]
    [True, False, False]
    """
    return _counted_alone().match(label) is not None


_BRACKETS = re.compile(r"\([^()]*\)")
_MAY_BE_MONEY = re.compile(r"\b(?:bookings|orders|contracts)\b", re.I)  # told in money as often as in number
_NAMES_OF_KINDS = re.compile(
    r"^\W*(?:(?!(?:to|from|by|of|per|for|with|due|on|in)\b)[A-Za-z-]+\s+){1,2}(?=[A-Za-z])", re.I
)


def _counts_so_many(label: str) -> bool:
    """Whether a label that prints a scale names what can be counted, of whatever kind.

    >>> [_counts_so_many(t) for t in ("Mobile subscribers (000s)", "Passengers carried (000s)", "ASK (millions)")]
    [True, True, False]
    >>> _counts_so_many("Payments to customers (thousands)"), _counts_so_many("Gross bookings (millions)")
    (False, False)
    """
    name = _BRACKETS.sub(" ", label).strip()
    if _MAY_BE_MONEY.search(name):
        return False
    kind = _NAMES_OF_KINDS.match(name)
    return counts_alone(name) or any(counts_alone(name[at:]) for at in _begins(name, kind.end() if kind else 0))


@made_of_words
def _for_each(vocabulary: Vocabulary) -> re.Pattern[str]:
    measures = [word for unit in vocabulary.units for word in (*unit.words, *unit.headings) if word.isalpha()]
    nouns = any_of([*measures, "user", "account", "employee", "head", "room", "store", "day", "night", "seat", "line"])
    counted = words().counted_en
    return re.compile(rf"\bper\s+(?:[\w-]+\s+){{0,2}}?(?:{nouns}|{counted})\b|\bARP[UA]\b|\bRevPAR\b", re.I)


def told_for_each(label: str) -> bool:
    """Whether a label names an amount for each of something else than shares: it is told in its own scale.

    >>> [told_for_each(t) for t in ("Postpaid ARPU", "Revenue per employee", "Cost per tonne", "Sales per region")]
    [True, True, True, False]
    """
    return _for_each().search(fold(label)) is not None


def counts_of_kinds(label: str) -> bool:
    """Whether a label ends in what can be counted, of whatever kind: `Postpaid phone customers`.

    >>> [counts_of_kinds(t) for t in ("Postpaid phone customers", "Deposits from customers", "Net sales")]
    [True, False, False]
    """
    return _counts_so_many(label)


def _begins(name: str, last: int) -> list[int]:
    return [match.end() for match in re.finditer(r"\s+", name[:last])]


@made_of_words
def _number_of(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:number|no\.)\s+of\s+(?:[\w/-]+\s+){{0,3}}?(?P<noun>{words().counted_en})\b", re.I)


@made_of_words
def _number_of_anything(vocabulary: Vocabulary) -> re.Pattern[str]:
    """`Number of options`: whatever it is, it was counted; times and lengths of time were not."""
    measures = [word for unit in vocabulary.units for word in (*unit.words, *unit.headings) if word.isalpha()]
    other = any_of([*measures, "days", "hours", "minutes", "weeks", "months", "years", "times"])
    return re.compile(
        rf"^(?:[^()]*\()?\W*(?:total\s+|average\s+)?(?:numbers?|no\.)\s+of\s+(?!(?:\w+\s+)?(?:{other})\b)[a-z]{{3,}}"
        r"|[^()]*\((?:numbers?|no\.|#)\)\W*$",
        re.I,
    )


_SHARES_ALONE = re.compile(r"\W*(?:common |ordinary |total )?shares\W*", re.I)


def _is_number_of(label: str) -> bool:
    """Whether a label that prints a scale says that something was counted: `Number of options (in thousands)`."""
    name = _BRACKETS.sub(" ", label).strip()
    return bool(_number_of().search(name) or _number_of_anything().match(name) or _PEOPLE.search(name))


# What is paid for a share or what one was worth, by what it is paid for: `Weighted-average exercise price`.
_PRICE_OF_SHARE = re.compile(
    r"^\W*(?:weighted[\s-]+average\s+|average\s+)?exercise\s+prices?\W*(?:\([^()]*\))?\W*$"
    r"|^\W*(?:weighted[\s-]+average|average)\s+(?:grant[\s-]date\s+)?fair\s+values?(?:\s+at\s+grant(?:\s+date)?)?\W*$"
    r"|^\W*行使価格\W*$",
    re.I,
)


_CONTRACTS = re.compile(r"(?P<noun>contracts|subscribers|subscriptions)\s*(?:\([^()]*\))?\s*$", re.I)
# `Foreign exchange contracts`, `Long-duration insurance contracts`: what is worth money is not counted by its name.
_WORTH_MONEY = re.compile(
    r"\b(?:exchange|currency|currencies|commodity|forwards?|futures?|options?|swaps?|rates?|(?:re)?insurance|derivatives?"
    r"|equity|credit|hedg(?:es?|ing)|index|price|metals?|purchase|revenue|leas(?:es?|ing)|construction|investment"
    r"|warranty|annuity|financial|interest|energy|debt|onerous|acquired|assumed|deposit)\s+contracts\s*(?:\([^()]*\))?\s*$",
    re.I,
)
_TIMES = re.compile(
    r"\bP/?E\s*ratio|\b(?-i:PER)\b(?!\s+\w)|\bPBR\b|price[\s-](?:to[\s-])?(?:earnings|book)|interest\s+coverage|debt[\s/-]+(?:to[\s-])?(?:equity|EBITDA)"
    r"|\bD/?E\s+ratio|\bturnover\b|倍率|株価収益率|株価純資産倍率|回転率|カバレッジ|D/?Eレシオ",
    re.I,
)
_PERCENT = re.compile(
    r"\bratios?\b|\b(?:operating|net|profit|EBIT(?:D?A)?|ordinary|pre-?tax)\s+margin\b|\bmargin\s*\(?%|\byield\b|\b(?:growth|tax|utilization|churn|occupancy|response|retention)\s+rate\b"
    r"|\bRO[EAI]C?\b|\breturn\s+on\b|\bYoY\b|\bQoQ\b|率(?!的)|割合|構成比|利回り|ROE|ROA",
    re.I,
)
# `Tax at the statutory tax rate`, `Effect of a change in tax rate`: amounts.
_BY_RATE = re.compile(
    r"\b(?:at|effects?|impacts?|changes?|differences?|adjustments?|due|from|fixed|floating|variable)\b", re.I
)
# `Expected return on plan assets` is an amount of a pension cost as often as a rate.
_RATE_OF_ASSETS = re.compile(r"\bplan\s+assets\b", re.I)
_RETURN = re.compile(r"\s*return\s+on\b", re.I)
# Earnings, book value and dividend per share by their initials; a growth of them is none.
_PER_SHARE_LABEL = re.compile(
    r"^(?:[^()（）]{0,80}?(?<![A-Za-z]))?[一-龥]{0,4}(?P<said>[EBD]PS|DPU)\b(?!\W*(?:[Gg]rowth|[Cc]hange|[Ii]ncrease|YoY|CAGR|成長|増|伸))"
)
# `Earnings per share (p)`: amounts per share in pence.
_PENCE = re.compile(r"(?:[(（]|[-–—,]\s)\s*(?P<said>p)\s*(?:[)）]|\Z)")
# `Shares used for diluted EPS`, `Tax rate of non-GAAP EPS`: what stands before the initials is another measure.
_OF_OTHER_MEASURE = re.compile(r"\b(?:for|used|shares?|number|count|rate|ratio|multiple|by|to|P/E)\b|株|率|倍", re.I)
# `1株当たり当期利益の算定に用いる利益`: what an amount per share is computed from is none itself.
_BASIS = re.compile(
    r"(?:計算|算定|算出)に(?:使用|用い)|\bused\s+(?:in|to|for)\s+(?:the\s+)?(?:comput|calculat)"
    r"|\bfor\s+(?:basic|diluted)\s+(?:net\s+)?(?:earnings|income|loss)",
    re.I,
)
_QUALIFIED = re.compile(r"(?<=[(（])\s*(?:(?:basic|diluted|and|unaudited|audited)\b[,\s]*)+", re.I)
# `Dividends declared ($2.28 per share)`, `Treasury stock, 872,791,028 shares`: the label tells an amount of its own.
_TELLS_PER_SHARE = re.compile(
    r"(?:[$¥€£]\s?|\b[A-Z]{3}\s?|(?<![\w.]))\d[\d,.]*\s*(?:円|cents?|sen)?\s*(?:per|a|/)\s*(?:\w+\s){0,2}share"
    r"|\bper\s+(?:\w+\s+){0,2}share\s*[-–—:]\s*[$¥€£]?\s?\d",
    re.I,
)
_TELLS_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+\s+(?:\w+\s){0,4}shares\b|\d[\d,.]*\s?[千万百]*株(?!\s?当)", re.I)
# `USD:EUR average FX rate`: a rate, and what one of the first currency buys of the second; an effect of rates is money.
# Any other sign between the two (`USD/INR`, `USD-INR`, `USD to INR`) leaves open which counts which.
_RATE_PAIR = r"(?P<{0}>[A-Z]{{3}})\s*(?P<{0}_by>[:/–-]|(?i:to|per|against|vs\.?)(?=\s))\s*(?P<{0}_quote>[A-Z]{{3}})\b"
_RATE_WORDS = (
    r"(?i:average|avg\.?|closing|spot|mean|(?:period|year|month|quarter)[- ]end|end[- ]of[- ](?:period|year|quarter)"
    r"|monthly|quarterly|annual|applied|assumed|budget|reference|foreign)"
)
_EXCHANGE_RATE = re.compile(
    rf"\W*(?:{_RATE_WORDS}\s+)*(?:{_RATE_PAIR.format('ahead')}\W+)?(?:{_RATE_WORDS}\s+)*"
    r"(?P<kind>(?i:exchange|FX|forex|currency|conversion|translation)\s+)?(?i:rates?)\b"
    rf"\W*(?:{_RATE_PAIR.format('behind')}\W*)?(?:{_RATE_WORDS}\W*)*(?:\([^()]*\)\W*)?"
)
_PAIRS = ("ahead", "behind")
_PAIR_ALONE = re.compile(rf"\W*(?:{_RATE_WORDS}\s+)?" r"(?P<one>[A-Z]{3})\s?[/–-]\s?(?P<other>[A-Z]{3})\W*")
_EXCHANGE_RATE_JA = re.compile(
    r"\W*(?:(?:米ドル|ドル|ユーロ|元|人民元)?(?:対円)?(?:の)?)?(?:期中|期末日?|年間|四半期|適用|実勢|想定|換算|平均)*"
    r"(?:為替|換算|期中平均|期末日?|想定|平均為替)(?:換算)?(?:相場|レート)\W*(?:\([^()]*\)\W*)?"
)
_BANDWIDTH = re.compile(r"\bbandwidth\b|帯域", re.I)


def thing_counted(noun: str | None) -> str | None:
    """The thing that a noun counts, by the name that the vocabulary has for it: `shares`, `株` → `share`."""
    kinds = (kind.noun for kind in active().counted if noun in (*kind.en, *kind.ja, *kind.labels))
    return next(kinds, noun)


def mentions_per_share(label: str) -> bool:
    """Whether `per share` in a label is said of something else than its figures: an amount that the label tells, or
    what its figures are divided for.

    >>> [mentions_per_share(t) for t in ("Dividends ($2.76 per share)", "Net income for basic earnings per share")]
    [True, True]
    >>> mentions_per_share("Net income per share")
    False
    """
    folded = fold(label)
    return _TELLS_PER_SHARE.search(folded) is not None or _BASIS.search(folded) is not None


def is_rate(label: str) -> bool:
    """Whether a label is the name of a percentage: it ends in the word for one, or tells of what it is a return.

    >>> [is_rate(t) for t in ("Effective tax rate", "Return on equity", "業務効率化費用", "Return on plan assets")]
    [True, True, False, False]
    >>> is_rate("Tax at the statutory tax rate")
    False
    """
    folded = fold(set_aside(fold(label)).text).rstrip(" .:：")
    if _RATE_OF_ASSETS.search(folded) or _BY_RATE.search(folded):
        return False
    return bool(_RETURN.match(folded)) or any(m.end() == len(folded) for m in _PERCENT.finditer(folded))


def is_exchange_rate(label: str) -> bool:
    """Whether a label names a rate of exchange: its figures are no amounts of the table's currency.

    >>> [is_exchange_rate(t) for t in ("Average USD-INR rate", "EUR/USD", "Effect of exchange rates on cash")]
    [True, True, False]
    """
    folded = fold(label)
    if _EXCHANGE_RATE_JA.fullmatch(folded):
        return True
    if names_pair(label):
        return True
    match = _EXCHANGE_RATE.fullmatch(folded)
    if match is None:
        return False
    pairs = [match[pair] and currency_of(match[pair]) and currency_of(match[f"{pair}_quote"]) for pair in _PAIRS]
    return bool(match["kind"] or any(pairs))


def names_pair(label: str) -> bool:
    """Whether a label is two currencies and nothing else: `EUR/USD` in a table of rates, or of hedges."""
    alone = _PAIR_ALONE.fullmatch(fold(label))
    return alone is not None and bool(currency_of(alone["one"]) and currency_of(alone["other"]))


def _exchange_rate(label: str) -> UnitMention | None:
    """The unit of a rate between two currencies that a colon parts, `USD:EUR` counts euros for a dollar, or `per`."""
    match = _EXCHANGE_RATE.fullmatch(label)
    pair = next((p for p in _PAIRS if match is not None and match[f"{p}_by"] in (":", "per")), None)
    if match is None or pair is None:
        return None
    base, quote = currency_of(match[pair]), currency_of(match[f"{pair}_quote"])
    if match[f"{pair}_by"] == "per":  # `INR per USD`
        base, quote = quote, base
    return _said(label, match, f"{quote}_per_{base}") if base and quote else None


@remembered(8192)
def unit_of_label(label: str) -> UnitMention | None:
    """The unit a row label itself says: printed, or (with `hint`) suggested by its words. None if none, or two.

    >>> unit_of_label("１株当たり当期純利益 (円 銭)").unit, unit_of_label("Gross Margin Ratio").hint
    ('JPY_per_share', True)
    """
    if len(label) > LONGEST_LABEL or is_capital(label):
        return None
    if (rate := _exchange_rate(label)) is not None:
        return rate
    pence = _PENCE.search(label)
    if pence is not None and (_PER_SHARE_LABEL.match(label) or PER_SHARE_WORDS.search(fold(label))):
        start, end = pence.span("said")
        return UnitMention(
            start=start, end=end, printed=label[start:end], unit="GBP_per_share", scale=-2, declared=True
        )
    initials = _PER_SHARE_LABEL.match(label)
    if initials is not None and _OF_OTHER_MEASURE.search(label[: initials.start("said")]):
        initials = None
    words = _QUALIFIED.sub(lambda m: " " * len(m[0]), label)  # `EPS (diluted, US cents)`
    printed = [unit for unit in find_units(words) if unit.declared and not unit.garbled]
    if initials:
        money = [unit for unit in printed if unit.start >= initials.end() and _MONEY.fullmatch(unit.unit or "")]
        if not money:
            start, end = initials.span("said")
            return UnitMention(start=start, end=end, printed=label[start:end], unit="per_share")
        printed = [msgspec.structs.replace(unit, unit=_per_share(unit.unit)) for unit in money if unit.scale <= 0]
    if printed and is_exchange_rate(label) and all(_MONEY.fullmatch(unit.unit or "") for unit in printed):
        return None  # `Average exchange rate (USD)`: a currency of the two, and not what the figures are in
    if printed:
        distinct = {(unit.unit, unit.scale) for unit in printed}
        if (
            len(distinct) == 1
            and printed[-1].unit is None
            and ((many := _SHARES.search(label)) or _SHARES_ALONE.fullmatch(_BRACKETS.sub(" ", label)))
            and not (many and _WORTH.search(label[: many.end()]))
        ):
            return msgspec.structs.replace(printed[-1], unit="count", noun="shares")
        scale_alone = len(distinct) == 1 and printed[-1].unit is None and printed[-1].scale > 0
        if scale_alone and (_counts_so_many(label) or _is_number_of(label)):
            return msgspec.structs.replace(printed[-1], unit="count")  # `Passengers carried (thousands)`
        return printed[-1] if len(distinct) == 1 else None
    folded = fold(label)
    if _TELLS_PER_SHARE.search(folded) or _TELLS_NUMBER.search(folded):
        return None
    around = set_aside(folded).text
    if (match := _SHARES.search(around)) and not (_TELLS_SHARES.search(around) or _WORTH.search(around[: match.end()])):
        return _said(label, match, "count", noun="shares")
    if (match := PER_SHARE_WORDS.search(around)) and not _BASIS.search(around):
        return _said(label, match, "per_share")
    if match := _PRICE_OF_SHARE.match(around):
        return _said(label, match, "per_share")
    if match := _PEOPLE.search(around) or _STAFF.search(around) or _NUMBER_JA.search(around):
        return _said(label, match, "count", noun="employees" if not _NUMBER_JA.search(around) else None)
    if match := _number_of().search(around) or (None if _WORTH_MONEY.search(around) else _CONTRACTS.search(around)):
        return _said(label, match, "count", noun=match["noun"].lower())
    if match := _number_of_anything().match(around):
        return _said(label, match, "count")
    if match := _counted_alone().match(around):
        return msgspec.structs.replace(_said(label, match, "count"), hint=True)
    for pattern, unit in ((_TIMES, "times"), (_PERCENT, "percent"), (_BANDWIDTH, "bandwidth")):
        if match := pattern.search(around):
            return msgspec.structs.replace(_said(label, match, unit), hint=True)
    return None


_MONEY = re.compile("(?:[A-Z]{3}_)?per_share|[A-Z]{3}")


def _per_share(unit: str | None) -> str:
    return unit if unit is not None and unit.endswith("per_share") else f"{unit}_per_share"


def _said(label: str, match: re.Match[str], unit: str, noun: str | None = None) -> UnitMention:
    start, end = match.span()
    return UnitMention(start=start, end=end, printed=label[start:end], unit=unit, noun=noun)
