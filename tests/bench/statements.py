"""Exact statements before anything is printed: lines with a value per period, and which lines make up which.

Values are whole base units (yen, dollars); a per-share amount has two decimals, a percent one. Every total is the
exact sum of its parts, so all that does not foot in print comes from rounding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Literal

from tests.bench import vocab

LineUnit = Literal["money", "per_share", "percent", "count", "none"]
Values = list[Decimal]


@dataclass
class Line:
    key: str
    label: str
    kind: Literal["heading", "item", "total"]
    level: int
    values: Values
    unit: LineUnit = "money"
    moment: Literal["start", "end"] | None = None  # a balance at one end of the column's period
    part: bool = False  # a heading over headings


@dataclass
class Statement:
    name: str
    title: str
    instant: bool
    lines: list[Line] = field(default_factory=list)
    sums: list[tuple[str, list[tuple[str, int]]]] = field(default_factory=list)  # key of a total, its parts with sign
    base: str | None = None  # the line that shares are taken of
    scope: Literal["consolidated", "non_consolidated"] = "consolidated"

    def heading(self, label: str, level: int = 0, part: bool = False) -> None:
        self.lines.append(Line(f"h{len(self.lines)}", label, "heading", level, [], "none", part=part))

    def item(self, label: str, values: Values, level: int = 1, unit: LineUnit = "money") -> str:
        key = f"l{len(self.lines)}"
        self.lines.append(Line(key, label, "item", level, values, unit))
        return key

    def total(self, label: str, parts: list[tuple[str, int]], level: int = 0) -> str:
        at = {line.key: line.values for line in self.lines}
        count = len(at[parts[0][0]])
        values = [sum((at[key][i] * sign for key, sign in parts), Decimal(0)) for i in range(count)]
        key = f"l{len(self.lines)}"
        self.lines.append(Line(key, label, "total", level, values))
        self.sums.append((key, parts))
        return key

    def values(self, key: str) -> Values:
        return next(line.values for line in self.lines if line.key == key)


def headings_over(statement: Statement) -> dict[str, tuple[str | None, frozenset[str]]]:
    """For each line its own heading, and all that may stand over it in a path.

    A heading holds for the lines below it until one that does not belong there: a line that is not indented, unless it
    is the sum of lines that do. A part of the statement (`ASSETS`) holds until the next one.
    """
    sums = dict(reversed(statement.sums))  # the first sum of a line is what it is the total of
    found: dict[str, tuple[str | None, frozenset[str]]] = {}
    broad = own = None
    within_part: set[str] = set()
    within_own: set[str] = set()
    for line in statement.lines:
        if line.kind == "heading":
            broad, within_part = (line.label, set()) if line.part else (broad, within_part)
            own, within_own = line.label, set()
            continue
        parts = {key for key, _ in sums.get(line.key, [])}
        if line.level == 0 and not (parts and parts <= within_own):
            own, within_own = None, set()
        part = broad if not parts or parts <= within_part else None
        within_own |= {line.key} if own else set()
        within_part |= {line.key} if part else set()
        found[line.key] = own, frozenset(heading for heading in (part, own) if heading)
    return found


def series(rng: Random, size: int, periods: int) -> Values:
    """A value that grows or shrinks a little from period to period."""
    value = Decimal(size) * Decimal(rng.randint(600_000, 1_400_000)) / 1_000_000
    values = []
    for _ in range(periods):
        values.append(Decimal(int(value)) + rng.randint(0, 997))
        value *= Decimal(rng.randint(880_000, 1_180_000)) / 1_000_000
    return values


def income(rng: Random, ja: bool, size: int, periods: int, revenues: list[str], short: bool = False) -> Statement:
    statement = Statement("income_statement", "連結損益計算書" if ja else "Consolidated Statements of Income", False)
    parts = []
    if not short:
        statement.heading("売上高" if ja else "Revenues:")
    for label in revenues:
        parts.append((statement.item(label, series(rng, size // len(revenues), periods)), 1))
    sales = statement.total("売上高合計" if ja else "Total revenues", parts)
    statement.base = sales
    share = rng.randint(45, 75)
    cost_values = [Decimal(int(v * share / 100)) + rng.randint(0, size // 50) for v in statement.values(sales)]
    cost = statement.item("売上原価" if ja else "Cost of revenues", cost_values, 0)
    gross = statement.total("売上総利益" if ja else "Gross profit", [(sales, 1), (cost, -1)])
    costs = rng.sample(vocab.COSTS_JA if ja else vocab.COSTS_EN, rng.randint(2, 4))
    statement.heading("販売費及び一般管理費" if ja else "Operating expenses:")
    spent = [(statement.item(label, series(rng, size // 16, periods)), 1) for label in costs]
    overhead = statement.total("販売費及び一般管理費合計" if ja else "Total operating expenses", spent)
    operating = statement.total("営業利益" if ja else "Operating income", [(gross, 1), (overhead, -1)])
    if short:
        return statement
    pretax = _below_operating(rng, statement, ja, size, periods, operating)
    tax_values = [Decimal(int(abs(v) * 3 / 10)) for v in statement.values(pretax)]
    tax = statement.item("法人税等合計" if ja else "Income tax expense", tax_values, 0)
    net = statement.total("当期純利益" if ja else "Net income", [(pretax, 1), (tax, -1)])
    minority = statement.item(
        "非支配株主に帰属する当期純利益" if ja else "Net income attributable to non-controlling interests",
        series(rng, size // 300, periods),
        0,
    )
    owners = statement.total(
        "親会社株主に帰属する当期純利益" if ja else "Net income attributable to owners of the parent",
        [(net, 1), (minority, -1)],
    )
    shares = rng.randint(40_000, 900_000) * 1000
    per_share = [(v / shares).quantize(Decimal("0.01"), ROUND_HALF_UP) for v in statement.values(owners)]
    statement.item("１株当たり当期純利益" if ja else "Basic earnings per share", per_share, 0, "per_share")
    diluted = [(v * Decimal("0.993")).quantize(Decimal("0.01"), ROUND_HALF_UP) for v in per_share]
    statement.item(
        "潜在株式調整後１株当たり当期純利益" if ja else "Diluted earnings per share", diluted, 0, "per_share"
    )
    return statement


def _below_operating(rng: Random, statement: Statement, ja: bool, size: int, periods: int, operating: str) -> str:
    if not ja:
        labels = rng.sample(vocab.NONOPERATING_EN, rng.randint(2, 3))
        signs = [rng.choice((1, -1)) for _ in labels]
        others = [
            (statement.item(label, [v * sign for v in series(rng, size // 150, periods)]), 1)
            for label, sign in zip(labels, signs, strict=True)
        ]
        other = statement.total("Total other income (expense)", others)
        return statement.total("Income before income taxes", [(operating, 1), (other, 1)])
    statement.heading("営業外収益")
    gains = [
        (statement.item(label, series(rng, size // 200, periods)), 1)
        for label in rng.sample(vocab.NONOPERATING_INCOME_JA, 2)
    ]
    gain = statement.total("営業外収益合計", gains)
    statement.heading("営業外費用")
    losses = [
        (statement.item(label, series(rng, size // 250, periods)), 1)
        for label in rng.sample(vocab.NONOPERATING_COST_JA, 2)
    ]
    loss = statement.total("営業外費用合計", losses)
    ordinary = statement.total("経常利益", [(operating, 1), (gain, 1), (loss, -1)])
    special = statement.item("減損損失", series(rng, size // 120, periods), 0)
    return statement.total("税金等調整前当期純利益", [(ordinary, 1), (special, -1)])


def balance(rng: Random, ja: bool, size: int, periods: int) -> Statement:
    statement = Statement("balance_sheet", "連結貸借対照表" if ja else "Consolidated Balance Sheets", True)

    def group(heading: str, labels: list[str], total: str, share: int, negative: str = "") -> str:
        statement.heading(heading)
        parts = []
        for label in labels:
            values = series(rng, size // share, periods)
            parts.append((statement.item(label, [-v for v in values] if label == negative else values), 1))
        return statement.total(total, parts)

    def pick(labels: list[str]) -> list[str]:
        return sorted(rng.sample(labels, rng.randint(3, len(labels))), key=labels.index)

    statement.heading("資産の部" if ja else "ASSETS", part=True)
    current = group(
        "流動資産" if ja else "Current assets:",
        pick(vocab.CURRENT_JA if ja else vocab.CURRENT_EN),
        "流動資産合計" if ja else "Total current assets",
        8,
    )
    fixed = group(
        "固定資産" if ja else "Non-current assets:",
        pick(vocab.FIXED_JA if ja else vocab.FIXED_EN),
        "固定資産合計" if ja else "Total non-current assets",
        6,
    )
    assets = statement.total("資産合計" if ja else "Total assets", [(current, 1), (fixed, 1)])
    statement.base = assets
    statement.heading("負債の部" if ja else "LIABILITIES AND EQUITY", part=True)
    short = group(
        "流動負債" if ja else "Current liabilities:",
        pick(vocab.CURRENT_DEBT_JA if ja else vocab.CURRENT_DEBT_EN),
        "流動負債合計" if ja else "Total current liabilities",
        18,
    )
    long = group(
        "固定負債" if ja else "Non-current liabilities:",
        pick(vocab.FIXED_DEBT_JA if ja else vocab.FIXED_DEBT_EN),
        "固定負債合計" if ja else "Total non-current liabilities",
        20,
    )
    debts = statement.total("負債合計" if ja else "Total liabilities", [(short, 1), (long, 1)])
    statement.heading("純資産の部" if ja else "Equity:", part=ja)
    labels = vocab.EQUITY_JA if ja else vocab.EQUITY_EN
    capital = statement.item(labels[0], [series(rng, size // 20, 1)[0]] * periods)
    surplus = statement.item(labels[1], [series(rng, size // 25, 1)[0]] * periods)
    treasury_values = [-v for v in series(rng, size // 90, periods)]
    rest = [
        a - d - c - s - t
        for a, d, c, s, t in zip(
            statement.values(assets),
            statement.values(debts),
            statement.values(capital),
            statement.values(surplus),
            treasury_values,
            strict=True,
        )
    ]
    retained = statement.item(labels[2], rest)
    treasury = statement.item(labels[3], treasury_values)
    equity = statement.total(
        "純資産合計" if ja else "Total equity", [(k, 1) for k in (capital, surplus, retained, treasury)]
    )
    statement.total("負債純資産合計" if ja else "Total liabilities and equity", [(debts, 1), (equity, 1)])
    statement.sums.append((assets, [(statement.lines[-1].key, 1)]))
    return statement


def cash_flow(rng: Random, ja: bool, size: int, periods: int) -> Statement:
    title = "連結キャッシュ・フロー計算書" if ja else "Consolidated Statements of Cash Flows"
    statement = Statement("cash_flow", title, False)

    def group(heading: str, labels: list[str], total: str, first: int) -> str:
        statement.heading(heading)
        parts = []
        for i, label in enumerate(labels):
            sign = _cash_sign(rng, label) if i >= first else 1
            parts.append(
                (statement.item(label, [v * sign for v in series(rng, size // rng.randint(20, 80), periods)]), 1)
            )
        return statement.total(total, parts)

    lists = (
        (vocab.OPERATING_JA, vocab.INVESTING_JA, vocab.FINANCING_JA)
        if ja
        else (vocab.OPERATING_EN, vocab.INVESTING_EN, vocab.FINANCING_EN)
    )
    names = (
        ("営業活動によるキャッシュ・フロー", "投資活動によるキャッシュ・フロー", "財務活動によるキャッシュ・フロー")
        if ja
        else (
            "Cash flows from operating activities:",
            "Cash flows from investing activities:",
            "Cash flows from financing activities:",
        )
    )
    totals = (
        (
            "営業活動によるキャッシュ・フロー合計",
            "投資活動によるキャッシュ・フロー合計",
            "財務活動によるキャッシュ・フロー合計",
        )
        if ja
        else (
            "Net cash provided by operating activities",
            "Net cash used in investing activities",
            "Net cash provided by (used in) financing activities",
        )
    )
    flows = [group(names[i], lists[i], totals[i], 2 if i == 0 else 0) for i in range(3)]
    fx = statement.item(
        "現金及び現金同等物に係る換算差額" if ja else "Effect of exchange rate changes on cash",
        [v * rng.choice((1, -1)) for v in series(rng, size // 400, periods)],
        0,
    )
    change = statement.total(
        "現金及び現金同等物の増減額" if ja else "Net increase (decrease) in cash", [(k, 1) for k in (*flows, fx)]
    )
    opening = series(rng, size // 3, 1)[0]
    openings: Values = []
    for value in reversed(statement.values(change)):  # the newest period comes first
        openings.insert(0, opening)
        opening += value
    begin = statement.item("現金及び現金同等物の期首残高" if ja else "Cash at beginning of period", openings, 0)
    statement.total("現金及び現金同等物の期末残高" if ja else "Cash at end of period", [(change, 1), (begin, 1)])
    statement.lines[-2].moment, statement.lines[-1].moment = "start", "end"
    return statement


def _cash_sign(rng: Random, label: str) -> int:
    if any(
        word in label for word in ("Purchase", "Repayment", "Dividends", "Repurchase", "Acquisition", "支出", "支払")
    ):
        return -1
    if "Change" in label or "増減" in label:
        return rng.choice((1, -1))
    return 1


def segments(rng: Random, ja: bool, size: int, periods: int, names: list[str]) -> Statement:
    statement = Statement("segment", "セグメント情報" if ja else "Segment Information", False)
    statement.heading("外部顧客への売上高" if ja else "Sales to external customers")
    sales = [(statement.item(name, series(rng, size // len(names), periods)), 1) for name in names]
    statement.base = statement.total("売上高計" if ja else "Total sales", sales)
    statement.heading("セグメント利益" if ja else "Segment profit (loss)")
    profit = [
        (statement.item(name, [v * rng.choice((1, 1, 1, -1)) for v in series(rng, size // 60, periods)]), 1)
        for name in names
    ]
    gross = statement.total("セグメント利益計" if ja else "Total segment profit", profit)
    adjust = statement.item(
        "調整額" if ja else "Corporate and eliminations", [-v for v in series(rng, size // 150, periods)], 1
    )
    statement.total("連結営業利益" if ja else "Consolidated operating profit", [(gross, 1), (adjust, 1)])
    return statement


def counts(rng: Random, ja: bool, periods: int) -> Statement:
    statement = Statement("kpi", "主要な指標" if ja else "Operating Data", True)
    for label in rng.sample(vocab.COUNTS_JA if ja else vocab.COUNTS_EN, 3):
        statement.item(label, series(rng, rng.choice((400, 9000, 120000)), periods), 0, "count")
    ratio = [Decimal(rng.randint(300, 980)) / 10 for _ in range(periods)]
    statement.item("稼働率（％）" if ja else "Capacity utilisation (%)", ratio, 0, "percent")
    return statement
