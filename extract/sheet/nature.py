"""What a quantity is by nature: a balance stands at a day, a flow over a span, whatever the heading prints.

Only names that can mean nothing else are known here; what may be either leaves the heading to say it.
"""

# ruff: noqa: E501  (a pattern is read more safely on one line than cut to pieces)

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import regex as re

from extract.calendar.piece_dates import Need
from extract.sheet.balances import names_balance, names_closing, names_flow

_FLOW = re.compile(
    r"^\W*(?:(?:net|total|group|gross|external|segment|consolidated)\s+)?turnover(?!\s*(?:rates?|ratios?|days|in days|\(?times|\(?%))\b|"
    r"\brevenues?\b(?!\s+reserve)|\b(?:net |gross |total |operating )?sales\b|\b(?:net|gross|operating|ordinary|pre-?tax)\s+(?:income|profit|loss)\b"
    r"|\b(?:profit|loss)\b(?!es? carried)|\bearnings\b(?!.*\bretained)|\bEBITDA?\b|\bEBIT\b|\bexpenses?\b|\bcosts and expenses\b|\bcosts? of (?:sales|revenues?|goods|services?|products|operations?|rendering)\b"
    r"|^\W*(?:[\p{L}]+ ){0,2}(?:finance|staff|personnel|employee|borrowing|distribution|selling|operating|production) costs?\b"
    r"|(?<!inventory )(?<!inventories )(?<!asset )(?<!receivables )\bturnover\b(?!\s*(?:\(?x\b|ratio|rate|days|period|of\b))|^\W*(?:other|finance) income\b"
    r"|\b(?:(?:gross|net|direct)\s+)?(?:written|earned)\s+premiums?\b|\bpremiums?\s+(?:written|earned|ceded|assumed)\b|\bfunds from operations\b|\bA?FFO\b"
    r"|\b(?:interest|investment|fee|commission|rental|dividend|trading|insurance|operating|comprehensive|non-?interest)\s+income\b"
    r"|受取利息|支払利息|資金運用収益|役務取引等収益|正味収入保険料"
    r"|\bincome from\b|\bcash flows?\b|\bcapital expenditures?\b|\bcapex\b|\bdepreciation and amorti[sz]ation\b"
    r"|売上高|売上収益|営業収益|経常収益|営業利益|経常利益|純利益|純損失|売上原価|販売費|当期利益|キャッシュ・?フロー|受注高|設備投資額|減価償却費|当期償却額",
    re.I,
)
_NOT_FLOW = re.compile(
    r"\bprepaid\b|\baccrued\b|\bdeferred\b|\bretained\b|\bassets?\b|\bliabilit|\bpayables?\b|\breceivables?\b|\breserves?\b|\bbacklog\b"
    r"|\baccumulated\b|\baverage\b|\bunearned\b|\bunbilled\b|\bun(?:distributed|paid|amorti[sz]ed)\b|\b(?:invested|employed) in\b|\breinvested\b"
    r"|\ballowances?\b|\bcarry-?(?:forwards?|overs?)\b|\bin excess of\b|\bhedges\b|資産|負債|残高|剰余金|累計額|引当金|未払|前払|未収|繰延|自己株式",
    re.I,
)


# What a heading says of all figures below it; a sentence may say it of others.
_AT_END = re.compile(
    r"\b(?:as (?:of|at)|at) (?:the )?end of (?:the |each )?(?:respective )?(?:periods?|quarters?|(?:fiscal |financial )?years?|terms?)\b"
    r"|(?:各|[当前])?(?:期|年度|四半期)末(?:日)?(?:時点|現在)",
    re.I,
)


# When, and of nothing: a dividend in a column `Fiscal year-end` is that of the year.
_CLOSING_ALONE = re.compile(
    r"\W*(?:at\s+)?(?:the\s+)?(?:fiscal\s+|financial\s+)?(?:year|period|term)[\s-]*end\W*", re.I
)


@lru_cache(maxsize=8192)
def nature_of(name: str) -> Need | None:
    """What a name asks for: "instant", "duration", or None where it may be either.

    >>> [nature_of(name) for name in ("Total assets", "Net sales", "売上高", "売掛金", "Deferred revenue")]
    ['instant', 'duration', 'duration', None, None]
    >>> [nature_of(name) for name in ("Cost of services", "Turnover", "Finance costs", "Inventory turnover (x)")]
    ['duration', 'duration', 'duration', None]
    >>> nature_of("(期末日時点 / As of the end of the period)")
    'instant'
    """
    if names_balance(name) or _AT_END.search(name):
        return "instant"
    if names_closing(name) and not (_FLOW.search(name) or _CLOSING_ALONE.fullmatch(name)):
        return "instant"  # `Equity at year-end`
    if _NOT_FLOW.search(name):
        return None
    return "duration" if _FLOW.search(name) or names_flow(name) else None


