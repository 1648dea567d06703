"""Facts with the concepts that their whole meaning names: row, column, block, statement, segment and scope together.

A figure has the concept of its row only where its column says no more than when: under a schedule's column, a maturity,
a segment or a change it is something else. Where the rows are periods and the columns name items, the column's head is
the name. Rows of balances in a statement of changes in equity are of the column that totals them.
"""

# ruff: noqa: E501  (patterns, measured by ruff with Japanese letters counted twice)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec
import regex as re

from extract.facts.comprehensive import StagesOfIncome, of_side, side_of_tax
from extract.facts.concepts import (
    Naming,
    fits,
    is_component,
    is_of_equity,
    is_section,
    naming_of,
    net_of,
    per_share_of,
    stands_between,
    statement_by_rows,
    under_standard,
)
from extract.facts.label_forms import forms_of
from extract.facts.losses import RESULTS, as_income, is_loss_alone
from extract.facts.subtotals import subtotal_columns
from extract.lex.fold import fold
from extract.lex.heading_pieces import text_to_pieces
from extract.lex.headings import heading_kind
from extract.lex.part_names import names_whole, of_no_part
from extract.lex.periods import find_periods
from extract.lex.scenarios import plan_heading
from extract.lex.units import find_units
from extract.model import Fact, Table
from extract.sheet.balances import names_closing, names_opening

Captions = Mapping[str, tuple[str, ...]]


def with_concepts(
    facts: list[Fact], tables: list[Table], captions: Captions, standard: str | None = None
) -> list[Fact]:
    """Facts with the concept that they are of, where their words name one; several that it may be are its candidates.
    `captions` are the lines that stand before each table, `standard` is the accounting standard of the document."""
    owners = _labels_of_owners(tables, standard)
    readers = {table.id: _Rows(table, captions.get(table.id, ()), standard, owners) for table in tables}
    nowhere = _Rows(None, (), standard)
    subtotals = subtotal_columns(facts)
    out = []
    for fact in facts:
        of_part = _is_of_a_part(fact) or (fact.table, fact.column) in subtotals
        said = _NOTHING if of_part else readers.get(fact.table or "", nowhere).naming(fact)
        known = msgspec.structs.replace(fact, concept=said.concept, concept_candidates=said.candidates)
        out.append(fact if said == _NOTHING else known)
    return out


def _is_of_a_part(fact: Fact) -> bool:
    """Whether a figure is a segment's, a share, or a difference, and so not the concept of the entity."""
    return not PARTS.isdisjoint(fact.dimensions) or fact.measure in ("share", "change")


PARTS = frozenset(("segment", "product", "region", "comparison"))
"""Dimensions of a figure that is not the whole entity's, or no level."""
_NOTHING = Naming()
_WHOLES = ("NetAssets", "Equity")
_SIDES = (
    ("Assets", "CurrentAssets", "Non-current assets"),
    ("Liabilities and net assets", "CurrentLiabilities", "Non-current liabilities"),
)
_SPELT = {"CurrentAssets": "Current assets", "CurrentLiabilities": "Current liabilities"}
_TOTALS = ("Assets", "CurrentAssets", "CurrentLiabilities", "Liabilities")
_DEPRECIATED = re.compile(r"accumulated (?:depreciation|impairment)|減価償却累計額|減損損失累計額", re.I)
_PAYMENT = re.compile(
    r"(?:期|半期)末|中間|interim|quarter[- ]?end|(?:fiscal|year)[- ](?:year[- ])?end|^\W*(?:first|second|third|fourth|[1-4]\w\w) quarter",
    re.I,
)
_IN_ALL = re.compile(r"\W*(?:合計|年間|total|annual|full[- ]year|年間配当金?合計)\W*", re.I)
_OPENS = ("(", "（", "[", "［", "〔")
# `従業員数（外、平均臨時雇用者数）`: what the figure in brackets behind the first one is.
_WITHIN = re.compile(r"[(（\[［〔](?:うち|内|外)[、,，]?\s*(?P<name>[^()（）\[\]［］〔〕]{2,30})[)）\]］〕]")
# `固定資産売却益の内訳は次のとおりであります。`: what the rows of a table are parts of.
_SUBJECT = re.compile(r"^[\W\d]*(?P<name>[\p{L}・]{2,30}?)の(?:うち|主要な|主な|内訳|内容|明細)")
_NEAR = 4  # of the lines before a table three may speak of its rows: a sentence, a unit, a heading
# Flows of continuing operations, and those of all: where nothing is discontinued the one is the other.
_CONTINUING = {
    f"NetCashProvidedByUsedIn{name}ActivitiesContinuingOperations": f"NetCashProvidedByUsedIn{whole}Activities"
    for name, whole in (("Operating", "Operating"), ("Investing", "Investment"), ("Financing", "Financing"))
}
_OWNERS, _COMMON = "ProfitLossAttributableToOwnersOfParent", re.compile(r"\bcommon\b", re.I)
_CONTINUING_OWNERS = "IncomeLossFromContinuingOperations"
_ALL_EQUITY = frozenset(("total equity", "資本合計"))
_CONTRA = re.compile(r"allowance|accumulated|less\b|貸倒引当金|累計額", re.I)
_ALLOWANCE, _NET = re.compile("貸倒引当金"), re.compile("純額")
_BASIC = {"basic": ("EarningsPerShareBasic", "AverageNumberOfShares"),
          "diluted": ("EarningsPerShareDiluted", "WeightedAverageNumberOfDilutedSharesOutstanding")}  # fmt: skip
_ADJUSTED = re.compile(r"adjusted|non-?gaap|pro forma|underlying|core\b", re.I)
_HAN = re.compile(r"\p{Han}")
_OF_PART = re.compile(r"continu|discontinu|継続", re.I)