_BY = re.compile(r"\p{L}\s+by\s+\p{L}|別", re.I)


_ALL_OF_TWO_SIDES = re.compile(
    r"^\W*total liabilit(?:y|ies)\b.*\b(?:equity|deficit|capital|investment|net assets)\b|^\W*負債(?:・|及び|および|と)?(?:純資産|資本)(?:の部)?合計",
    re.I,
)
_ALL_ASSETS = re.compile(r"^\W*total assets\W*$|^\W*資産(?:の部)?合計", re.I)


def rows_of_balance_sheet(labels: Mapping[int, str]) -> frozenset[int]:
    """The rows of a balance sheet that is told by both its totals: whatever their names, they stand at a day.

    >>> sorted(rows_of_balance_sheet({1: "Cash", 2: "Total assets", 3: "Profit employed in the business",
    ...     4: "Total liabilities and equity", 5: "Net sales"}))
    [1, 2, 3, 4]
    >>> rows_of_balance_sheet({1: "Net sales", 2: "Total assets"})
    frozenset()
    """
    assets = [row for row, label in labels.items() if _ALL_ASSETS.search(label)]
    both = [row for row, label in labels.items() if _ALL_OF_TWO_SIDES.search(label)]
    if not assets or not both:
        return frozenset()
    return frozenset(row for row in labels if row <= max(*assets, *both))


def flow_by(line: str) -> bool:
    """Whether a line over a table says what flows, told by something: the rows below are what it is told by.

    >>> [flow_by(t) for t in ("Revenue by customer (SEK million)", "部門別売上高", "Operating data (USD million)")]
    [True, True, False]
    """
    return _BY.search(line) is not None and nature_of(line) == "duration"


_BALANCES = re.compile(
    r"balance sheets?|statements? of financial (?:position|condition)|貸借対照表|財政状態計算書"
    r"|(?:連結|個別)財政状態(?!.*(?:経営成績|業績))|^\W*(?:consolidated )?financial (?:position|condition)\W*$"
    r"|^\W*(?:total\s+)?assets\s+under\s+(?:management|administration|custody|advice)\b(?!.*\b(?:flows?|changes?|movements?|growth|average|fees?|roll)\b)"
    r"|残高(?!.*増減)|\bat (?:the )?(?:year|period|quarter|month)[- ]end\b|\bbalances? (?:at|as of)\b",
    re.I,
)
# `Customer deposits by type`, `業種別貸出金`: what a company has or owes, told by something, is told of a day.
_STOCK = (
    r"deposits|loans(?:\s+and\s+advances)?|advances|borrowings|debt|inventor(?:y|ies)|receivables|payables|backlog"
    r"|order\s+book|assets\s+under\s+management|headcount|employees|workforce"
)
_MOVES = (
    r"new|growth|change|increase|decrease|movement|inflow|outflow|interest|income|revenue|sales|fees?|cost|expenses?"
    r"|originations?|originated|disburse\w*|granted|provisions?|charges?|loss(?:es)?|write-?offs?|repayments?|proceeds"
    r"|average|yields?|rates?|purchases?|additions?|received|paid|repaid|issued"
)
_STOCKS_BY = re.compile(
    # `Orders and backlog by division` is told of more than balances.
    rf"^\W*(?:\d[\d.]*\W+)?(?:(?!(?:{_MOVES}|and|or)\b)[\p{{L}}'’-]+\s+){{0,4}}(?:(?:{_STOCK})\s+and\s+)?(?:{_STOCK})"
    rf"(?:\s+(?:outstanding|to\s+customers))?\s+by\s+\p{{L}}"
    r"|別の?(?:貸出金|預金|預り資産|借入金|有利子負債|受注残|棚卸資産|在庫|従業員数?)(?:の(?:状況|内訳|構成))?\W*(?:[(（]|$)",
    re.I,
)
_FLOWS = re.compile(
    r"statements? of (?:consolidated )?(?:income|operations|earnings|comprehensive|profit|cash flows?)|income statements?|cash flow statements?"
    r"|損益計算書|包括利益計算書|キャッシュ・?フロー計算書|償却額|増減|変動",
    re.I,
)


def nature_of_statement(title: str) -> Need | None:
    """What all figures of a statement are by its title; None where the title names both, or neither.

    >>> [nature_of_statement(t) for t in ("Consolidated Balance Sheets", "業種別貸出金残高", "Segment information")]
    ['instant', 'instant', None]
    >>> [nature_of_statement(t) for t in ("Loans and deposits by region", "Orders and backlog by division")]
    ['instant', None]
    """
    balances = any(said.search(title) is not None for said in (_BALANCES, _STOCKS_BY, _AT_END))
    flows = _FLOWS.search(title) is not None
    if balances == flows:
        return None
    return "instant" if balances else "duration"