class _Rows:
    """The rows of one table, and what their order tells of them: the sides of a balance sheet, what is above a total,
    and of which row a deduction is."""

    def __init__(
        self, table: Table | None, caption: tuple[str, ...], standard: str | None, owners: frozenset[str] = frozenset()
    ) -> None:
        """`owners`: what all tables of the document call the income of its owners."""
        self.standard = standard
        self.statement = None if table is None else statement_of(table)
        self.paths = {} if table is None else {header.row: header.path for header in table.row_headers}
        self.about = (
            None
            if table is None or titled_statement(table) is not None
            else _subject_of((table.title or "", *caption[:-_NEAR:-1]))
        )
        self.known: dict[object, Naming] = {}
        self.totals = {} if self.statement != "balance_sheet" else {name: self._row_of(name) for name in _TOTALS}
        self.assets = self.totals.get("Assets")
        self.equity = self._first_of_equity()
        self.subtotal = self._row_of("SubtotalOpeCF") if self.statement == "cash_flow" else None
        results = (
            ("OperatingIncome", "OrdinaryIncome", "ComprehensiveIncome") if self.statement == "income_statement" else ()
        )
        self.results = {name: row for name in results if (row := self._row_of(name)) is not None}
        named = {forms_of(path[-1])[0] for path in self.paths.values() if path}
        self.has_whole_equity = bool(named & _ALL_EQUITY)
        # `attributable to common shareholders` beside `attributable to the Company` is what preferred dividends leave.
        self.for_common = _for_common(owners) | self._for_common(_CONTINUING_OWNERS)
        self.has_discontinued = any("discontinu" in path[-1].lower() for path in self.paths.values() if path)
        self.deducts = any(_DEPRECIATED.search(path[-1]) for path in self.paths.values() if path)
        heads = () if table is None else tuple(header.path for header in table.column_headers)
        titles = () if table is None else (*caption[:-_NEAR:-1], table.title or "")
        self.unadjusted = _before_adjustments(heads)
        self.stages = StagesOfIncome(self.paths, heads, titles)
        rows = sorted(self.paths)
        self.before = {below: row for row, below in pairwise(rows)}
        self.after = dict(pairwise(rows))

    def _row_of(self, concept: str) -> int | None:
        """The last row that is the only one of a concept."""
        rows = [row for row, path in self.paths.items() if naming_of(path[-1:], self.statement).concept == concept]
        return rows[-1] if rows else None

    def _for_common(self, concept: str) -> frozenset[str]:
        """Of the labels of a concept those that name common shareholders, where others do not."""
        named = (path[-1] for path in self.paths.values() if path and self._naming(path[-1:]).concept == concept)
        return _for_common(frozenset(named))

    def _is_before_depreciation(self, row: int | None) -> bool:
        """Whether the next row deducts the accumulated depreciation, so that this one is before it."""
        below = self.after.get(row) if row is not None else None
        return below is not None and bool(self.paths[below]) and _DEPRECIATED.search(self.paths[below][-1]) is not None

    def _first_of_equity(self) -> int | None:
        """The first row after the current liabilities whose headings, or whose name, are those of equity."""
        closes = self.totals.get("CurrentLiabilities")
        if closes is None:
            return None
        after = (row for row in sorted(self.paths) if row > closes)
        return next((row for row in after if is_of_equity(self.paths[row])), None)

    def naming(self, fact: Fact) -> Naming:
        """The concept of a fact, or its candidates: those that its unit and its period allow."""
        per_share, counted = (fact.unit or "").endswith("_per_share"), fact.unit in ("count", "shares")
        bracketed = (fact.printed or "").lstrip().startswith(_OPENS)
        kind = fact.period.kind if fact.period is not None and fact.period.end is not None else None
        key = (fact.label, fact.header, fact.row, fact.unit, kind, bracketed, (fact.value or "").startswith("-"))
        if key not in self.known:
            said = self._signed(fact, self._said(fact, per_share, counted), per_share, counted)
            if said.concept == "DividendPerShare" and _is_instalment((*fact.label, *fact.header)):
                said = _NOTHING
            if bracketed and fact.unit == "count" and not any(map(_WITHIN.search, fact.label)):
                said = _NOTHING  # no number of things is less than nothing: it stands beside another
            names = (said.concept,) if said.concept else said.candidates
            fit = tuple(name for name in names if fits(name, fact.unit, kind))
            self.known[key] = Naming(said.concept) if fit and said.concept else Naming(None, fit)
        return self.known[key]

    def _signed(self, fact: Fact, said: Naming, per_share: bool, counted: bool) -> Naming:
        """The concept of a row in the light of its sign: a loss printed as one is income, and one printed as an amount
        is not."""
        if not fact.label or not is_loss_alone(fact.label[-1]):
            return said
        if said == _NOTHING:
            for name in as_income(fact.label[-1]):
                as_earned = msgspec.structs.replace(fact, label=(*fact.label[:-1], name))
                said = self._said(as_earned, per_share, counted)
                if said.concept in RESULTS:
                    break
            else:
                return _NOTHING
        if said.concept in RESULTS and not (fact.value or "").startswith("-"):
            return Naming(None, (said.concept,))
        return said

    def _said(self, fact: Fact, per_share: bool, counted: bool) -> Naming:
        label, header = fact.label, fact.header
        if header in self.unadjusted:
            return _NOTHING
        names = tuple(part for part in header if not _says_only_when(part))
        of_stage = self.stages.concept(label, names, fact.row)
        if of_stage is not None:
            return Naming(of_stage)
        if len(names) == 1 and label and (side := side_of_tax(names[0])) is not None:
            said = self._naming(label)
            beside = of_side(said.concept, side) if said.concept is not None else None
            return Naming(beside) if beside is not None else _NOTHING
        if names:
            return self._by_column(label, names)
        part = _WITHIN.search(label[-1]) if label else None
        if part is not None and (fact.printed or "").lstrip().startswith(_OPENS):
            return self._naming((*label[:-1], part["name"]))
        leaf = forms_of(label[-1])[0] if label else ""
        adjusted = per_share and any(map(_ADJUSTED.search, label))
        if leaf in _BASIC and (per_share or counted) and not adjusted and not any(map(_OF_PART.search, label)):
            return Naming(_BASIC[leaf][counted])
        if per_share and label and not adjusted and (of_share := per_share_of(label)):
            return Naming(of_share)
        above = self._deducted_from(fact.row) if label and _CONTRA.search(label[-1]) else None
        if above is not None and self.paths[above]:
            of_row = self._naming((*label[:-1], self.paths[above][-1], label[-1]))
            if of_row.concept is not None:
                return of_row
        path, whole = self._on_its_side(label, fact.row), self.assets is not None
        if self.about is not None:
            path = (self.about, *path)
        if self.subtotal is not None and fact.row is not None and fact.row < self.subtotal:
            path = (*path[:-1], self.paths[self.subtotal][-1], *path[-1:])
        if self.statement == "equity" and is_component(label[:-1]):
            return _NOTHING  # a part of the row that totals it
        said = self._where_it_stands(naming_of(path, self.statement, whole=whole, standard=self.standard), fact.row)
        if said.concept == "Equity" and self.has_whole_equity and leaf not in _ALL_EQUITY:
            return Naming("EquityAttributableToOwnersOfParent")  # `Total shareholders' equity` above `Total equity`
        of_all = _CONTINUING.get(said.concept or "")
        if of_all is not None and said.concept is not None and self._row_of(of_all) is None:
            return Naming(None, (said.concept, of_all)) if self.has_discontinued else Naming(of_all)
        if said.concept == "PropertyPlantAndEquipment" and self._is_before_depreciation(fact.row):
            return Naming("PropertyPlantAndEquipmentGross")
        if said.concept == _OWNERS and label[-1] in self.for_common:
            return Naming("NetIncomeLossAvailableToCommonStockholdersBasic")
        if said.concept == _CONTINUING_OWNERS and label[-1] in self.for_common:
            return _NOTHING
        if said.concept is not None and not is_section(said.concept) and _totals_section(label):
            return Naming(None, (said.concept,))
        if said.concept is not None and self.statement == "balance_sheet" and not self.deducts:
            return Naming(net_of(said.concept))
        return said

    def _naming(self, path: tuple[str, ...]) -> Naming:
        return naming_of(path, self.statement, standard=self.standard)

    def _deducted_from(self, row: int | None) -> int | None:
        """The row of which a deduction is: the one above. An allowance without a net amount below it is of all the
        section."""
        below = self.after.get(row) if row is not None else None
        if row is None or (
            _ALLOWANCE.search(self.paths[row][-1]) and not (below and _NET.search(self.paths[below][-1]))
        ):
            return None
        return self.before.get(row)

    def _where_it_stands(self, said: Naming, row: int | None) -> Naming:
        """Without what an income statement prints above or below the row: a gain between operating and ordinary income
        is not extraordinary. The one of several candidates that is left is the concept."""
        if row is None or not self.results:
            return said
        names = (said.concept,) if said.concept else said.candidates
        left = tuple(name for name in names if self._may_stand(name, row))
        if said.concept is not None:
            return said if left else Naming(None, names)
        one = left[0] if len(left) == 1 and len(names) > 1 else under_standard(left, self.standard)
        return Naming(one) if one is not None else Naming(None, left or names)

    def _may_stand(self, concept: str, row: int) -> bool:
        above, below = (self.results.get(name or "") for name in stands_between(concept))
        return (above is None or row > above) and (below is None or row < below)

    def _on_its_side(self, label: tuple[str, ...], row: int | None) -> tuple[str, ...]:
        """A row's path below the side of the balance sheet on which it stands, and below its section if the total of
        the current one tells that: `Debt` between `Total current liabilities` and `Total liabilities`."""
        if self.assets is None or row is None or row == self.assets or not label:
            return label
        side, current, later = _SIDES[row > self.assets]
        closes = self.totals[current]
        if closes is None or row == closes:
            return (side, *label)
        if row < closes:
            return (side, _SPELT[current], *label)
        ends = self.assets if row < self.assets else self.totals["Liabilities"] or self.equity
        return (side, later, *label) if ends is not None and row < ends else (side, *label)

    def _by_column(self, label: tuple[str, ...], names: tuple[str, ...]) -> Naming:
        if all(_says_only_when(part) for part in label):
            # years in rows, items in columns; a long name on two lines is one: `親会社株主に帰属する` / `中間純利益`
            joined = self._naming(("".join(names),)) if len(names) > 1 and _HAN.search(names[-1]) else _NOTHING
            return joined if joined.concept is not None else self._naming(names)
        if self.statement == "equity" and label and (names_opening(label[-1]) or names_closing(label[-1])):
            said = naming_of(names, "balance_sheet")
            return said if said.concept in _WHOLES else _NOTHING
        if self.statement == "equity" and naming_of(names, "balance_sheet").concept in _WHOLES:
            return self._naming(label)  # a change, in the column of all equity
        return _NOTHING


def _is_instalment(words: tuple[str, ...]) -> bool:
    """Whether a dividend is one payment of a year (`第２四半期末`, `Fiscal year-end`), and not the year's.

    >>> _is_instalment(("2024年３月期", "年間配当金", "期末")), _is_instalment(("2024年３月期", "年間配当金", "合計"))
    (True, False)
    """
    return any(_PAYMENT.search(fold(text)) for text in words) and not any(
        _IN_ALL.fullmatch(fold(text)) for text in words
    )


def _labels_of_owners(tables: list[Table], standard: str | None) -> frozenset[str]:
    """What the rows of a document's tables call the income that its owners have."""
    labels = {header.path[-1] for table in tables for header in table.row_headers if header.path}
    own = (label for label in labels if naming_of((label,), "income_statement", standard=standard).concept == _OWNERS)
    return frozenset(own)


def _for_common(owned: frozenset[str]) -> frozenset[str]:
    """Of the labels of what owners have those that name common shareholders, where others do not.

    >>> sorted(_for_common(frozenset(("Net income for common shareholders", "Net income attributable to the Company"))))
    ['Net income for common shareholders']
    >>> sorted(_for_common(frozenset(("Net income for common shareholders",))))
    []
    """
    common = frozenset(label for label in owned if _COMMON.search(label))
    return common if common < owned else frozenset()


def _totals_section(label: tuple[str, ...]) -> bool:
    """Whether a row totals the section that it stands in, by its name.

    >>> _totals_section(("Other assets", "Total other assets")), _totals_section(("Assets", "Total other assets"))
    (True, False)
    """
    if len(label) < 2:
        return False
    leaf, above = forms_of(label[-1])[0], forms_of(label[-2])[0]
    return leaf in (f"total {above}", f"{above}合計") and bool(above)


def _subject_of(titles: tuple[str, ...]) -> str | None:
    """What the title of a table, or the words next before it, say that its rows are parts of.

    >>> _subject_of(("※３ 固定資産売却益の内訳は次のとおりであります。",))
    '固定資産売却益'
    """
    said = (match for title in titles if (match := _SUBJECT.search(title)) is not None)
    return next((match["name"] for match in said), None)


def _before_adjustments(heads: Sequence[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """The columns of totals from which adjustments lead to a whole that is told as well.

    >>> _before_adjustments([("紙",), ("合計",), ("調整額（注）１",), ("連結財務諸表計上額",)])
    frozenset({('合計',)})
    >>> _before_adjustments([("紙",), ("調整額",), ("合計",)])
    frozenset()
    """
    named = [[part for part in path if _NOTE_ALONE.fullmatch(fold(part)) is None] for path in heads]
    found = (
        path
        for path, total, adjusted, whole in zip(heads, named, named[1:], named[2:], strict=False)
        if total and adjusted and whole
        if names_whole(total[-1]) and of_no_part(adjusted[-1]) and names_whole(whole[-1])
    )
    return frozenset(found) - {heads[-1] if heads else ()}


_NOTE_ALONE = re.compile(r"\W*(?:注|notes?)?[\W\d]*", re.I)


# --- columns --------------------------------------------------------------------------------------------------

_NEUTRAL = re.compile(
    r"(?:[\W\d_]|as|of|at|the|for|and|in|on|to|from|through|ended|ending|end|year|years|month|months|week|weeks|quarter|quarters|period|periods"
    r"|fiscal|half|nine|six|three|twelve|thirteen|twenty|thirty|first|second|third|fourth|interim|current|prior|previous|full"
    r"|millions?|thousands?|billions?|except|per|share|shares?|amounts?|data|par|value|dollars?|yen|us|u|s|jpy|usd|unaudited|audited|notes?"
    r"|actual|actuals|results?|forecasts?|estimates?|plan|targets?|guidance|outlook|initial|revised|reported|restated|adjusted|total|totals|consolidated"
    r"|company|group|date|cumulative|ytd|q[1-4]|fy|h[12]"
    r"|前|当|今|次|翌|本|第|期|回|年度?|月|日(?!本)|会計|連結|事業|四半期|中間|累計|期間|末|自|至|現在|実績|予想|計画|見込み?|見通し|修正|発表|公表|通期|上期|下期|決算"
    r"|金額|合計|計|円|百万|千|億|単位|株|注記?|番号|区分|科目|項目|決算年月|回次|及び|の|は|（|）|元|令和|平成|昭和"
    r"|(?:財務諸表|損益計算書|貸借対照表)?計上額|財務諸表|日本基準|国際会計基準|米国基準|移行日|ifrs|gaap)*",
    re.I,
)


@lru_cache(maxsize=8192)
def _says_only_when(heading: str) -> bool:
    """Whether a heading names nothing: it is a period, a unit, a scenario, or a word such as `Total`.

    >>> _says_only_when("前連結会計年度 (自 2020年４月１日 至 2021年３月31日)"), _says_only_when("Retained Earnings")
    (True, False)
    >>> _says_only_when("日本"), _says_only_when("当期 日本基準"), _says_only_when("本年度")
    (False, True, True)
    >>> _says_only_when("New Target"), _says_only_when("Target (Announced Feb. 8)"), _says_only_when("Plan assets")
    (True, True, False)
    """
    text = fold(heading)
    if heading_kind(text) in ("period", "unit", "amount") or plan_heading(text) is not None:
        return True
    periods = [(mention.start, mention.end) for mention in find_periods(text)]
    pieces = [(piece.start, piece.end) for piece in text_to_pieces(text)]
    for start, end in (*periods, *pieces, *((unit.start, unit.end) for unit in find_units(text))):
        text = text[:start] + " " * (end - start) + text[end:]
    return _NEUTRAL.fullmatch(" ".join(text.lower().split())) is not None


# --- statements -----------------------------------------------------------------------------------------------

_TITLES = (
    ("equity", re.compile(r"(?:changes in|statements? of) (?:[\w'’]+ ){0,3}(?:equity|net assets|capital)|(?:株主資本等|持分|純資産)変動計算書", re.I)),
    ("income_statement", re.compile(r"comprehensive (?:income|loss|earnings)|statements? of (?:\w+ ){0,2}(?:earnings|income|operations|loss)|損益(?:及び包括利益)?計算書|包括利益計算書", re.I)),
    ("cash_flow", re.compile(r"statements? of (?:\w+ )?cash flows?|キャッシュ・?フロー計算書", re.I)),
    ("balance_sheet", re.compile(r"balance sheets?|statements? of financial position|貸借対照表|財政状態計算書", re.I)),
)  # fmt: skip


def titled_statement(table: Table) -> str | None:
    """The statement that the title of a table names."""
    named = (statement for statement, title in _TITLES if table.title and title.search(table.title))
    return next(named, None) if table.title and len(table.title) <= 120 else None


def statement_of(table: Table) -> str | None:
    """The statement that a table is, by its title or by what its rows are of."""
    return titled_statement(table) or statement_by_rows(tuple(header.path for header in table.row_headers))
